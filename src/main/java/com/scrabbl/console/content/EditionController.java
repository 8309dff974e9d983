package com.scrabbl.console.content;

import com.scrabbl.console.Lookups;
import com.scrabbl.console.Problem;
import com.scrabbl.edition.DigestChecks;
import com.scrabbl.edition.FrozenDigest;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Publication;
import com.scrabbl.newsletter.WrittenSlot;
import com.scrabbl.run.Run;
import com.scrabbl.run.SkippedChecks;
import com.scrabbl.run.rehearsal.Previews;
import com.scrabbl.run.rehearsal.Previews.Preview;
import com.scrabbl.subscriber.Reader;
import com.scrabbl.subscriber.Readers;
import com.scrabbl.template.TemplateProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** An edition as any reader sees it: frozen, waiting for approval, or what the next one would be. */
@Controller
@RequestMapping("/console/editions/{slug}/{slot}")
class EditionController {

    private static final String NEXT = "next";

    private final Newsletters newsletters;
    private final Previews previews;
    private final Readers readers;
    private final SkippedChecks skipped;
    private final Publication publication;
    private final Environment environment;
    private final Lookups lookups;
    private final Clock clock;

    EditionController(
            Newsletters newsletters,
            Previews previews,
            Readers readers,
            SkippedChecks skipped,
            Publication publication,
            Environment environment,
            Lookups lookups,
            Clock clock) {
        this.newsletters = newsletters;
        this.previews = previews;
        this.readers = readers;
        this.skipped = skipped;
        this.publication = publication;
        this.environment = environment;
        this.lookups = lookups;
        this.clock = clock;
    }

    @ModelAttribute("onlooker")
    Onlooker onlooker(
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "Robin") String name,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String topics) {
        return new Onlooker(address, name, language, topics);
    }

    @GetMapping
    String show(
            @PathVariable String slug,
            @PathVariable String slot,
            @ModelAttribute("onlooker") Onlooker onlooker,
            @RequestParam(defaultValue = "html") String view,
            @RequestParam(defaultValue = "desktop") String width,
            @RequestParam(defaultValue = "light") String scheme,
            Model page,
            HttpServletResponse response) {
        page.addAttribute("slot", slot);
        page.addAttribute("view", view);
        page.addAttribute("phone", width.equals("phone"));
        page.addAttribute("dark", scheme.equals("dark"));
        page.addAttribute("query", onlooker.query(lookups));
        Newsletter newsletter = newsletter(slug);
        page.addAttribute("newsletter", newsletter);
        try {
            Preview preview = preview(newsletter, slot);
            page.addAttribute("preview", preview);
            if (preview.digest() != null) {
                page.addAttribute("mail", mail(preview, preview.digest(), onlooker, own()));
            }
        } catch (TemplateProblemException e) {
            page.addAttribute("broken", e.getMessage());
        } catch (IllegalArgumentException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            page.addAttribute(
                    "problems",
                    List.of(new Problem(onlooker.isMadeUp() ? "topics" : "address", String.valueOf(e.getMessage()))));
        }
        return "console/edition";
    }

    /** The mail's HTML part, for the frame of the page. */
    @GetMapping("/mail")
    ResponseEntity<String> mail(
            @PathVariable String slug, @PathVariable String slot, @ModelAttribute("onlooker") Onlooker onlooker) {
        Preview preview = preview(newsletter(slug), slot);
        if (preview.digest() == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no edition. " + preview.why());
        }
        try {
            MailLook mail = mail(preview, preview.digest(), onlooker, own());
            return Frame.ofMail(mail.html(), own());
        } catch (IllegalArgumentException | TemplateProblemException e) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(e.getMessage()), e);
        }
    }

    private MailLook mail(Preview preview, FrozenDigest digest, Onlooker onlooker, String own) {
        Instant now = clock.instant();
        Reader reader = onlooker.reader(preview.newsletter(), readers, now);
        if (!digest.isFor(reader)) {
            throw new IllegalArgumentException(
                    "No article of this edition is on a topic that this reader chose: the reader gets no mail.");
        }
        byte[] message = digest.message(reader, now).octets();
        Run run = preview.run();
        return MailLook.of(
                message,
                digest.fit(reader),
                new DigestChecks(digest, publication.isHttps())
                        .check(message, reader.address().normal(), now),
                run == null ? List.of() : skipped.of(run.id()),
                own);
    }

    /** What addresses of this installation begin with in a mail. */
    private String own() {
        return publication.base(environment).toString();
    }

    private Preview preview(Newsletter newsletter, String slot) {
        return slot.equals(NEXT)
                ? previews.next(newsletter)
                : previews.of(newsletter, instant(slot)).orElseThrow(() -> unknown(slot));
    }

    private Newsletter newsletter(String slug) {
        return newsletters.find(slug).orElseThrow(() -> NewslettersController.unknown(slug));
    }

    static Instant instant(String slot) {
        try {
            return WrittenSlot.parse(slot);
        } catch (DateTimeException e) {
            throw unknown(slot);
        }
    }

    private static ResponseStatusException unknown(String slot) {
        return new ResponseStatusException(
                HttpStatus.NOT_FOUND,
                "Nothing is known of the slot %s. The list of runs has all that there are.".formatted(slot));
    }
}

package com.scrabbl.console.runs;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import com.scrabbl.console.Problem;
import com.scrabbl.mail.Answer.Outcome;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.mail.RelayException;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.run.PublicUrlMissingException;
import com.scrabbl.run.rehearsal.NothingToShowException;
import com.scrabbl.run.rehearsal.TestMails;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Mails the digest as it would be now, marked as a test, to a few addresses. */
@Controller
class TestMailController {

    private static final int MOST = 10;

    private final Newsletters newsletters;
    private final TestMails mails;
    private final Audit audit;

    TestMailController(Newsletters newsletters, TestMails mails, Audit audit) {
        this.newsletters = newsletters;
        this.mails = mails;
        this.audit = audit;
    }

    /** What the relay said to one test mail. */
    public record Told(String email, boolean accepted, String said) implements java.io.Serializable {}

    @GetMapping("/console/newsletters/{slug}/test")
    String ask(@PathVariable String slug, Model page) {
        page.addAttribute("newsletter", SendController.get(newsletters, slug));
        return "console/test-mail";
    }

    @PostMapping("/console/newsletters/{slug}/test")
    String send(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String addresses,
            @AuthenticationPrincipal CurrentUser user,
            Model page,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        SendController.get(newsletters, slug);
        List<EmailAddress> to = new ArrayList<>();
        String problem = read(addresses, to);
        if (problem != null) {
            return wrong(slug, addresses, problem, page, response);
        }
        List<TestMails.Sent> sent;
        // No transaction takes a mail back: an entry comes before what may go out.
        audit.record(user.change("send --test-to", slug).detail(to.size() + " addresses"));
        try {
            sent = mails.send(slug, to);
        } catch (NothingToShowException e) {
            return wrong(slug, addresses, e.onPages() + " No test mail was sent.", page, response);
        } catch (PublicUrlMissingException | RelayException e) {
            return wrong(slug, addresses, e.getMessage() + " No test mail was sent.", page, response);
        }
        long accepted = sent.stream()
                .filter(one -> one.answer().outcome() == Outcome.ACCEPTED)
                .count();
        redirect.addFlashAttribute(
                "told", sent.stream().map(TestMailController::told).toList());
        page.asMap().clear();
        Flash.saying(
                        accepted == sent.size()
                                ? "The relay accepted the test mail to %s."
                                        .formatted(accepted == 1 ? "1 address" : accepted + " addresses")
                                : "The relay accepted the test mail to %d of %d addresses."
                                        .formatted(accepted, sent.size()))
                .on(redirect);
        return "redirect:/console/newsletters/" + slug + "/test";
    }

    private static Told told(TestMails.Sent sent) {
        return new Told(
                sent.email(),
                sent.answer().outcome() == Outcome.ACCEPTED,
                sent.answer().reply() == null
                        ? String.valueOf(sent.answer().text())
                        : sent.answer().reply().toString());
    }

    private static @org.jspecify.annotations.Nullable String read(String addresses, List<EmailAddress> to) {
        List<String> typed = addresses
                .lines()
                .flatMap(line -> Arrays.stream(line.split("[,;\\s]+")))
                .filter(one -> !one.isBlank())
                .distinct()
                .toList();
        if (typed.isEmpty()) {
            return "Enter at least one e-mail address, like anna@example.org.";
        }
        if (typed.size() > MOST) {
            return "Enter at most %d addresses; these are %d.".formatted(MOST, typed.size());
        }
        for (String one : typed) {
            try {
                to.add(EmailAddress.parse(one));
            } catch (IllegalArgumentException e) {
                String why = String.valueOf(e.getMessage());
                return "“%s” is no e-mail address: %s.".formatted(one, why.substring(why.lastIndexOf(": ") + 2));
            }
        }
        return null;
    }

    private String wrong(String slug, String addresses, String sentence, Model page, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        page.addAttribute("newsletter", SendController.get(newsletters, slug));
        page.addAttribute("problems", List.of(new Problem("addresses", sentence)));
        page.addAttribute("entered", Map.of("addresses", addresses));
        return "console/test-mail";
    }
}

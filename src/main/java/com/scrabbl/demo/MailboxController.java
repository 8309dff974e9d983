package com.scrabbl.demo;

import com.scrabbl.demo.Mailbox.Mail;
import com.scrabbl.demo.Mailbox.Reader;
import com.scrabbl.mail.ReadableMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The demo's mailbox as pages: who got mail, and each mail as HTML, as text and as its source. */
@Controller
@Profile("demo")
class MailboxController {

    private static final int READERS_ON_A_PAGE = 50;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss", Locale.ENGLISH);

    /** Pictures of the demo's articles, whose address begins as the demo was reached when it sent them. */
    private static final Pattern PICTURE = Pattern.compile("(?<= src=\")https?://[^/\"]+(?=/demo/pictures/)");

    private static final Pattern HEAD = Pattern.compile("<head(\\s[^>]*)?>", Pattern.CASE_INSENSITIVE);

    /** What the mail's own styles and pictures need, and no more; its links open in a tab of their own. */
    private static final String MAIL_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'; sandbox allow-popups"
                    + " allow-popups-to-escape-sandbox";

    /** A line of the list. */
    public record Line(String address, int mails, String subject, Time takenAt) {

        static Line of(Reader reader) {
            return new Line(
                    reader.address(),
                    reader.mails(),
                    reader.newest().message().subject(),
                    Time.of(reader.newest().takenAt()));
        }
    }

    /** One of the reader's mails. */
    public record Entry(long number, String subject, Time takenAt) {

        static Entry of(Mail mail) {
            return new Entry(mail.number(), mail.message().subject(), Time.of(mail.takenAt()));
        }
    }

    /** An instant for browsers and for people, who read it in UTC. */
    public record Time(String utc, String words) {

        static Time of(Instant instant) {
            return new Time(instant.toString(), TIME.format(instant.atOffset(ZoneOffset.UTC)));
        }
    }

    /** How a mail is shown. */
    enum View {
        HTML,
        TEXT,
        SOURCE
    }

    private final Mailbox mailbox;

    MailboxController(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @GetMapping("/demo/mailbox")
    String readers(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        List<Reader> found = mailbox.readers(search, after, READERS_ON_A_PAGE + 1);
        boolean more = found.size() > READERS_ON_A_PAGE;
        List<Reader> shown = more ? found.subList(0, READERS_ON_A_PAGE) : found;
        model.addAttribute("search", search);
        model.addAttribute("first", after.isEmpty());
        model.addAttribute("readers", shown.stream().map(Line::of).toList());
        model.addAttribute("last", more ? shown.get(shown.size() - 1).address() : null);
        return "site/mailbox";
    }

    @GetMapping("/demo/mailbox/reader")
    String reader(
            @RequestParam String address,
            @RequestParam(defaultValue = "0") long mail,
            @RequestParam(defaultValue = "html") String view,
            @RequestParam(defaultValue = "false") boolean phone,
            @RequestParam(defaultValue = "false") boolean dark,
            Model model) {
        List<Mail> mails = mailbox.mails(address);
        Mail shown = find(mails, mail);
        ReadableMessage message = shown.message();
        model.addAttribute("address", address);
        model.addAttribute("from", message.from());
        model.addAttribute("mail", Entry.of(shown));
        model.addAttribute("mails", mails.stream().map(Entry::of).toList());
        model.addAttribute("view", view);
        model.addAttribute("phone", phone);
        model.addAttribute("dark", dark);
        model.addAttribute(
                "text",
                switch (view(view)) {
                    case HTML -> null;
                    case TEXT -> message.text().orElse("This mail has no text part.");
                    case SOURCE -> message.source();
                });
        return "site/mail";
    }

    /** The mail itself, for the frame of its page. */
    @GetMapping("/demo/mailbox/frame")
    ResponseEntity<String> frame(@RequestParam String address, @RequestParam long mail) {
        String html = find(mailbox.mails(address), mail).message().html().orElse("<p>This mail has no HTML part.</p>");
        html = PICTURE.matcher(html).replaceAll("");
        Matcher head = HEAD.matcher(html);
        String base = "<base target=\"_blank\">";
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", MAIL_POLICY)
                .body(head.find() ? html.substring(0, head.end()) + base + html.substring(head.end()) : base + html);
    }

    private static View view(String name) {
        for (View view : View.values()) {
            if (view.name().toLowerCase(Locale.ROOT).equals(name)) {
                return view;
            }
        }
        throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    /** The mail of that number, or the newest for 0. */
    private static Mail find(List<Mail> mails, long number) {
        return mails.stream()
                .filter(mail -> number == 0 || mail.number() == number)
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}

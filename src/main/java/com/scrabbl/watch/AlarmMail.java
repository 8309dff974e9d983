package com.scrabbl.watch;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.mail.LetterDraft;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Publication;
import com.scrabbl.newsletter.Sender;
import com.scrabbl.watch.Alarms.Alarm;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Writes the mail about an alarm. It names no reader's address. */
@Component
class AlarmMail {

    private static final String RULE =
            "This mail comes once, again after four hours and then once a day while it lasts, and once when it is over.";

    /** Without colours of its own: they are those of the mail program, by day and by night. */
    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="en" dir="ltr">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%1$s</title>
            <style>:root{color-scheme:light dark}</style>
            </head>
            <body>
            <table role="presentation" cellpadding="0" cellspacing="0" border="0" style="max-width:600px">
            <tr>
            <td style="padding:16px;font-family:Helvetica,Arial,sans-serif;word-break:break-word;overflow-wrap:anywhere">
            <h1 style="margin:0;font-size:22px;line-height:28px">%1$s</h1>
            <p style="margin:12px 0 0;font-size:16px;line-height:24px">%2$s</p>
            <p style="margin:12px 0 0;font-size:16px;line-height:24px">%3$s</p>
            <p style="margin:20px 0 0;font-size:16px;line-height:24px"><a href="%4$s">%4$s</a></p>
            <p style="margin:20px 0 0;font-size:14px;line-height:20px">%5$s</p>
            </td>
            </tr>
            </table>
            </body>
            </html>
            """;

    private final Newsletters newsletters;
    private final Publication publication;
    private final Environment environment;

    AlarmMail(Newsletters newsletters, Publication publication, Environment environment) {
        this.newsletters = newsletters;
        this.publication = publication;
        this.environment = environment;
    }

    /** Empty as long as there is no newsletter whose sender could write. */
    Optional<LetterDraft> draft(Alarm alarm, EmailAddress to) {
        List<Newsletter> all = newsletters.all();
        return all.stream()
                .filter(newsletter -> alarm.newsletter() != null && alarm.newsletter() == newsletter.id())
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(newsletter -> draft(alarm, to, newsletter));
    }

    private LetterDraft draft(Alarm alarm, EmailAddress to, Newsletter newsletter) {
        Sender sender = newsletter.settings().sender();
        String subject = beginning(alarm) + alarm.kind().word() + ": " + alarm.title();
        String link = base() + alarm.link();
        ZoneId zone = newsletter.zone();
        String time = "Since %s (%s)."
                .formatted(When.at(alarm.began(), zone), zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
        if (alarm.over() != null) {
            time = time.replace(".", "") + ", over since " + When.at(alarm.over(), zone) + ".";
        }
        return new LetterDraft(
                sender.name(),
                sender.address(),
                null,
                to,
                "alarm." + Long.toString(alarm.id(), Character.MAX_RADIX) + "." + alarm.number() + "."
                        + Integer.toString(Math.abs(to.normal().hashCode()), Character.MAX_RADIX),
                subject,
                String.join("\n\n", alarm.sentence(), time, link, RULE) + "\n",
                HTML.formatted(
                        HtmlUtils.htmlEscape(subject),
                        HtmlUtils.htmlEscape(alarm.sentence()),
                        HtmlUtils.htmlEscape(time),
                        HtmlUtils.htmlEscape(link),
                        RULE));
    }

    private static String beginning(Alarm alarm) {
        if (alarm.over() != null) {
            return "Over – ";
        }
        return alarm.number() == 0 ? "" : "Still – ";
    }

    private String base() {
        return publication.base(environment).toString();
    }
}

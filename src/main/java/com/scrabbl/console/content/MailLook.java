package com.scrabbl.console.content;

import com.scrabbl.mail.MessageChecks;
import com.scrabbl.mail.MessageFinding;
import com.scrabbl.mail.ReadableMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * A reader's mail as the page of its edition tells of it.
 *
 * @param bytes of the whole message
 * @param htmlBytes of the HTML part, of which Gmail cuts off what is over 102 KB
 * @param pictures how many come from other servers
 */
public record MailLook(
        String subject,
        String from,
        String html,
        String text,
        String source,
        int bytes,
        int htmlBytes,
        int pictures,
        List<Link> links,
        List<Check> checks) {

    /** A link of the HTML part: what it says and where it leads. */
    public record Link(String words, String address) {}

    /**
     * A row of the checklist.
     *
     * @param state {@code blocks}, {@code warns} or {@code passes}
     * @param sentences what was found; empty when it passes
     */
    public record Check(String row, String what, String state, List<String> sentences) {}

    static MailLook of(byte[] message, List<MessageFinding> findings, String own) {
        ReadableMessage read = ReadableMessage.read(message);
        String html = read.html().orElse("");
        Document document = Jsoup.parse(html);
        return new MailLook(
                read.subject(),
                read.from(),
                html,
                read.text().orElse(""),
                read.source(),
                message.length,
                html.getBytes(StandardCharsets.UTF_8).length,
                (int) document.select("img[src]").stream()
                        .filter(picture -> !picture.attr("src").startsWith(own + "/"))
                        .count(),
                document.select("a[href]").stream()
                        .map(link -> new Link(words(link.text()), link.attr("href")))
                        .distinct()
                        .toList(),
                checks(findings));
    }

    /** How many of the checks are in a state. */
    public long count(String state) {
        return checks.stream().filter(check -> check.state().equals(state)).count();
    }

    private static String words(String text) {
        return text.isBlank() ? "(a picture)" : text;
    }

    /** What blocks first, then what warns. */
    private static List<Check> checks(List<MessageFinding> findings) {
        List<Check> checks = new ArrayList<>();
        for (Map.Entry<String, String> row : MessageChecks.ROWS.entrySet()) {
            List<MessageFinding> found = findings.stream()
                    .filter(finding -> finding.row().equals(row.getKey()))
                    .toList();
            String state =
                    found.isEmpty() ? "passes" : found.stream().anyMatch(MessageFinding::blocks) ? "blocks" : "warns";
            checks.add(new Check(
                    row.getKey(),
                    row.getValue(),
                    state,
                    found.stream().map(MessageFinding::sentence).distinct().toList()));
        }
        checks.sort(java.util.Comparator.comparing(
                (Check check) -> List.of("blocks", "warns", "passes").indexOf(check.state())));
        return checks;
    }
}

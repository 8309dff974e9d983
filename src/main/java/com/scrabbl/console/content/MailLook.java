package com.scrabbl.console.content;

import com.scrabbl.edition.Fit;
import com.scrabbl.mail.ReadableMessage;
import com.scrabbl.mail.check.CheckRow;
import com.scrabbl.mail.check.Checklist;
import com.scrabbl.mail.check.MessageFinding;
import com.scrabbl.run.SkippedChecks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * A reader's mail as the page of its edition tells of it.
 *
 * @param bytes of the whole message
 * @param htmlBytes of the HTML part, of which Gmail cuts off what is over 102 KB
 * @param fit what was left out so that it is not cut off
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
        Fit fit,
        int pictures,
        List<Link> links,
        List<Check> checks) {

    private static final List<String> STATES = List.of("blocks", "warns", "skipped", "passes", "relay");

    /** A link of the HTML part: what it says and where it leads. */
    public record Link(String words, String address) {}

    /**
     * A row of the checklist.
     *
     * @param state {@code blocks}, {@code warns}, {@code skipped}, {@code passes}, or {@code relay} for what only the relay
     *     can see to
     * @param findings what was found; empty when it passes
     * @param skipped why it is let pass; null when it is not
     */
    public record Check(
            String row,
            String what,
            String state,
            List<MessageFinding> findings,
            SkippedChecks.@Nullable Kept skipped) {}

    static MailLook of(
            byte[] message, Fit fit, List<MessageFinding> findings, List<SkippedChecks.Kept> skipped, String own) {
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
                fit,
                (int) document.select("img[src]").stream()
                        .filter(picture -> !picture.attr("src").startsWith(own + "/"))
                        .count(),
                document.select("a[href]").stream()
                        .map(link -> new Link(words(link.text()), link.attr("href")))
                        .distinct()
                        .toList(),
                checks(findings, skipped));
    }

    /** How many of the checks are in a state. */
    public long count(String state) {
        return checks.stream().filter(check -> check.state().equals(state)).count();
    }

    private static String words(String text) {
        return text.isBlank() ? "(a picture)" : text;
    }

    /** What blocks first, then what warns. */
    private static List<Check> checks(List<MessageFinding> findings, List<SkippedChecks.Kept> skipped) {
        List<Check> checks = new ArrayList<>();
        for (CheckRow row : Checklist.ROWS.values()) {
            List<MessageFinding> found = findings.stream()
                    .filter(finding -> finding.row().equals(row.id()))
                    .toList();
            SkippedChecks.Kept let = skipped.stream()
                    .filter(kept -> kept.check().row().equals(row.id()))
                    .findFirst()
                    .orElse(null);
            checks.add(new Check(row.id(), row.what(), state(row, found, let != null), found, let));
        }
        checks.sort(Comparator.comparing(check -> STATES.indexOf(check.state())));
        return checks;
    }

    private static String state(CheckRow row, List<MessageFinding> found, boolean skipped) {
        if (row.isRelays()) {
            return "relay";
        }
        if (skipped) {
            return "skipped";
        }
        return found.isEmpty() ? "passes" : found.stream().anyMatch(MessageFinding::blocks) ? "blocks" : "warns";
    }
}

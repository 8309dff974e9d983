package com.scrabbl.mail;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a letter says, a message to one person that no list sends: a confirmation, a link that was asked for. It has no
 * list headers, and no name of its recipient.
 *
 * @param fromName beside the sender's address
 * @param from the sender, ASCII but for the domain
 * @param replyTo where answers go; null means to the sender
 * @param to the recipient, whose part before the @ is ASCII
 * @param id what makes its Message-ID its own, the same in every attempt: letters, digits and dots
 * @param subject one line
 */
public record LetterDraft(
        String fromName,
        EmailAddress from,
        @Nullable EmailAddress replyTo,
        EmailAddress to,
        String id,
        String subject,
        String text,
        String html) {

    /** The letter as it goes on the wire, with its envelope. */
    public Outgoing at(Instant sentAt) {
        StringBuilder wire = new StringBuilder(html.length() + text.length() + 2048);
        MessageDraft.header(wire, "Date", MailDate.text(sentAt));
        MessageDraft.header(wire, "From", MessageDraft.named("From", fromName, from.normal()));
        MessageDraft.header(wire, "To", "<" + MessageDraft.raw(MessageDraft.TO) + ">");
        if (replyTo != null) {
            MessageDraft.header(wire, "Reply-To", "<" + MessageDraft.ascii(replyTo.normal()) + ">");
        }
        String line = HeaderWords.oneLine(subject);
        MessageDraft.header(
                wire, "Subject", MessageDraft.encoded(out -> HeaderWords.writeText(line, "Subject: ".length(), out)));
        MessageDraft.header(wire, "Message-ID", "<" + MessageDraft.raw(MessageDraft.ID) + ">");
        MessageDraft.header(wire, "Auto-Submitted", "auto-generated");
        MessageDraft.header(wire, "X-Auto-Response-Suppress", "All");
        MessageDraft.parts(wire, text, html);
        Map<String, String> values = Map.of(
                MessageDraft.TO, to.normal(),
                MessageDraft.ID, id + "@" + from.domain(),
                MessageDraft.BOUNDARY, "=_" + id);
        byte[] message = CutMessage.parse(wire.toString()).fill(values::get).octets();
        return new Outgoing(from.normal(), to.normal(), message);
    }
}

package com.scrabbl.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a newsletter's message says, before it is encoded. In subject, text and HTML a slot is its name between U+E000 and
 * U+E001. Further slots, named below, stand in its headers.
 *
 * @param fromName beside the sender's address
 * @param from the sender, ASCII but for the domain
 * @param replyTo where answers go; null means to the sender
 * @param subject one line
 * @param listName the newsletter's name
 * @param listId the newsletter as a domain name of its own ({@code slug.domain}, RFC 2919)
 * @param archive where past editions are read; null when they are not public
 * @param help where a reader learns about the list
 * @param feedbackId {@code campaign:segment:type:sender}, without anything about a reader
 */
public record MessageDraft(
        String fromName,
        EmailAddress from,
        @Nullable EmailAddress replyTo,
        String subject,
        String text,
        String html,
        String listName,
        String listId,
        @Nullable URI archive,
        URI help,
        String feedbackId) {

    /** The instant of sending, as {@link MailDate} writes it. */
    public static final String DATE = "message.date";

    /** The Message-ID without its angle brackets. */
    public static final String ID = "message.id";

    /** What divides the parts; it cannot be in them when it contains {@code =_}. */
    public static final String BOUNDARY = "message.boundary";

    /** The recipient's address, ASCII. */
    public static final String TO = "message.to";

    /** The recipient's display name; blank means none. */
    public static final String TO_NAME = "message.to-name";

    /** The one https address at which the reader leaves the list. */
    public static final String UNSUBSCRIBE = "links.unsubscribe";

    private static final int LONGEST_LINE = 78;

    /** Encodes the message. */
    public CutMessage cut() {
        StringBuilder wire = new StringBuilder(html.length() + text.length() + 4096);
        header(wire, "Date", raw(DATE));
        header(wire, "From", named("From", fromName, from.normal()));
        header(
                wire,
                "To",
                CutMessage.slot(SlotEncoding.PHRASE, TO_NAME) + "<" + CutMessage.slot(SlotEncoding.ADDRESS, TO) + ">");
        if (replyTo != null) {
            header(wire, "Reply-To", "<" + ascii(replyTo.normal()) + ">");
        }
        header(wire, "Subject", subjectText());
        header(wire, "Message-ID", "<" + raw(ID) + ">");
        header(wire, "List-Id", named("List-Id", listName, listId));
        wire.append("List-Unsubscribe:\r\n <").append(raw(UNSUBSCRIBE)).append(">\r\n");
        header(wire, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        header(wire, "List-Help", "<" + ascii(help.toASCIIString()) + ">");
        header(wire, "List-Owner", "<" + mailto(replyTo == null ? from : replyTo) + ">");
        if (archive != null) {
            header(wire, "List-Archive", "<" + ascii(archive.toASCIIString()) + ">");
        }
        header(wire, "List-Post", "NO");
        header(wire, "Feedback-ID", ascii(feedbackId));
        header(wire, "Auto-Submitted", "auto-generated");
        header(wire, "X-Auto-Response-Suppress", "All");
        parts(wire, text, html);
        return CutMessage.parse(wire.toString());
    }

    /** The rest of a message: what it says, as text and as HTML. */
    static void parts(StringBuilder wire, String text, String html) {
        header(wire, "MIME-Version", "1.0");
        header(wire, "Content-Type", "multipart/alternative;\r\n boundary=\"" + raw(BOUNDARY) + "\"");
        part(wire, "text/plain", SlotEncoding.TEXT, text);
        part(wire, "text/html", SlotEncoding.HTML, html);
        wire.append("\r\n--").append(raw(BOUNDARY)).append("--\r\n");
    }

    static void header(StringBuilder wire, String name, String value) {
        wire.append(name).append(": ").append(value).append("\r\n");
    }

    static String raw(String name) {
        return CutMessage.slot(SlotEncoding.RAW, name);
    }

    /** A name and what stands in angle brackets behind it, on a line of its own where both do not fit. */
    static String named(String header, String name, String bracketed) {
        String phrase = encoded(out -> HeaderWords.writePhrase(name, header.length() + 2, out));
        int line = phrase.length() - phrase.lastIndexOf('\n') + header.length() + bracketed.length() + 4;
        return phrase + (line > LONGEST_LINE ? "\r\n <" : " <") + ascii(bracketed) + ">";
    }

    private String subjectText() {
        String line = HeaderWords.oneLine(subject);
        return MarkedText.parts(line).size() > 1
                ? CutMessage.HEADER_BEGIN + line + CutMessage.HEADER_END
                : encoded(out -> HeaderWords.writeText(line, "Subject: ".length(), out));
    }

    /** How many octets an HTML part takes when it is encoded, its slots not filled. */
    public static int encodedOctets(String html) {
        return Math.min(quotedPrintableOctets(html), WirePiece.Base64Part.octets(html));
    }

    private static int quotedPrintableOctets(String text) {
        WireBytes out = new WireBytes(text.length() * 2);
        QuotedPrintable.writeEnd(text, out);
        return out.length();
    }

    /** In quoted-printable or, where that is larger, as it is for most scripts but Latin, in base64. */
    private static void part(StringBuilder wire, String type, SlotEncoding encoding, String content) {
        wire.append("\r\n--").append(raw(BOUNDARY)).append("\r\n");
        header(wire, "Content-Type", type + "; charset=utf-8");
        List<String> parts = MarkedText.parts(content);
        int last = parts.size() - 1;
        if (isSmallerInBase64(parts)) {
            header(wire, "Content-Transfer-Encoding", "base64");
            wire.append("\r\n").append(CutMessage.BASE64_BEGIN);
            for (int i = 0; i <= last; i++) {
                wire.append(i % 2 == 0 ? parts.get(i) : CutMessage.slot(encoding, parts.get(i)));
            }
            wire.append(CutMessage.BASE64_END);
            return;
        }
        header(wire, "Content-Transfer-Encoding", "quoted-printable");
        wire.append("\r\n");
        for (int i = 0; i < last; i += 2) {
            String literal = parts.get(i);
            wire.append(encoded(out -> QuotedPrintable.writeLines(literal, out)))
                    .append(CutMessage.slot(encoding, parts.get(i + 1)));
        }
        wire.append(encoded(out -> QuotedPrintable.writeEnd(parts.get(last), out)));
    }

    private static String mailto(EmailAddress address) {
        try {
            return new URI("mailto", address.normal(), null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("It cannot stand in a header: " + address.normal(), e);
        }
    }

    private static boolean isSmallerInBase64(List<String> parts) {
        StringBuilder literals = new StringBuilder();
        for (int i = 0; i < parts.size(); i += 2) {
            literals.append(parts.get(i));
        }
        String text = literals.toString();
        return WirePiece.Base64Part.octets(text) < quotedPrintableOctets(text);
    }

    static String encoded(Consumer<WireBytes> encoder) {
        WireBytes out = new WireBytes(1024);
        encoder.accept(out);
        return out.toString();
    }

    static String ascii(String value) {
        if (!value.chars().allMatch(character -> character > ' ' && character <= '~')) {
            throw new IllegalArgumentException("It cannot stand in a header: " + value);
        }
        return value;
    }
}

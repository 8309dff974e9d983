package com.scrabbl.mail;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A message ready for the wire, with its envelope.
 *
 * @param from envelope sender, ASCII, without angle brackets
 * @param to envelope recipient, without angle brackets; its domain in A-labels
 * @param content the whole message, CRLF line ends, not dot-stuffed
 * @param dotless whether it is known that the content ends with a line end and has no line that begins with a dot, as
 *     {@link CutMessage#fill} promises: then nobody looks for one
 */
public record Outgoing(String from, String to, WireMessage content, boolean dotless) {

    public Outgoing {
        requirePath(from, 0x7E);
        requirePath(to, Character.MAX_VALUE);
    }

    /** A message of which nothing more is known. */
    public Outgoing(String from, String to, byte[] content) {
        this(from, to, WireMessage.of(content), false);
    }

    /** The receiving domain: A-labels in lower case. */
    public String domain() {
        return to.substring(to.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /** Whether the recipient's address is not ASCII, so that the relay must offer SMTPUTF8 (RFC 6531). */
    boolean international() {
        for (int i = 0; i < to.length(); i++) {
            if (to.charAt(i) > 0x7E) {
                return true;
            }
        }
        return false;
    }

    /**
     * The content as it stands between DATA and the final dot: it ends with a line end, and a line that begins with a dot
     * has another one before it (RFC 5321 section 4.5.2).
     */
    WireMessage stuffed() {
        if (dotless) {
            return content;
        }
        // Searched as text, which the machine does sixteen octets at a time.
        String text = new String(content.octets(), StandardCharsets.ISO_8859_1);
        String ended = text.endsWith("\n") ? text : text + "\r\n";
        boolean dots = ended.startsWith(".") || ended.contains("\n.");
        if (!dots) {
            return ended == text ? content : WireMessage.of(ended.getBytes(StandardCharsets.ISO_8859_1));
        }
        String stuffed = (ended.startsWith(".") ? "." : "") + ended.replace("\n.", "\n..");
        return WireMessage.of(stuffed.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void requirePath(String path, int last) {
        // A line break or angle bracket in an envelope would be a command of its own. A quoted local part may have
        // spaces.
        boolean quoted = path.startsWith("\"");
        boolean clean = !path.isEmpty();
        for (int i = 0; i < path.length(); i++) {
            clean &= isOfPath(path.charAt(i), quoted) && path.charAt(i) <= last;
        }
        if (!clean) {
            throw new IllegalArgumentException("Not an address for an SMTP envelope: '" + path + "'");
        }
    }

    private static boolean isOfPath(int c, boolean quoted) {
        return (c > ' ' || quoted && c == ' ') && !Character.isISOControl(c) && c != '<' && c != '>';
    }
}

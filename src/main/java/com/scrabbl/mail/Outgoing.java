package com.scrabbl.mail;

import java.util.Locale;

/**
 * A message ready for the wire, with its envelope.
 *
 * @param from envelope sender, ASCII, without angle brackets
 * @param to envelope recipient, without angle brackets; its domain in A-labels
 * @param content the whole message, CRLF line ends, not dot-stuffed
 */
public record Outgoing(String from, String to, byte[] content) {

    public Outgoing {
        requirePath(from, 0x7E);
        requirePath(to, Character.MAX_VALUE);
    }

    /** The receiving domain: A-labels in lower case. */
    public String domain() {
        return to.substring(to.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /** Whether the recipient's address is not ASCII, so that the relay must offer SMTPUTF8 (RFC 6531). */
    boolean international() {
        return to.chars().anyMatch(c -> c > 0x7E);
    }

    /**
     * The content as it stands between DATA and the final dot: it ends with a line end, and a line that begins with a dot
     * has another one before it (RFC 5321 section 4.5.2). What is packed here has no such line, and is not copied then.
     */
    byte[] stuffed() {
        int more = endsALine() ? 0 : 2;
        int dots = 0;
        for (int at = 0; at < content.length; at++) {
            if (content[at] == '.' && beginsALine(at)) {
                dots++;
            }
        }
        if (more + dots == 0) {
            return content;
        }
        byte[] stuffed = new byte[content.length + dots + more];
        int length = 0;
        for (int at = 0; at < content.length; at++) {
            if (content[at] == '.' && beginsALine(at)) {
                stuffed[length++] = '.';
            }
            stuffed[length++] = content[at];
        }
        if (more > 0) {
            stuffed[length] = '\r';
            stuffed[length + 1] = '\n';
        }
        return stuffed;
    }

    private boolean beginsALine(int at) {
        return at == 0 || content[at - 1] == '\n';
    }

    private boolean endsALine() {
        return content.length > 1 && content[content.length - 1] == '\n';
    }

    private static void requirePath(String path, int last) {
        // A line break or angle bracket in an envelope would be a command of its own. A quoted local part may have
        // spaces.
        boolean quoted = path.startsWith("\"");
        if (path.isEmpty() || !path.chars().allMatch(c -> isOfPath(c, quoted) && c <= last)) {
            throw new IllegalArgumentException("Not an address for an SMTP envelope: '" + path + "'");
        }
    }

    private static boolean isOfPath(int c, boolean quoted) {
        return (c > ' ' || quoted && c == ' ') && !Character.isISOControl(c) && c != '<' && c != '>';
    }
}

package com.scrabbl.mail;

import java.util.Locale;

/**
 * A message ready for the wire, with its envelope.
 *
 * @param from envelope sender, ASCII, without angle brackets
 * @param to envelope recipient, ASCII, without angle brackets
 * @param content the whole message, CRLF line ends, not dot-stuffed
 */
public record Outgoing(String from, String to, byte[] content) {

    public Outgoing {
        requirePath(from);
        requirePath(to);
    }

    /** The receiving domain: A-labels in lower case. */
    public String domain() {
        return to.substring(to.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private static void requirePath(String path) {
        // A line break or angle bracket in an envelope would be a command of its own. A quoted local part may have
        // spaces.
        boolean quoted = path.startsWith("\"");
        if (path.isEmpty()
                || !path.chars().allMatch(c -> (c > ' ' || quoted && c == ' ') && c < 0x7F && c != '<' && c != '>')) {
            throw new IllegalArgumentException("Not an address for an SMTP envelope: '" + path + "'");
        }
    }
}

package com.scrabbl.mail;

import java.nio.charset.StandardCharsets;

/**
 * Quoted-printable (RFC 2045 §6.7) in UTF-8, in pieces: each piece begins at the start of a line. Line ends of any kind
 * become CRLF. No line begins with a dot, so that SMTP never has to double one, nor with "From ", which mailboxes quote.
 */
final class QuotedPrintable {

    /** Without the {@code =} of a soft line break. */
    private static final int LONGEST_LINE = 75;

    private static final byte[] SOFT_BREAK = {'=', '\r', '\n'};
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private final WireBytes out;
    private int column;

    private QuotedPrintable(WireBytes out) {
        this.out = out;
    }

    /** Writes a piece, and a soft line break unless it ends with a line: what follows begins a line too. */
    static void writeLines(String text, WireBytes out) {
        QuotedPrintable encoder = new QuotedPrintable(out);
        encoder.write(text.getBytes(StandardCharsets.UTF_8));
        if (encoder.column > 0) {
            encoder.softBreak();
        }
    }

    /** Writes the last piece of a part. */
    static void writeEnd(String text, WireBytes out) {
        new QuotedPrintable(out).write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            byte octet = text[i];
            if (octet == '\r' || octet == '\n') {
                if (octet == '\r' && i + 1 < text.length && text[i + 1] == '\n') {
                    i++;
                }
                out.write('\r');
                out.write('\n');
                column = 0;
            } else if (octet == ' ' || octet == '\t') {
                write(octet, endsLine(text, i + 1));
            } else {
                write(octet, octet < '!' || octet == '=' || octet == 0x7F);
            }
        }
    }

    private void write(byte octet, boolean quoted) {
        if (column + (quoted ? 3 : 1) > LONGEST_LINE) {
            softBreak();
        }
        if (quoted || (column == 0 && (octet == '.' || octet == 'F'))) {
            out.write('=');
            out.write(HEX[(octet >> 4) & 0xF]);
            out.write(HEX[octet & 0xF]);
            column += 3;
        } else {
            out.write(octet);
            column++;
        }
    }

    private static boolean endsLine(byte[] text, int i) {
        return i == text.length || text[i] == '\r' || text[i] == '\n';
    }

    private void softBreak() {
        out.write(SOFT_BREAK);
        column = 0;
    }
}

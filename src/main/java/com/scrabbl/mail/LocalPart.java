package com.scrabbl.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.Locale;

/** The part of an address before the @: a dot-string or a quoted string (RFC 5321 §4.1.2, RFC 6531 §3.3). */
final class LocalPart {

    private static final int LONGEST = 64;
    private static final String ATOM_SIGNS = "!#$%&'*+-/=?^_`{|}~";

    private LocalPart() {}

    /** In lower case and NFC; quoted only where the quotes are needed, so that one mailbox has one form. */
    static String normal(String typed) {
        if (typed.isEmpty()) {
            throw new InvalidPartException("there is nothing before the @");
        }
        if (octets(typed) > LONGEST) {
            throw new InvalidPartException("the part before the @ is too long, more than %d octets".formatted(LONGEST));
        }
        boolean quoted = typed.length() > 1 && typed.startsWith("\"") && typed.endsWith("\"");
        String content = quoted ? unquote(typed.substring(1, typed.length() - 1)) : typed;
        String normal = Normalizer.normalize(content, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        if (!quoted) {
            requireDotString(normal);
            return normal;
        }
        return isDotString(normal) ? normal : '"' + normal.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static int octets(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static String unquote(String inner) {
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '\\' && i + 1 < inner.length()) {
                content.append(inner.charAt(++i));
            } else if (c == '\\' || c == '"') {
                throw new InvalidPartException("the quotes before the @ are not closed rightly");
            } else {
                content.append(c);
            }
        }
        return content.toString();
    }

    private static boolean isDotString(String text) {
        boolean afterDot = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' ? afterDot : !atom(c)) {
                return false;
            }
            afterDot = c == '.';
        }
        return !afterDot;
    }

    private static void requireDotString(String text) {
        if (isDotString(text)) {
            return;
        }
        text.chars().filter(c -> c != '.' && !atom(c)).findFirst().ifPresent(c -> {
            throw new InvalidPartException(
                    switch (c) {
                        case '@' -> "there is more than one @ in it";
                        case ' ' -> "there is a space in the part before the @";
                        default -> "\"%c\" is not allowed before the @".formatted(c);
                    });
        });
        throw new InvalidPartException("a dot stands first, last or beside another one before the @");
    }

    private static boolean atom(int c) {
        return c < 128 ? Character.isLetterOrDigit(c) || ATOM_SIGNS.indexOf(c) >= 0 : !Character.isSpaceChar(c);
    }
}

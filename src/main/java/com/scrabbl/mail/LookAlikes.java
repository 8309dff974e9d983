package com.scrabbl.mail;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

/** What looks like another address and is none of ours to guess; {@link EmailAddress} tells the rules. */
final class LookAlikes {

    private static final String ACE = "xn--";
    private static final int FULL_WIDTH = '！' - '!';

    private LookAlikes() {}

    /** Full-width ASCII as ASCII. */
    static String narrow(String typed) {
        StringBuilder narrow = new StringBuilder(typed.length());
        typed.chars().forEach(c -> narrow.append((char) (c >= '！' && c <= '～' ? c - FULL_WIDTH : c)));
        return narrow.toString();
    }

    /**
     * @param typed with its full-width ASCII narrowed
     * @param normal the same in its normal form
     * @throws InvalidPartException when there is something in the address that is meant to be seen as something else
     */
    static void requireNone(String typed, String normal) {
        typed.codePoints().filter(LookAlikes::ignorable).findFirst().ifPresent(c -> {
            throw new InvalidPartException("it contains an invisible character (U+%04X)".formatted(c));
        });
        String localPart = typed.substring(0, typed.lastIndexOf('@'));
        if (!unchanged(Normalizer.normalize(localPart, Normalizer.Form.NFC))) {
            throw new InvalidPartException("\"%s\" is written with letters that stand for others".formatted(localPart));
        }
        for (String label : normal.substring(normal.lastIndexOf('@') + 1).split("\\.")) {
            if (label.startsWith(ACE) && !international(label)) {
                throw new InvalidPartException("\"%s\" in the domain is no international name".formatted(label));
            }
        }
    }

    /** Characters that are not shown and are no format characters (Default_Ignorable_Code_Point of Unicode 15). */
    static boolean ignorable(int c) {
        return c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || c >= 0x180B && c <= 0x180F
                || c == 0x3164
                || c >= 0xFE00 && c <= 0xFE0F
                || c == 0xFFA0
                || c >= 0xE0100 && c <= 0xE01EF;
    }

    private static boolean unchanged(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFKC);
    }

    /** Whether the label is what its own decoded form is written as. */
    private static boolean international(String label) {
        String decoded = IDN.toUnicode(label, IDN.ALLOW_UNASSIGNED);
        if (!decoded.equals(label)) {
            return unchanged(decoded) && decoded.codePoints().noneMatch(LookAlikes::ignorable);
        }
        // IDN knows the names of 2003 alone. Those of 2008 with ß, ς or joiners decode to letters that it maps.
        String read = Punycode.decode(label.substring(ACE.length()));
        return read != null
                && read.codePoints().anyMatch(c -> c == 'ß' || c == 'ς' || c == 0x200C || c == 0x200D)
                && unchanged(read)
                && read.equals(read.toLowerCase(Locale.ROOT))
                && read.codePoints().noneMatch(LookAlikes::ignorable);
    }
}

package com.scrabbl.spelling;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What spellings of one name have in common: topics, sections and authors are compared by it, never as somebody typed them.
 * Width, composed or decomposed accents and case do not count, as with the nicknames of RFC 8266 §2.1; letters of another
 * script that look alike do.
 */
public final class CanonicalName {

    private CanonicalName() {}

    /** The name in NFKC and lower case, without the space around it. */
    public static String of(String typed) {
        String wide = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        // A full-width bar is no separator: lists of names are joined by the ASCII one.
        String name = typed.indexOf('|') < 0 && wide.indexOf('|') >= 0
                ? Normalizer.normalize(typed, Normalizer.Form.NFC)
                : wide;
        return Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFC)
                .strip();
    }
}

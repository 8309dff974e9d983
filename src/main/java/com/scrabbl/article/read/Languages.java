package com.scrabbl.article.read;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Languages as sources write them: {@code en-us}, {@code de_DE}. */
final class Languages {

    private static final int LONGEST = 35;

    private Languages() {}

    /** The BCP 47 tag; null if this names no language. */
    static @Nullable String tag(@Nullable String written) {
        if (written == null) {
            return null;
        }
        String tag = Locale.forLanguageTag(written.strip().replace('_', '-')).toLanguageTag();
        return "und".equals(tag) || tag.length() > LONGEST ? null : tag;
    }
}

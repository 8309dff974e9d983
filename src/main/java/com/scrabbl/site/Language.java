package com.scrabbl.site;

import com.scrabbl.template.TextDirection;
import java.util.Locale;

/** A language that the pages speak. */
public record Language(Locale locale) {

    static final Language ENGLISH = new Language(Locale.ENGLISH);

    /** The language of a tag such as {@code de} or {@code pt-BR}. */
    static Language tagged(String tag) {
        return new Language(Locale.forLanguageTag(tag));
    }

    /** Its tag in addresses and pages: {@code en}, {@code de}. */
    public String tag() {
        return locale.toLanguageTag();
    }

    /** As it calls itself. */
    public String ownName() {
        return locale.getDisplayName(locale);
    }

    /** As HTML says it: {@code ltr} or {@code rtl}. */
    public String direction() {
        return TextDirection.of(locale).word();
    }
}

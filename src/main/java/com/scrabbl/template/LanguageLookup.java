package com.scrabbl.template;

import freemarker.cache.TemplateLookupContext;
import freemarker.cache.TemplateLookupResult;
import freemarker.cache.TemplateLookupStrategy;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the words of a language: where a template includes or imports {@code words.ftl} and is rendered in German,
 * {@code words_de.ftl} is taken if there is one.
 */
final class LanguageLookup extends TemplateLookupStrategy {

    /** A language of two or three letters, perhaps a script, perhaps a country. */
    private static final Pattern TAG = Pattern.compile("[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?");

    private static final Pattern OF_A_LANGUAGE = Pattern.compile("(.+)_(" + TAG + ")(\\.[^./]+)");

    /** The language in whose words a template speaks that is called {@code words_de.ftl}, and {@code words.ftl}. */
    record Spoken(String template, String language) {}

    /** Empty when the name tells no language. */
    static Optional<Spoken> spoken(String name) {
        Matcher parts = OF_A_LANGUAGE.matcher(name);
        return parts.matches()
                ? Optional.of(new Spoken(parts.group(1) + parts.group(3), parts.group(2)))
                : Optional.empty();
    }

    @Override
    public TemplateLookupResult lookup(TemplateLookupContext context) throws IOException {
        Locale locale = context.getTemplateLocale();
        String name = context.getTemplateName();
        int dot = name.lastIndexOf('.');
        if (locale != null && dot > 0) {
            for (String tag : List.of(locale.toLanguageTag(), locale.getLanguage())) {
                if (TAG.matcher(tag).matches()) {
                    TemplateLookupResult found = context.lookupWithAcquisitionStrategy(
                            name.substring(0, dot) + "_" + tag + name.substring(dot));
                    if (found.isPositive()) {
                        return found;
                    }
                }
            }
        }
        return context.lookupWithAcquisitionStrategy(name);
    }
}

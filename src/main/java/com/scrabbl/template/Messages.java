package com.scrabbl.template;

import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fixed words of mails by key and language. A word that a language does not have is the English one. Thread-safe.
 */
final class Messages {

    static final String ENGLISH = "mail/messages.properties";

    private static final String DEFAULT = "en";

    private static final Pattern FILE = Pattern.compile("mail/messages_(" + Templates.LANGUAGE + ")\\.properties");

    private final Map<String, Properties> byTag = new HashMap<>();

    /**
     * @param texts of files, by their names; those that are no messages do not matter
     * @throws TemplateProblemException when a text cannot be used
     */
    Messages(Map<String, String> texts) {
        texts.forEach((file, text) -> tag(file).ifPresent(tag -> byTag.put(tag, read(file, text))));
    }

    /** The language that a file has the words of, as a tag; empty for other files. */
    static Optional<String> tag(String file) {
        if (file.equals(ENGLISH)) {
            return Optional.of(DEFAULT);
        }
        Matcher name = FILE.matcher(file);
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    private static Properties read(String file, String text) {
        Properties words = new Properties();
        try {
            words.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw problem(file, "it cannot be read: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String key : new TreeSet<>(words.stringPropertyNames())) {
            check(file, key, words.getProperty(key));
        }
        return words;
    }

    private static void check(String file, String key, String word) {
        if (word.contains("'")) {
            throw problem(file, "`%s` has a straight apostrophe, which quotes; write ’ instead".formatted(key));
        }
        try {
            new MessageFormat(word, Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw problem(file, "`%s` cannot be filled: %s".formatted(key, e.getMessage()));
        }
    }

    private static TemplateProblemException problem(String file, String sentence) {
        return new TemplateProblemException(file, 0, 0, sentence);
    }

    /** The languages that there are words for, as tags (BCP 47). */
    Set<String> languages() {
        return new TreeSet<>(byTag.keySet());
    }

    /** The words of that language. */
    Words.Texts in(Locale locale) {
        return (key, values) -> {
            String text = text(key, locale);
            if (text == null) {
                throw new TemplateModelException("there are no words \"%s\" in %s".formatted(key, ENGLISH));
            }
            return new MessageFormat(text, locale).format(values);
        };
    }

    private @Nullable String text(String key, Locale locale) {
        for (String tag : List.of(locale.toLanguageTag(), locale.getLanguage(), DEFAULT)) {
            Properties words = byTag.get(tag);
            String word = words == null ? null : words.getProperty(key);
            if (word != null) {
                return word;
            }
        }
        return null;
    }
}

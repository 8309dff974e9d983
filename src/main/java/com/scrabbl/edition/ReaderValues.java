package com.scrabbl.edition;

import com.scrabbl.mail.MessageDraft;
import com.scrabbl.subscriber.Reader;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reader's values by the names under which templates ask for them. Each is one line without private-use characters, so
 * that it prints the same whether it fills a slot or takes part in the rendering.
 */
final class ReaderValues {

    static final String NAME = "reader.name";
    static final String EMAIL = "reader.email";
    static final String LANGUAGE = "reader.language";
    static final String SINCE = "reader.since";
    static final String PREFERENCES = "links.preferences";

    /** Those that every reader has. */
    static final Set<String> ALWAYS = Set.of(EMAIL, SINCE, PREFERENCES, MessageDraft.UNSUBSCRIBE);

    /** What the names of attributes begin with. */
    static final String ATTRIBUTES = "reader.attributes.";

    private static final Pattern GAPS = Pattern.compile("[\\s\\p{Cc}\\u0085\\u2028\\u2029]+");
    private static final Pattern FORGERY = Pattern.compile("[\\uE000-\\uF8FF]|\\p{Cs}");

    private ReaderValues() {}

    /**
     * @param since as the language of the frame writes it
     * @param preferences the address at which the reader chooses
     * @param unsubscribe the address at which the reader leaves
     */
    static Map<String, String> of(Reader reader, String since, String preferences, String unsubscribe) {
        Map<String, String> values = new TreeMap<>();
        put(values, EMAIL, reader.address().typed());
        put(values, SINCE, since);
        put(values, PREFERENCES, preferences);
        put(values, MessageDraft.UNSUBSCRIBE, unsubscribe);
        put(values, NAME, reader.name());
        put(values, LANGUAGE, reader.language());
        reader.attributes().forEach((name, content) -> put(values, ATTRIBUTES + name, content));
        return values;
    }

    /** Those of the asked values that are there. */
    static Set<String> present(Set<String> there, Set<String> asked) {
        Set<String> present = new TreeSet<>(asked);
        present.retainAll(there);
        return present;
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        String line = value == null ? "" : clean(value);
        if (!line.isEmpty()) {
            values.put(name, line);
        }
    }

    static String clean(String value) {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character < ' ' || character > '~') {
                return FORGERY.matcher(GAPS.matcher(value).replaceAll(" ").strip())
                        .replaceAll("\uFFFD");
            }
        }
        return value.contains("  ") ? GAPS.matcher(value).replaceAll(" ").strip() : value.strip();
    }
}

package com.scrabbl.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What entries name, so that they are found by an index: addresses in any of their texts, and the words of their target,
 * each with all that follows it.
 */
@Repository
class Mentions {

    /** The last word of the mailbox, and the domain: what an address has in common with every text that names it. */
    private static final Pattern ADDRESS = Pattern.compile("([\\p{L}\\p{N}_]{0,64})@([\\p{L}\\p{N}.-]{0,255})");

    /** Where a word begins; the domain of an address can be looked for with its sign. */
    private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}]|@");

    private static final int LONGEST = 100;
    private static final int MOST_WORDS = 50;

    private final JdbcClient jdbc;

    Mentions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What an entry says.
     *
     * @param target in small letters
     * @param all its texts, the target among them; null for those that it does not have
     */
    record Texts(long entry, String target, List<@Nullable String> all) {}

    void add(List<Texts> entries) {
        insert("audit_address", "address", entries, texts -> addresses(texts.all()));
        insert("audit_word", "word", entries, texts -> words(texts.target()));
    }

    /** For an entry whose texts are others by now. */
    void addAnew(Texts texts) {
        for (String table : List.of("audit_address", "audit_word")) {
            jdbc.sql("DELETE FROM %s WHERE entry_id = :entry".formatted(table))
                    .param("entry", texts.entry())
                    .update();
        }
        add(List.of(texts));
    }

    private void insert(String table, String column, List<Texts> entries, Function<Texts, Set<String>> found) {
        List<Object> parameters = new ArrayList<>();
        entries.forEach(texts -> found.apply(texts).forEach(text -> {
            parameters.add(texts.entry());
            parameters.add(text);
        }));
        if (parameters.isEmpty()) {
            return;
        }
        jdbc.sql("INSERT INTO %s (entry_id, %s) VALUES %s"
                        .formatted(
                                table, column, String.join(", ", Collections.nCopies(parameters.size() / 2, "(?, ?)"))))
                .params(parameters)
                .update();
    }

    /** Every text with this address has it among its {@link #addresses}; so may others. @param address in small letters */
    static String address(String address) {
        return addresses(List.of(address)).stream().reduce(address, (one, last) -> last);
    }

    /** The beginning of what is looked for, as far as it is among {@link #words}; empty when it has no word in it. */
    static String word(String sought) {
        Matcher begins = WORD.matcher(sought);
        return begins.find() ? cut(sought.substring(begins.start())) : "";
    }

    /** The first text after all that begin with this one. */
    static String afterAll(String beginning) {
        char last = beginning.charAt(beginning.length() - 1);
        // Beyond lie halves of characters, which are no text.
        return last >= '\uD7FF'
                ? beginning + '\uFFFF'
                : beginning.substring(0, beginning.length() - 1) + (char) (last + 1);
    }

    private static Set<String> addresses(List<@Nullable String> texts) {
        Set<String> found = new LinkedHashSet<>();
        for (String text : texts) {
            if (text != null) {
                Matcher addresses = ADDRESS.matcher(text.toLowerCase(Locale.ROOT));
                while (addresses.find()) {
                    found.add(addresses.group(1) + "@" + addresses.group(2).replaceAll("[.-]+$", ""));
                }
            }
        }
        return found;
    }

    private static Set<String> words(String target) {
        return WORD.matcher(target)
                .results()
                .limit(MOST_WORDS)
                .map(begins -> cut(target.substring(begins.start())))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}

package com.scrabbl.template;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * In which languages the frame of a newsletter's mails is written: fixed words, dates and numbers. Articles keep their own. A
 * reader gets the own language if there are words for it, else the newsletter's, else English.
 *
 * @param byTag what readers of a language get, by its tag or its first part, in lower case: {@code de-AT} is looked up as
 *     {@code de-at}, then as {@code de}
 * @param otherwise what readers of any other language get, or of none
 */
public record FrameLanguages(Map<String, String> byTag, String otherwise) {

    private static final String ENGLISH = "en";

    public FrameLanguages {
        byTag = Map.copyOf(byTag);
    }

    /**
     * @param newsletter its language; a template that speaks one language only is taken to speak this one
     * @param words the languages that there are words for
     */
    public static FrameLanguages of(String newsletter, Collection<String> words) {
        Map<String, String> byTag = new TreeMap<>();
        words.forEach(tag -> byTag.put(lower(tag), tag));
        boolean spoken = byTag.containsKey(lower(newsletter)) || byTag.containsKey(base(newsletter));
        if (spoken) {
            byTag.put(base(newsletter), newsletter);
            byTag.put(lower(newsletter), newsletter);
        }
        return new FrameLanguages(byTag, spoken || !words.contains(ENGLISH) ? newsletter : ENGLISH);
    }

    /** The frame's language for a reader of this one. */
    public String of(@Nullable String reader) {
        if (reader == null) {
            return otherwise;
        }
        String exact = byTag.get(lower(reader));
        return exact != null ? exact : byTag.getOrDefault(base(reader), otherwise);
    }

    /** All that a reader may get. */
    public SortedSet<String> all() {
        SortedSet<String> all = new TreeSet<>(byTag.values());
        all.add(otherwise);
        return all;
    }

    private static String lower(String tag) {
        return tag.toLowerCase(Locale.ROOT);
    }

    private static String base(String tag) {
        int hyphen = tag.indexOf('-');
        return lower(hyphen < 0 ? tag : tag.substring(0, hyphen));
    }
}

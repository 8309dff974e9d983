package com.scrabbl.template;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the readers of an edition, by the name under which templates ask for it ({@code reader.name}).
 * Either slots, for all readers of a cohort at once, or the plain values of one reader. It remembers which optional
 * values were asked for: cohorts are told apart by the presence of those and no others. For one thread.
 */
public final class PersonalValues {

    private final @Nullable Map<String, String> plain;
    private final Set<String> always;
    private final Set<String> present;
    private final Set<String> asked = new TreeSet<>();

    private PersonalValues(@Nullable Map<String, String> plain, Set<String> always, Set<String> present) {
        this.plain = plain;
        this.always = Set.copyOf(always);
        this.present = Set.copyOf(present);
    }

    /** Slots: those that every reader has, and of the optional ones those present. */
    public static PersonalValues slots(Set<String> always, Set<String> present) {
        return new PersonalValues(null, always, present);
    }

    /** The values of one reader as strings that a template may compute with. */
    public static PersonalValues of(Map<String, String> values) {
        return new PersonalValues(new TreeMap<>(values), Set.of(), values.keySet());
    }

    /** The optional values that the rendering asked for so far, present or not, sorted. */
    public Set<String> asked() {
        return new TreeSet<>(asked);
    }

    boolean isThere(String name) {
        if (always.contains(name)) {
            return true;
        }
        if (name.startsWith("reader.")) {
            asked.add(name);
        }
        return present.contains(name);
    }

    @Nullable
    String plain(String name) {
        return plain == null ? null : plain.get(name);
    }
}

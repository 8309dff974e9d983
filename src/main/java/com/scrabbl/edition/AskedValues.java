package com.scrabbl.edition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds which optional values a template asks for. What it asks for may depend on what is there, so readers of all kinds
 * are tried until nothing new is asked: all subsets of up to six values; of more, the likely ones.
 */
final class AskedValues {

    private static final int ALL_SUBSETS = 6;

    private final Rendering rendering;
    private final Set<Set<String>> tried = new HashSet<>();

    /** Renders for readers who have these values, and tells all values asked for so far. */
    interface Rendering {
        Set<String> askedWith(Set<String> present);
    }

    AskedValues(Rendering rendering) {
        this.rendering = rendering;
    }

    Set<String> explore() {
        Set<String> asked = new TreeSet<>();
        boolean grown;
        do {
            grown = false;
            for (Set<String> present : kinds(List.copyOf(asked))) {
                if (tried.add(present)) {
                    grown |= asked.addAll(rendering.askedWith(present));
                }
            }
        } while (grown);
        return asked;
    }

    private static List<Set<String>> kinds(List<String> values) {
        List<Set<String>> kinds = new ArrayList<>();
        kinds.add(Set.of());
        kinds.add(Set.copyOf(values));
        if (values.size() <= ALL_SUBSETS) {
            for (int bits = 1; bits < 1 << values.size(); bits++) {
                Set<String> kind = new HashSet<>();
                for (int i = 0; i < values.size(); i++) {
                    if ((bits >> i & 1) == 1) {
                        kind.add(values.get(i));
                    }
                }
                kinds.add(kind);
            }
        } else {
            for (String value : values) {
                Set<String> others = new HashSet<>(values);
                others.remove(value);
                kinds.add(Set.of(value));
                kinds.add(others);
            }
        }
        return kinds;
    }
}

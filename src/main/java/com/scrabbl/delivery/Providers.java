package com.scrabbl.delivery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Receiving domains as a label of figures, of which there may only be few: a domain is told apart from its hundredth
 * message on, the first twenty that come so far; all else is {@code other}.
 */
final class Providers {

    static final String OTHER = "other";

    private static final int OFTEN = 100;
    private static final int MOST = 20;

    /** Domains that are counted, so that no list can be so long that it fills the memory. */
    private static final int MOST_COUNTED = 10_000;

    private final Set<String> told = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();

    synchronized String label(String domain) {
        if (domain.isEmpty()) {
            return "none";
        }
        if (told.contains(domain)) {
            return domain;
        }
        if (told.size() >= MOST || counts.size() >= MOST_COUNTED && !counts.containsKey(domain)) {
            return OTHER;
        }
        if (counts.merge(domain, 1, Integer::sum) < OFTEN) {
            return OTHER;
        }
        counts.remove(domain);
        told.add(domain);
        return domain;
    }
}

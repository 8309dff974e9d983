package com.scrabbl.delivery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When a relay last took a message, and when it last did for each of the providers that were heard of last: a refusal that
 * is told late may have come before. Guarded by its owner.
 */
final class LatestAcceptances {

    /** More than can accept anything while a thread is late with what it tells. */
    private static final int MOST = 1_000;

    private final Map<String, Instant> byProvider = new ByUse();
    private Instant latest = Instant.MIN;

    private static final class ByUse extends LinkedHashMap<String, Instant> {

        private static final long serialVersionUID = 1;
        private static final float LOAD = 0.75f;

        ByUse() {
            super(MOST, LOAD, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    }

    void add(String provider, Instant at) {
        latest = later(latest, at);
        byProvider.merge(provider, at, LatestAcceptances::later);
    }

    boolean isEmpty() {
        return byProvider.isEmpty();
    }

    /** Whether anything was accepted after that. */
    boolean anyAfter(Instant at) {
        return latest.isAfter(at);
    }

    /** Whether that provider accepted anything after that. */
    boolean anyAfter(Instant at, String provider) {
        return byProvider.getOrDefault(provider, Instant.MIN).isAfter(at);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

package com.scrabbl.delivery;

import java.util.HashSet;
import java.util.Set;

/**
 * Tells from the answers, one after another, whether somebody who took readers takes nobody any more: a cumulative sum of
 * log-likelihood ratios (Page's CUSUM, repeated tests after Wald). It weighs "{@value #BROKEN} of them are refused" against
 * "as many as until now", which is what was observed before the run of refusals began, and not less than {@value #LEAST}, so
 * that an old list is not taken for a broken relay.
 *
 * <p>An alarm needs a sum of ln(10<sup>10</sup>). By Wald's inequality a run of refusals at the usual rate, wherever it
 * begins, reaches that with a probability of at most 10<sup>-10</sup>: a false alarm in less than one of 10,000 lists of a
 * million readers. Who refuses everybody is always found, at the usual rate of {@value #LEAST} after 27 readers. Guarded by its
 * owner.
 */
final class RefusalRun {

    static final double LEAST = 0.4;
    static final double MOST = 0.85;
    static final double BROKEN = 0.95;

    private static final double ALARM = Math.log(1e10);

    private final Set<Long> readers = new HashSet<>();
    private final Set<String> deadDomains = new HashSet<>();
    private long accepted;
    private long refused;
    private long refusedBefore;
    private double usual = LEAST;
    private double sum;

    /** An acceptance. */
    void accepted() {
        accepted++;
        sum += Math.log((1 - BROKEN) / (1 - usual));
        if (sum <= 0) {
            begins();
        }
    }

    /** Nothing points to trouble any more: what comes is a new run. */
    void begins() {
        sum = 0;
        readers.clear();
        deadDomains.clear();
        refusedBefore = refused;
    }

    /**
     * A refusal.
     *
     * @param living whether the reader's domain accepted others before; a domain that never did may be dead, and counts once
     * @return whether that is an alarm
     */
    boolean refused(long subscription, String domain, boolean living) {
        if (readers.isEmpty()) {
            usual = Math.min(MOST, Math.max(LEAST, (refusedBefore + 1.0) / (accepted + refusedBefore + 2.0)));
        }
        readers.add(subscription);
        if (!living && !deadDomains.add(domain)) {
            return sum >= ALARM;
        }
        refused++;
        sum += Math.log(BROKEN / usual);
        return sum >= ALARM;
    }

    /** Whether a run of refusals lasts. */
    boolean lasts() {
        return sum > 0;
    }

    /** Whether it is half an alarm. */
    boolean suspicious() {
        return sum >= ALARM / 2;
    }

    /** Who was refused in the present run. */
    Set<Long> readers() {
        return Set.copyOf(readers);
    }
}

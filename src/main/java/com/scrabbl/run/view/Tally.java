package com.scrabbl.run.view;

import com.scrabbl.delivery.Cause;
import com.scrabbl.delivery.DeliveryState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts of some rows of one edition. Not for several threads. */
final class Tally {

    /** Seconds of one step of the series. */
    static final int STEP = 10;

    /** Domains that are told apart, so that no list can be so long that it fills the memory. */
    private static final int MOST_DOMAINS = 10_000;

    private final long[] states = new long[DeliveryState.values().length];
    private final Map<String, OfDomain> domains = new HashMap<>();
    private final OfDomain elsewhere = new OfDomain();
    private final Map<Cause, OfCause> causes = new HashMap<>();
    private final Map<Integer, TreeMap<Long, Settled>> series = new HashMap<>();
    private final Map<Integer, long[]> rounds = new HashMap<>();
    private long rows;
    private long unproven;
    private long rejectedByUs;
    private @Nullable Instant nextDue;

    /** Counts of one receiving domain, or of several. */
    static final class OfDomain {
        final long[] standings = new long[Standing.values().length];

        @Nullable
        Instant nextTry;

        void add(OfDomain other) {
            for (int i = 0; i < standings.length; i++) {
                standings[i] += other.standings[i];
            }
            nextTry = earlier(nextTry, other.nextTry);
        }

        long total() {
            long total = 0;
            for (long count : standings) {
                total += count;
            }
            return total;
        }
    }

    /** Counts of one cause, with a row for an example. */
    static final class OfCause {
        final long[] standings = new long[Standing.values().length];
        long example;

        @Nullable
        Instant nextTry;
    }

    /** What was settled in one step. */
    static final class Settled {
        long all;
        long accepted;
    }

    void add(CountedRow row) {
        rows++;
        states[row.state().ordinal()]++;
        Standing standing = Standing.of(row.state());
        ofRound(row.round())[standing.ordinal()]++;
        OfDomain domain = domain(row.domain() == null ? Figures.ERASED : row.domain());
        domain.standings[standing.ordinal()]++;
        if (row.state() == DeliveryState.DEFERRED) {
            domain.nextTry = earlier(domain.nextTry, row.nextAttemptAt());
            nextDue = earlier(nextDue, row.nextAttemptAt());
        }
        boolean proven = row.decided() || row.code() != null && row.code() >= 200 && row.code() < 300;
        unproven += row.state() == DeliveryState.ACCEPTED && !proven ? 1 : 0;
        rejectedByUs += row.byUs() ? 1 : 0;
        Cause.of(row.state(), row.code(), row.reason()).ifPresent(cause -> add(cause, standing, row));
        addToSeries(row, standing);
    }

    private void add(Cause cause, Standing standing, CountedRow row) {
        OfCause counts = causes.computeIfAbsent(cause, any -> new OfCause());
        counts.standings[standing.ordinal()]++;
        counts.example = counts.example == 0 ? row.subscription() : counts.example;
        counts.nextTry = earlier(counts.nextTry, row.nextAttemptAt());
    }

    private void addToSeries(CountedRow row, Standing standing) {
        boolean answered = standing == Standing.ACCEPTED
                || standing == Standing.DEFERRED
                || standing == Standing.REJECTED
                || standing == Standing.UNKNOWN;
        if (answered && row.attempted() && !row.decided() && row.settledAt() != null) {
            Settled settled = series.computeIfAbsent(row.round(), any -> new TreeMap<>())
                    .computeIfAbsent(Math.floorDiv(row.settledAt().getEpochSecond(), STEP), any -> new Settled());
            settled.all++;
            settled.accepted += standing == Standing.ACCEPTED ? 1 : 0;
        }
    }

    void add(Tally other) {
        rows += other.rows;
        unproven += other.unproven;
        rejectedByUs += other.rejectedByUs;
        nextDue = earlier(nextDue, other.nextDue);
        for (int i = 0; i < states.length; i++) {
            states[i] += other.states[i];
        }
        other.rounds.forEach((round, counts) -> {
            long[] sum = ofRound(round);
            for (int i = 0; i < counts.length; i++) {
                sum[i] += counts[i];
            }
        });
        other.domains.forEach((name, counts) -> domain(name).add(counts));
        elsewhere.add(other.elsewhere);
        other.causes.forEach((cause, counts) -> {
            OfCause sum = causes.computeIfAbsent(cause, any -> new OfCause());
            for (int i = 0; i < counts.standings.length; i++) {
                sum.standings[i] += counts.standings[i];
            }
            sum.example = sum.example == 0 ? counts.example : sum.example;
            sum.nextTry = earlier(sum.nextTry, counts.nextTry);
        });
        other.series.forEach((round, steps) -> {
            TreeMap<Long, Settled> sum = series.computeIfAbsent(round, any -> new TreeMap<>());
            steps.forEach((step, settled) -> {
                Settled present = sum.computeIfAbsent(step, any -> new Settled());
                present.all += settled.all;
                present.accepted += settled.accepted;
            });
        });
    }

    private OfDomain domain(String name) {
        OfDomain known = domains.get(name);
        if (known != null || domains.size() >= MOST_DOMAINS) {
            return known == null ? elsewhere : known;
        }
        OfDomain first = new OfDomain();
        domains.put(name, first);
        return first;
    }

    private long[] ofRound(int round) {
        return rounds.computeIfAbsent(round, any -> new long[Standing.values().length]);
    }

    long rows() {
        return rows;
    }

    /** Rows whose latest word is of that round, by standing. */
    Map<Integer, long[]> rounds() {
        return rounds;
    }

    /** Accepted without a 2xx, or an operator's word. */
    long unproven() {
        return unproven;
    }

    /** Rejected by our or the message's fault. */
    long rejectedByUs() {
        return rejectedByUs;
    }

    long of(DeliveryState state) {
        return states[state.ordinal()];
    }

    long of(Standing standing) {
        return standing.states().stream().mapToLong(this::of).sum();
    }

    /** When the first deferred row is due; null when there is none. */
    @Nullable
    Instant nextDue() {
        return nextDue;
    }

    Map<String, OfDomain> domains() {
        return domains;
    }

    /** Rows of domains that are not told apart. */
    OfDomain elsewhere() {
        return elsewhere;
    }

    Map<Cause, OfCause> causes() {
        return causes;
    }

    /** What was settled in each step of a round, by the number of the step since 1970. */
    TreeMap<Long, Settled> series(int round) {
        return series.getOrDefault(round, new TreeMap<>());
    }

    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}

package com.scrabbl.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets the messages of one bucket pass as fast as they may. What this process may send in the next quarter of a second it
 * takes from the database at once, so that a message costs no statement. For several threads.
 */
final class Gate {

    /** For so long messages are taken in advance. */
    private static final Duration BLOCK = Duration.ofMillis(250);

    /** What was not taken for so long may be made up for. */
    private static final Duration LATE = Duration.ofSeconds(1);

    /** An edition may be ahead of another one that waits by what passes in so long. */
    private static final Duration AHEAD = Duration.ofMillis(50);

    private static final long BETWEEN_PROBES = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    /** So many refusals in so long, and we are too fast; a single one may be meant for its reader. */
    private static final int TOO_MANY = 3;

    private static final Duration LATELY = Duration.ofMinutes(5);

    private final Bucket bucket;
    private final PaceRows rows;
    private final Clock clock;
    private final Turns turns = new Turns();
    private final Deque<Instant> tooFast = new ArrayDeque<>();

    private Instant nextAt = Instant.EPOCH;
    private long between;
    private int left;
    /** Messages of the day of a relay that is warmed up, taken and not used yet. */
    private int leftOfDay;

    private int underWay;
    /** The worker that tries whether a suspension is over, 0 for none; and the reader with whom. */
    private long prober;

    private long probed;
    private long triedAt = System.nanoTime() - BETWEEN_PROBES;
    private final Speed speed = new Speed();
    /** For so long refusals may be of what was sent before it was slowed: it is not slowed again by them. */
    private Instant heardUntil = Instant.EPOCH;

    Gate(Bucket bucket, PaceRows rows, Clock clock) {
        this.bucket = bucket;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * What holds a bucket back.
     *
     * @param row what is recorded of it; null for nothing
     * @param rate the configured one; null for none
     * @param connections messages under way at most
     * @param curve messages of the days of a relay that is warmed up; empty for none
     */
    record Limits(
            @Nullable PaceRow row,
            @Nullable Rate rate,
            @Nullable Integer connections,
            List<Long> curve) {

        static final Limits NONE = new Limits(null, null, null, List.of());

        boolean none() {
            return rate == null && connections == null && curve.isEmpty() && row == null;
        }

        /** The slower of what is configured and what is recorded. */
        @Nullable
        Rate rateAt(Instant now) {
            Rate slowed = row == null ? null : row.slowed(now);
            return slowed == null || rate != null && rate.slowerThan(slowed) ? rate : slowed;
        }
    }

    /**
     * Asks to let one message of an edition pass, that to a subscription.
     *
     * @return null when it may go now, and is under way until {@link #settled}; else when to ask again
     */
    synchronized @Nullable Instant ask(long edition, long subscription, long worker, Limits limits) {
        Instant now = clock.instant();
        if (limits.row() != null && limits.row().suspendedUntil() != null) {
            return probe(subscription, worker, limits.row().suspendedUntil(), now);
        }
        if (limits.connections() != null && underWay >= limits.connections()) {
            return now.plus(LOOK_AGAIN);
        }
        Rate rate = limits.rateAt(now);
        if (!turns.isNext(edition, rate == null ? 1 : rate.within(AHEAD), System.nanoTime())) {
            return now.plus(LOOK_AGAIN);
        }
        Instant wait = ofDay(limits.curve(), now);
        if (wait == null) {
            wait = ofRate(rate, now);
        }
        if (wait != null) {
            turns.waits(edition);
            return wait;
        }
        leftOfDay = Math.max(0, leftOfDay - 1);
        turns.took(edition);
        underWay++;
        return null;
    }

    private @Nullable Instant probe(long subscription, long worker, Instant until, Instant now) {
        if (now.isBefore(until)) {
            return until;
        }
        long nanos = System.nanoTime();
        if (prober != 0 || nanos - triedAt < BETWEEN_PROBES) {
            return now.plus(LOOK_AGAIN);
        }
        triedAt = nanos;
        if (!rows.probe(bucket, worker, now)) {
            return now.plus(LOOK_AGAIN);
        }
        prober = worker;
        probed = subscription;
        underWay++;
        return null;
    }

    private @Nullable Instant ofDay(List<Long> curve, Instant now) {
        if (curve.isEmpty() || leftOfDay > 0) {
            return null;
        }
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        int some = (int) Math.max(1, Math.min(100, curve.get(0) / 50));
        leftOfDay = rows.takeOfDay(
                bucket.relay(), curve, some, now.atOffset(ZoneOffset.UTC).toLocalDate());
        return leftOfDay > 0 ? null : midnight;
    }

    private @Nullable Instant ofRate(@Nullable Rate rate, Instant now) {
        if (rate == null) {
            return null;
        }
        if (left == 0) {
            between = rate.microsBetween();
            left = rate.within(BLOCK) * turns.asking();
            nextAt = rows.take(bucket, left, between, now, LATE);
        }
        if (now.isBefore(nextAt)) {
            return nextAt;
        }
        left--;
        nextAt = nextAt.plus(between, ChronoUnit.MICROS);
        return null;
    }

    /** A message that was let pass will not be sent now. */
    synchronized void unused(long subscription) {
        if (isProbe(subscription)) {
            endProbe();
        } else {
            left++;
            nextAt = nextAt.minus(between, ChronoUnit.MICROS);
            leftOfDay += bucket.isRelay() ? 1 : 0;
        }
        settled(subscription);
    }

    /** Whether the message to that subscription is the one that tries whether a suspension is over. */
    synchronized boolean isProbe(long subscription) {
        return prober != 0 && probed == subscription;
    }

    /** The try said nothing: somebody may try again. */
    synchronized void endProbe() {
        rows.endProbe(bucket, prober);
    }

    /** A message that was let pass is not under way any more, and what it heard is recorded. */
    synchronized void settled(long subscription) {
        underWay--;
        if (isProbe(subscription)) {
            prober = 0;
        }
    }

    /** A message was taken. */
    synchronized void accepted() {
        speed.count(clock.instant());
    }

    /**
     * We were told that we are too fast.
     *
     * @return to what it is to be slowed, if this was once too often; else null
     */
    synchronized @Nullable Rate tooFast(Limits limits) {
        Instant now = clock.instant();
        if (now.isBefore(heardUntil)) {
            return null;
        }
        tooFast.addLast(now);
        while (tooFast.getFirst().isBefore(now.minus(LATELY))) {
            tooFast.removeFirst();
        }
        if (tooFast.size() < TOO_MANY) {
            return null;
        }
        tooFast.clear();
        Rate present = limits.rateAt(now);
        long seen = speed.anHour(now);
        if (present == null && seen == 0) {
            // Nothing was taken, so it is not the rate: it is left alone for a while, and no slower after that.
            return null;
        }
        heardUntil = now.plus(Speed.SPAN);
        return Rate.half(present == null || seen > 0 && seen < present.anHour() ? seen : present.anHour());
    }
}

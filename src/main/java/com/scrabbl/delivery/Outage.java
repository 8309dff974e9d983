package com.scrabbl.delivery;

import com.scrabbl.mail.RelayException;
import java.util.concurrent.TimeUnit;

/**
 * A relay takes no further connection: why, and when it is tried again. There is one probe at a time, after 1 s, 2 s, 4 s,
 * … 30 s, or as soon as a connection is let go of. Times are those of {@link System#nanoTime}. Not for several threads: its
 * breaker holds a lock.
 */
final class Outage {

    private static final long FIRST_DELAY = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_DELAY = TimeUnit.SECONDS.toNanos(30);

    private RelayException why;
    private boolean probing;
    private long delay = FIRST_DELAY;
    private long probeAt;
    private long cutOffSince;

    /** @param why the try failed that found it */
    Outage(RelayException why, long now) {
        this.why = why;
        cutOffSince = now;
        probeAt = now + delay;
    }

    /** Why the latest try failed. */
    RelayException why() {
        return why;
    }

    /** Whether whoever asks is to probe now; until that has failed or is {@link #abandoned} nobody else is. */
    boolean beginsProbe(long now) {
        if (probing || now - probeAt < 0) {
            return false;
        }
        probing = true;
        return true;
    }

    /** A probe failed: the next one waits for twice as long. */
    void probeFailed(RelayException e, long now) {
        delay = Math.min(2 * delay, LONGEST_DELAY);
        probeAt = now + delay;
        probing = false;
        why = e;
    }

    /** A try failed that had begun before the outage was known. */
    void tryFailed(RelayException e) {
        why = e;
    }

    /** A probe told nothing of the relay: somebody else may probe. */
    void abandoned() {
        probing = false;
    }

    /** A connection was let go of, so that the relay may have room for another: it is probed now. */
    void roomMade(long now) {
        probeAt = now;
        cutOffSince = now;
    }

    /** For how long nobody may probe, unless something happens; at most {@code longest}. */
    long quiet(long now, long longest) {
        return probing ? longest : Math.min(longest, probeAt - now);
    }

    /** Whether the relay has been out of reach for so long; an open question while it is probed. */
    boolean isAsLongAs(long patience, long now) {
        return !probing && now - cutOffSince >= patience;
    }
}

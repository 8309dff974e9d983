package com.scrabbl.proofs;

import com.scrabbl.proofs.Sink.Moment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Kills a sender at one moment of its work. */
final class Ambush implements Sink.Watcher {

    /** The parts of the work, in their order. */
    enum Phase {
        SELECT,
        ADDRESS,
        BEGIN,
        BEFORE_DATA,
        IN_DATA,
        AFTER_DOT,
        SETTLE,
        BALANCE
    }

    /** Messages that a process may send before it is killed in one of them. */
    private static final int MESSAGES = 40;

    private final Phase phase;
    private final Moment moment;
    private final int nth;
    private final Duration later;
    private final boolean relayGoesOn;
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicBoolean sprung = new AtomicBoolean();
    private volatile Running victim;

    private Ambush(Phase phase, Moment moment, int nth, int millis, boolean relayGoesOn) {
        this.phase = phase;
        this.moment = moment;
        this.nth = nth;
        this.later = Duration.ofMillis(millis);
        this.relayGoesOn = relayGoesOn;
    }

    /** A moment of that phase, by chance. */
    static Ambush in(Phase phase, RandomGenerator chance) {
        int message = chance.nextInt(1, MESSAGES);
        boolean either = chance.nextBoolean();
        return switch (phase) {
            // The feed is told by its own watcher, the first connection is the trial before the edition is frozen.
            case SELECT -> new Ambush(phase, Moment.CONNECTED, Integer.MAX_VALUE, chance.nextInt(250), true);
            case ADDRESS -> new Ambush(phase, Moment.CONNECTED, 1, chance.nextInt(150), true);
            case BEGIN -> new Ambush(phase, Moment.GREETED, chance.nextInt(2, 9), chance.nextInt(12), true);
            case BEFORE_DATA -> new Ambush(phase, Moment.BEFORE_DATA, message, 0, true);
            case IN_DATA -> new Ambush(phase, Moment.IN_DATA, message, 0, either);
            case AFTER_DOT -> new Ambush(phase, either ? Moment.AFTER_DOT : Moment.JOURNALED, message, 0, true);
            case SETTLE -> new Ambush(phase, Moment.ANSWERED, message, chance.nextInt(6), true);
            case BALANCE -> new Ambush(phase, Moment.LEFT, 1, chance.nextInt(100), true);
        };
    }

    /** Lies in wait for what this process does there. */
    void lie(Newsroom newsroom, Running process) {
        victim = process;
        newsroom.sink().watchedBy(this);
        if (phase == Phase.SELECT) {
            newsroom.feed().watchedBy(this::spring);
        }
    }

    static void leave(Newsroom newsroom) {
        newsroom.sink().unwatched();
        newsroom.feed().unwatched();
    }

    @Override
    public boolean at(Moment present) {
        if (present != moment || seen.incrementAndGet() != nth) {
            return true;
        }
        spring();
        return relayGoesOn;
    }

    private void spring() {
        if (!sprung.compareAndSet(false, true)) {
            return;
        }
        if (later.isZero()) {
            victim.kill();
            return;
        }
        Thread killer = new Thread(
                () -> {
                    Waiting.pause(later);
                    victim.kill();
                },
                "killer");
        killer.setDaemon(true);
        killer.start();
    }

    @Override
    public String toString() {
        return phase + " at " + moment + " " + nth + " + " + later.toMillis() + " ms";
    }
}

package com.scrabbl.proofs;

import com.scrabbl.proofs.Ambush.Phase;
import com.scrabbl.proofs.Sink.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One edition's random history, played with processes. */
final class History {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final List<Phase> PHASES = List.of(Phase.values());

    private final Newsroom newsroom;
    private final Stories stories;
    private final RandomGenerator chance;
    private final String slot;
    private final List<String> told = new ArrayList<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    History(Newsroom newsroom, Stories stories, RandomGenerator chance) {
        this.newsroom = newsroom;
        this.stories = stories;
        this.chance = chance;
        this.slot = newsroom.nextSlot();
        stories.begin(slot, told);
    }

    /** Plays it to its end; returns the number of its steps. */
    int play() {
        newsroom.sink().refuses(this::reply);
        int steps = chance.nextInt(2, 6);
        for (int step = 0; step < steps; step++) {
            step();
            stories.check(false);
        }
        finish();
        stories.check(true);
        int afterwards = chance.nextInt(0, 3);
        for (int step = 0; step < afterwards; step++) {
            afterwards();
            finish();
            stories.check(true);
        }
        newsroom.sink().refuses(recipient -> null);
        return told.size();
    }

    /** One in twenty-five is refused by our fault, as many for now; another try may go otherwise. */
    private @Nullable String reply(String recipient) {
        int nth = asked.merge(recipient, 1, Integer::sum);
        return switch (new SplittableRandom(Settings.SEED + 31L * (slot + recipient).hashCode() + nth).nextInt(25)) {
            case 0 -> "550 5.7.1 refused by policy";
            case 1 -> "450 4.2.0 greylisted";
            default -> null;
        };
    }

    private void step() {
        switch (chance.nextInt(6)) {
            case 0, 1 -> kill();
            case 2, 3 -> stop();
            case 4 -> leave();
            default -> publishAndJoin();
        }
    }

    private void afterwards() {
        switch (chance.nextInt(4)) {
            case 0 -> resolve();
            case 1 -> redo("--unknown");
            case 2 -> redo("--joined");
            default -> redo();
        }
    }

    /** The sender is killed somewhere, or the relay hangs up after the dot and the sender lives. */
    private void kill() {
        Phase phase = PHASES.get(chance.nextInt(PHASES.size()));
        Ambush ambush = Ambush.in(phase, chance);
        Running sender = goOn();
        ambush.lie(newsroom, sender);
        int exitCode = sender.waitFor(LONGEST);
        Ambush.leave(newsroom);
        tell("kill in " + phase + ": " + exitCode);
    }

    private void stop() {
        int messages = newsroom.journal().size() + chance.nextInt(1, 20);
        AtomicInteger dots = new AtomicInteger();
        int hangUp = chance.nextInt(3, 30);
        newsroom.sink().watchedBy(moment -> moment != Moment.JOURNALED || dots.incrementAndGet() != hangUp);
        newsroom.sink().answersWithin(60);
        Running sender = goOn();
        Waiting.until(
                "some messages, or the end", LONGEST, () -> newsroom.journal().size() >= messages || !sender.alive());
        Running stop = newsroom.start("runs", "stop", "daily/" + slot);
        int stopped = stop.waitFor(LONGEST);
        int exitCode = sender.waitFor(LONGEST);
        newsroom.sink().unwatched();
        newsroom.sink().answersWithin(6);
        tell("stop: " + stopped + ", the sender " + exitCode);
        stories.require(stopped == 0 || stopped == 2, "stop ended with " + stop);
    }

    private void leave() {
        int reader = chance.nextInt(1, newsroom.readers() + 1);
        int exitCode = newsroom.start("subscribers", "end", Newsroom.address(reader), "--newsletter", "daily")
                .waitFor(LONGEST);
        stories.left(Newsroom.address(reader));
        tell("r" + reader + " leaves: " + exitCode);
    }

    private void publishAndJoin() {
        newsroom.feed().publish();
        String address = "late" + newsroom.editions() + "-" + told.size() + "@reader.example";
        newsroom.run(0, "subscribers", "add", address, "--newsletter", "daily");
        tell(address + " joins, and an article appears");
    }

    private void resolve() {
        String as = List.of("accepted", "resend", "cancel").get(chance.nextInt(3));
        Running command = newsroom.start("runs", "resolve", "daily/" + slot, "--as", as);
        tell("resolve as " + as + ": " + command.waitFor(LONGEST));
    }

    private void redo(String... options) {
        List<String> command = new ArrayList<>(List.of("runs", "redo", "daily/" + slot, "--yes"));
        command.addAll(List.of(options));
        Running redo = newsroom.start(command.toArray(String[]::new));
        if (chance.nextInt(3) == 0) {
            Ambush.in(PHASES.get(chance.nextInt(2, PHASES.size())), chance).lie(newsroom, redo);
        }
        int exitCode = redo.waitFor(LONGEST);
        Ambush.leave(newsroom);
        tell(String.join(" ", command) + ": " + exitCode);
    }

    /** What is greylisted would make the run wait for minutes: its time is made to come. */
    private void finish() {
        for (int tries = 0; tries < 20 && !over(); tries++) {
            Rows.change(
                    newsroom,
                    "UPDATE delivery SET next_attempt_at = CURRENT_TIMESTAMP - INTERVAL '1' MINUTE WHERE state = 'DEFERRED'");
            Running sender = goOn();
            tell("goes on: " + sender.waitFor(LONGEST));
        }
        stories.require(over(), "not over");
    }

    private boolean over() {
        return Rows.number(
                                newsroom,
                                "SELECT COUNT(*) FROM run WHERE slot = ? AND state IN ('COMPLETED', 'SKIPPED')",
                                Rows.slot(slot))
                        == Rows.number(newsroom, "SELECT COUNT(*) FROM run WHERE slot = ?", Rows.slot(slot))
                && Rows.number(newsroom, "SELECT COUNT(*) FROM run WHERE slot = ?", Rows.slot(slot)) > 0;
    }

    /** A run that exists is resumed, a killed one when its lease has lapsed; else it is sent. */
    private Running goOn() {
        boolean begun = Rows.number(newsroom, "SELECT COUNT(*) FROM run WHERE slot = ?", Rows.slot(slot)) > 0;
        if (!begun) {
            return newsroom.start("send", "daily", "--slot", slot);
        }
        Waiting.until("the lease lapses", LONGEST, this::undriven);
        return newsroom.start("runs", "resume", "daily/" + slot);
    }

    private boolean undriven() {
        return Rows.number(newsroom, """
                SELECT COUNT(*) FROM run JOIN worker w ON w.id = run.worker_id
                WHERE run.slot = ? AND w.leased_until > CURRENT_TIMESTAMP
                """, Rows.slot(slot)) == 0;
    }

    private void tell(String step) {
        told.add(step);
        stories.saw(step.replaceAll("[ :].*", ""));
    }
}

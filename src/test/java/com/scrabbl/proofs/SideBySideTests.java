package com.scrabbl.proofs;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Two processes on one database, of which one is killed. */
@Proof
@Isolated
class SideBySideTests {

    private static final int ALLOWED = 2 * Newsroom.CONNECTIONS;
    private static final int TAKEOVERS = Math.max(2, Settings.KILLS / 20);
    private static final Duration TWO_LEASES = Duration.ofSeconds(2 * Newsroom.LEASE_SECONDS);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final String LIVING = "SELECT count(*) FROM worker WHERE leased_until > CURRENT_TIMESTAMP";
    private static final String SKIPPED = "SELECT count(*) FROM run WHERE state = 'SKIPPED'";
    private static final String TAKER =
            "SELECT w.pid FROM run r JOIN worker w ON w.id = r.worker_id WHERE r.state = 'RUNNING' ORDER BY r.slot";

    @Test
    void ofTwoServersTheOtherOneTakesOver() {
        Newsroom newsroom = Newsroom.opened(
                "two servers", Engine.POSTGRESQL, 400, "schedule: { cron: \"*/10 * * * * *\", zone: UTC }");
        try (Trial trial = new Trial("of two serve the sender killed", "PostgreSQL", newsroom)) {
            newsroom.sink().answersWithin(24);
            Map<Long, Running> serving = new ConcurrentHashMap<>();
            List<Duration> gaps = new ArrayList<>();
            List<String> slots = new ArrayList<>();
            while (gaps.size() < TAKEOVERS) {
                while (serving.size() < 2) {
                    Running one = newsroom.start("serve");
                    serving.put(one.pid(), one);
                }
                Waiting.pause(Duration.ofSeconds(6));
                int before = newsroom.journal().size();
                newsroom.feed().publish();
                newsroom.awaitMessages(before + 60);
                long sender = sender(newsroom);
                serving.remove(sender).kill();
                int atTheKill = newsroom.journal().size();
                gaps.add(Waiting.until(
                        "the other server sends",
                        LONGEST,
                        () -> newsroom.journal().size() > atTheKill));
                String slot = Rows.slotOfLatestEdition(newsroom);
                Waiting.until("it sends the rest", LONGEST, () -> Rows.closed(newsroom, slot));
                slots.add(slot);
            }
            Waiting.pause(Duration.ofSeconds(5));
            serving.values().forEach(Running::terminate);
            serving.values().forEach(one -> one.waitFor(Duration.ofSeconds(40)));
            slots.forEach(trial.checker()::ended);
            Duration longest = gaps.stream().max(Duration::compareTo).orElseThrow();
            trial.record().figure("longest gap ms", longest.toMillis());
            trial.checker()
                    .require(longest.compareTo(TWO_LEASES) <= 0, "taken over after " + gaps + ", later than 2 leases");
            recordedOnce(trial);
            trial.verdict(TAKEOVERS, ALLOWED);
        }
    }

    @Test
    void ofTwoServersTheOneThatTakesTheSlotIsKilledThere() {
        Newsroom newsroom = Newsroom.opened(
                "killed at the slot", Engine.POSTGRESQL, 200, "schedule: { cron: \"*/10 * * * * *\", zone: UTC }");
        try (Trial trial = new Trial("of two serve the one killed at the slot", "PostgreSQL", newsroom)) {
            Map<Long, Running> serving = new HashMap<>();
            for (int server = 0; server < 2; server++) {
                Running one = newsroom.start("serve");
                serving.put(one.pid(), one);
            }
            Waiting.until("both serve", LONGEST, () -> number(newsroom, LIVING) == 2 && number(newsroom, SKIPPED) > 0);
            newsroom.feed().publish();
            long[] taker = {0};
            Waiting.until("one takes a slot", LONGEST, () -> {
                Rows.query(newsroom, TAKER, row -> taker[0] = row.getLong(1));
                return taker[0] != 0;
            });
            serving.remove(taker[0]).kill();
            trial.record().figure("messages at the kill", newsroom.journal().size());
            Waiting.until(
                    "the other one sends it", LONGEST, () -> number(newsroom, "SELECT count(*) FROM edition") == 1);
            String slot = Rows.slotOfLatestEdition(newsroom);
            Waiting.until("it is sent to all", LONGEST, () -> Rows.closed(newsroom, slot));
            serving.values().forEach(Running::terminate);
            serving.values().forEach(one -> one.waitFor(Duration.ofSeconds(40)));
            trial.checker().ended(slot);
            trial.checker()
                    .require(number(newsroom, "SELECT count(*) FROM edition") == 1, "there is more than one edition");
            recordedOnce(trial);
            trial.verdict(1, ALLOWED);
        }
    }

    private static long number(Newsroom newsroom, String sql) {
        return Rows.number(newsroom, sql);
    }

    /** Every slot of the schedule between the first and the last one has one record. */
    private static void recordedOnce(Trial trial) {
        List<Instant> slots = new ArrayList<>();
        Rows.query(
                trial.newsroom(),
                "SELECT slot FROM run ORDER BY slot",
                row -> slots.add(row.getObject(1, OffsetDateTime.class).toInstant()));
        Instant expected = slots.get(0);
        for (Instant slot : slots) {
            trial.checker()
                    .require(slot.equals(expected), "slots are " + slots + " where " + expected + " was expected");
            expected = slot.plusSeconds(10);
        }
        trial.record().figure("slots", slots.size());
    }

    @Test
    void aCommandKilledWhileAServerSendsOnTheSameH2File() {
        try (Trial trial = onOneFile("send killed beside serve")) {
            Newsroom newsroom = trial.newsroom();
            String first = leftBehind(newsroom);
            Running serving = newsroom.start("serve");
            Waiting.until("serve goes on", LONGEST, () -> newsroom.journal().ofEdition(0) > 60);
            String second = newsroom.nextSlot();
            Running command = newsroom.send(second);
            Waiting.until("the command sends", LONGEST, () -> newsroom.journal().ofEdition(1) > 40);
            int served = newsroom.journal().ofEdition(0);
            command.kill();
            trial.record().figure("sent by serve at the kill", served);
            allSent(newsroom, 2);
            serving.terminate();
            serving.waitFor(Duration.ofSeconds(40));
            trial.checker().ended(first);
            trial.checker().ended(second);
            trial.verdict(1, ALLOWED);
        }
    }

    @Test
    void aServerThatHoldsTheH2FileKilledWhileACommandSends() {
        try (Trial trial = onOneFile("serve killed beside send")) {
            Newsroom newsroom = trial.newsroom();
            String first = leftBehind(newsroom);
            Running serving = newsroom.start("serve");
            Waiting.until("serve goes on", LONGEST, () -> newsroom.journal().ofEdition(0) > 60);
            String second = newsroom.nextSlot();
            Running command = newsroom.send(second);
            Waiting.until("the command sends", LONGEST, () -> newsroom.journal().ofEdition(1) > 40);
            serving.kill();
            int exitCode = command.waitFor(LONGEST);
            trial.record().figure("exit code of send", exitCode);
            finishIfOpen(trial, first);
            finishIfOpen(trial, second);
            trial.verdict(1, ALLOWED);
        }
    }

    private static void finishIfOpen(Trial trial, String slot) {
        if (Rows.closed(trial.newsroom(), slot)) {
            trial.checker().ended(slot);
        } else {
            trial.newsroom().finish(slot, trial.checker());
        }
    }

    private static Trial onOneFile(String name) {
        Newsroom newsroom = Newsroom.opened(name, Engine.H2, 600);
        newsroom.sink().answersWithin(60);
        return new Trial(name, "H2", newsroom);
    }

    /** An edition whose sender was killed. */
    private static String leftBehind(Newsroom newsroom) {
        String slot = newsroom.nextSlot();
        Running killed = newsroom.send(slot);
        newsroom.awaitMessages(20);
        killed.kill();
        return slot;
    }

    /** Looks at the relay only: while a product has the H2 file open, the proof keeps off it. */
    private static void allSent(Newsroom newsroom, int editions) {
        int least = editions * (newsroom.readers() - ALLOWED);
        newsroom.awaitMessages(least);
        int[] size = {0};
        do {
            size[0] = newsroom.journal().size();
            Waiting.pause(Duration.ofSeconds(5));
        } while (newsroom.journal().size() > size[0]);
    }

    private static long sender(Newsroom newsroom) {
        return Rows.number(
                newsroom,
                "SELECT w.pid FROM run r JOIN worker w ON w.id = r.worker_id WHERE r.state = 'RUNNING' ORDER BY r.slot DESC");
    }
}

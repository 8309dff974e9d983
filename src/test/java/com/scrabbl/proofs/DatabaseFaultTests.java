package com.scrabbl.proofs;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database goes away in the middle of a sending, or gives no lock and no connection. */
@Proof
class DatabaseFaultTests {

    private static final int READERS = 600;
    private static final int ALLOWED = 2 * Newsroom.CONNECTIONS;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** A lease, the pause after a failure, the looks at what is due, and the sending of what is left. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(25);

    private static DurablePostgres server;

    @BeforeAll
    static void start() {
        server = new DurablePostgres("faulty-postgres", "max_connections", "40");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aDatabaseThatIsBackWithinTheLeaseLeavesNothingInDoubt() {
        try (Trial trial = trial("database away 1 s of a lease of 30 s")) {
            Newsroom newsroom = trial.newsroom();
            String slot = newsroom.nextSlot();
            Running sender = newsroom.send(slot, "--scrabbl.delivery.lease=30s");
            newsroom.awaitMessages(100);
            away(trial, 1);
            int exitCode = sender.waitFor(LONGEST);
            int sent = newsroom.journal().size();
            trial.record().figure("exit code", exitCode).figure("messages of that process", sent);
            trial.checker().require(exitCode == 0, "ended with " + exitCode + ": " + sender);
            trial.checker().require(sent == READERS, sent + " messages, not all");
            finishIfOpen(trial, slot);
            trial.verdict(1, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void sendingStopsWithoutDatabaseAndGoesOnWithTheNextSend(int seconds) {
        try (Trial trial = trial("database away " + seconds + " s, send again")) {
            Newsroom newsroom = trial.newsroom();
            String slot = newsroom.nextSlot();
            Running sender = newsroom.send(slot);
            newsroom.awaitMessages(100);
            away(trial, seconds);
            trial.record().figure("exit code", sender.waitFor(LONGEST));
            newsroom.finish(slot, trial.checker());
            trial.verdict(1, ALLOWED);
        }
    }

    @Test
    void servingGoesOnByItselfWhenTheDatabaseIsBack() {
        try (Trial trial = trial("database away 5 s, serve")) {
            Newsroom newsroom = trial.newsroom();
            String slot = newsroom.nextSlot();
            Running killed = newsroom.send(slot);
            newsroom.awaitMessages(50);
            killed.kill();
            Running serving = newsroom.start("serve");
            newsroom.awaitMessages(150);
            away(trial, 5);
            Duration back =
                    Waiting.until("serve has sent the rest", Duration.ofMinutes(3), () -> Rows.closed(newsroom, slot));
            serving.terminate();
            serving.waitFor(Duration.ofSeconds(40));
            trial.record().figure("seconds until all was sent", back.toSeconds());
            trial.checker().require(back.compareTo(LONGEST_GAP) < 0, "it took " + back + " to go on and send the rest");
            trial.checker().ended(slot);
            trial.verdict(1, 2 * ALLOWED);
        }
    }

    @Test
    void aLockThatIsHeldForLongDelaysOnly() throws SQLException {
        try (Trial trial = trial("table locked 6 s");
                Connection other = trial.newsroom().storage().connect();
                Statement statement = other.createStatement()) {
            Newsroom newsroom = trial.newsroom();
            String slot = newsroom.nextSlot();
            Running sender = newsroom.send(slot);
            newsroom.awaitMessages(100);
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE delivery IN ACCESS EXCLUSIVE MODE");
            int before = newsroom.journal().size();
            Waiting.pause(Duration.ofSeconds(6));
            stopped(trial, before);
            other.commit();
            trial.record().figure("exit code", sender.waitFor(LONGEST));
            finishIfOpen(trial, slot);
            trial.verdict(1, ALLOWED);
        }
    }

    @Test
    void rowsOfH2ThatAreLockedForLongerThanItWaitsDelayOnly() throws SQLException {
        String name = "rows locked 6 s";
        Path home = Product.Folders.fresh(name);
        try (Trial trial =
                new Trial(name, Engine.H2.toString(), Newsroom.openedIn(home, Engine.H2.fresh(name, home), READERS))) {
            Newsroom newsroom = trial.newsroom();
            newsroom.sink().answersWithin(24);
            String slot = newsroom.nextSlot();
            Running sender = newsroom.send(slot);
            newsroom.awaitMessages(100);
            // The sender has the file open, and serves it to this process.
            try (Connection other = newsroom.storage().connect();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("SET LOCK_TIMEOUT 10000");
                statement.executeQuery("SELECT subscription_id FROM delivery FOR UPDATE");
                int before = newsroom.journal().size();
                trial.checker().require(before < READERS, "all was sent before the rows were locked");
                Waiting.pause(Duration.ofSeconds(6));
                stopped(trial, before);
                other.commit();
            }
            int exitCode = sender.waitFor(LONGEST);
            trial.record().figure("exit code", exitCode);
            trial.checker().require(exitCode == 0, "ended with " + exitCode + ": " + sender);
            trial.checker().ended(slot);
            trial.verdict(1, 0);
        }
    }

    @Test
    void aPoolOfTwoConnectionsIsEnoughForEightLanes() {
        try (Trial trial = trial("pool of 2 for 8 lanes")) {
            Newsroom newsroom = trial.newsroom();
            String slot = newsroom.nextSlot();
            Running sender = newsroom.send(slot, "--spring.datasource.hikari.maximum-pool-size=2");
            int exitCode = sender.waitFor(LONGEST);
            trial.checker().require(exitCode == 0, "ended with " + exitCode + ": " + sender);
            trial.checker().ended(slot);
            trial.verdict(1, 0);
        }
    }

    @Test
    void aServerWithoutFreeConnectionsFailsARunAtMostForNow() throws SQLException {
        try (Trial trial = trial("no connection left")) {
            Newsroom newsroom = trial.newsroom();
            String slot = newsroom.nextSlot();
            Running sender = newsroom.send(
                    slot,
                    "--spring.datasource.hikari.minimum-idle=1",
                    "--spring.datasource.hikari.max-lifetime=30000",
                    "--spring.datasource.hikari.idle-timeout=10000");
            newsroom.awaitMessages(20);
            List<Connection> taken = takeAll(trial);
            trial.record().figure("connections taken by others", taken.size());
            Waiting.pause(Duration.ofSeconds(3));
            for (Connection connection : taken) {
                connection.close();
            }
            trial.record().figure("exit code", sender.waitFor(LONGEST));
            finishIfOpen(trial, slot);
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

    private static List<Connection> takeAll(Trial trial) {
        List<Connection> taken = new ArrayList<>();
        while (true) {
            try {
                taken.add(trial.newsroom().storage().connect());
            } catch (SQLException e) {
                return taken;
            }
        }
    }

    private static void away(Trial trial, int seconds) {
        server.stopAtOnce();
        int before = trial.newsroom().journal().size();
        Waiting.pause(Duration.ofSeconds(seconds));
        stopped(trial, before);
        server.startAgain();
    }

    /** Without the database, each connection ends what it has begun, and no more. */
    private static void stopped(Trial trial, int before) {
        int since = trial.newsroom().journal().size() - before;
        trial.record().figure("messages without database", since);
        trial.checker().require(since <= ALLOWED, since + " messages went out while nothing could be recorded");
    }

    private static Trial trial(String name) {
        String database = name.replaceAll("[^a-z0-9]", "_");
        server.execute("CREATE DATABASE " + database);
        Newsroom newsroom = Newsroom.opened(name, Engine.Storage.on(server, database), READERS);
        newsroom.sink().answersWithin(24);
        return new Trial(name, Engine.POSTGRESQL.toString(), newsroom);
    }
}

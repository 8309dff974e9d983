package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A relay that refuses everybody says nothing about the readers, whatever it says. */
@OnEachDatabase
class EverybodyRefusedTests {

    private static final String SLOT = "daily/2026-11-24T06:00:00Z";
    private static final int READERS = 120;
    private static final int DOMAINS = 30;

    private final TestApplication application;
    private final RunTester runs;
    private NewsletterTester newsletter;

    EverybodyRefusedTests(Database database) {
        application = TestApplication.on(database);
        runs = new RunTester(application);
    }

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared();
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 5.1.1 User unknown",
        "RCPT, 550 5.2.1 Postkaste stengt",
        "RCPT, 550 Hakuna mtu wa jina hili",
        "RCPT, 554 Ez da inor hemen",
        "., 550 5.1.1 Nid oes neb yma",
    })
    void relayThatTakesNobodyHaltsTheRunSuppressesNobodyAndIsRedone(String at, String words) throws IOException {
        newsletter.subscribed(readers(READERS));
        AtomicReference<@Nullable String> refusal = new AtomicReference<>(words);
        try (ScriptedRelay relay =
                new ScriptedRelay((command, recipient, connection) -> command.startsWith(at) ? refusal.get() : null)) {
            application.relayAt(relay.port());

            Execution halted = application.run("send", "daily");

            assertThat(halted.out()).as(halted.err()).contains("state HALTED");
            assertThat(runs.run().reason())
                    .contains("took nobody", "readers in", "domains", words, "log-in", "tables", "sender", "runs redo");
            assertThat(touched()).isLessThanOrEqualTo(50);
            assertThat(suppressed()).isZero();

            refusal.set(null);
            Execution redone = application.run("runs", "redo", SLOT, "--yes");

            assertThat(redone.out()).as(redone.err()).contains("state COMPLETED", "accepted " + READERS);
            assertThat(relay.journal())
                    .extracting(ScriptedRelay.Taken::recipient)
                    .hasSize(READERS)
                    .doesNotHaveDuplicates();
            assertThat(suppressed()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 64})
    void fewAreTouchedByAnyNumberOfConnections(int connections) throws IOException {
        newsletter.subscribed(readers(READERS));
        try (TestApplication sending = application.another("--scrabbl.delivery.connections=" + connections);
                ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) ->
                        command.startsWith("RCPT") ? "553 Neniu loĝas ĉi tie" : null)) {
            sending.relayAt(relay.port());

            Execution halted = sending.run("send", "daily");

            assertThat(halted.out()).as(halted.err()).contains("state HALTED");
            assertThat(touched()).isLessThanOrEqualTo(50);
            assertThat(suppressed()).isZero();
        }
    }

    @Test
    void relayThatPutsEverybodyOffIsWaitedFor() throws IOException {
        newsletter.subscribed(readers(READERS));
        try (ScriptedRelay relay = new ScriptedRelay(
                (command, recipient, connection) -> command.startsWith("RCPT") ? "452 4.3.1 diskur ĝisrande" : null)) {
            application.relayAt(relay.port());

            Execution waiting = application.run("send", "daily");

            assertThat(waiting.out()).as(waiting.err()).contains("state WAITING", "expired 0", "rejected 0");
            assertThat(touched()).isLessThanOrEqualTo(50);
        }
    }

    @Test
    void relayThatTookReadersAndThenTakesNobodyIsFoundToo() throws IOException {
        newsletter.subscribed(readers(READERS));
        AtomicReference<@Nullable String> refusal = new AtomicReference<>("550 5.1.1 User unknown");
        java.util.concurrent.atomic.AtomicInteger asked = new java.util.concurrent.atomic.AtomicInteger();
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) ->
                command.startsWith("RCPT") && asked.incrementAndGet() > 40 ? refusal.get() : null)) {
            application.relayAt(relay.port());

            Execution halted = application.run("send", "daily");

            assertThat(halted.out()).as(halted.err()).contains("state HALTED", "accepted 40");
            assertThat(runs.run().reason()).contains("The relay took 40 and now takes nobody");
            assertThat(suppressed()).isZero();

            refusal.set(null);
            Execution redone = application.run("runs", "redo", SLOT, "--yes");

            assertThat(redone.out()).as(redone.err()).contains("state COMPLETED", "accepted " + READERS);
            assertThat(relay.journal())
                    .extracting(ScriptedRelay.Taken::recipient)
                    .hasSize(READERS)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void deadDomainAtTheBeginningOfAListGoesThrough() throws IOException {
        newsletter.subscribed(
                IntStream.range(0, 70).mapToObj("r%d@dead.example"::formatted).toArray(String[]::new));
        newsletter.subscribed(readers(60));
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) ->
                command.startsWith("RCPT") && recipient.endsWith("@dead.example") ? "550 5.1.1 User unknown" : null)) {
            application.relayAt(relay.port());

            Execution sent = application.run("send", "daily");

            assertThat(sent.out()).as(sent.err()).contains("state COMPLETED", "accepted 60", "rejected 70");
            assertThat(suppressed()).isEqualTo(70);
        }
    }

    @Test
    void fewReadersWhoAreAllRefusedAreSuppressedByNobodysWord() throws IOException {
        newsletter.subscribed("anna@reader.example");
        try (ScriptedRelay relay = new ScriptedRelay(
                (command, recipient, connection) -> command.startsWith("RCPT") ? "550 5.1.1 User unknown" : null)) {
            application.relayAt(relay.port());

            application.run("send", "daily");

            assertThat(runs.delivery("anna@reader.example")).startsWith("REJECTED: ours: the relay took nobody");
            assertThat(suppressed()).isZero();
            assertThat(application.run("runs", "redo", SLOT).err()).contains("--yes goes");
        }
    }

    @Test
    void relayThatAnnouncesTooSmallASizeIsAskedForNobody() throws IOException {
        newsletter.subscribed(readers(20));
        AtomicReference<@Nullable String> ehlo = new AtomicReference<>("250-scripted\r\n250 SIZE 900");
        try (ScriptedRelay relay =
                new ScriptedRelay((command, recipient, connection) -> command.startsWith("EHLO") ? ehlo.get() : null)) {
            application.relayAt(relay.port());

            Execution halted = application.run("send", "daily");

            assertThat(halted.out()).as(halted.err()).contains("state HALTED", "planned 20", "rejected 0");
            assertThat(runs.run().reason())
                    .contains("the relay takes 900 bytes, the message has ", "HTML ", "text ", " links", " pictures");
            assertThat(touched()).isZero();

            ehlo.set(null);
            assertThat(application.run("runs", "resume", SLOT).out()).contains("state COMPLETED", "accepted 20");
        }
    }

    @Test
    void haltedRunsSuppressionsAreLiftedByTheRedo() throws IOException {
        newsletter.subscribed(readers(READERS));
        AtomicReference<@Nullable String> refusal = new AtomicReference<>("550 5.1.1 User unknown");
        try (ScriptedRelay relay = new ScriptedRelay(
                (command, recipient, connection) -> command.startsWith("RCPT") ? refusal.get() : null)) {
            application.relayAt(relay.port());
            application.run("send", "daily");
            // As it was suppressed while the run still went on.
            application.jdbc().sql("""
                            INSERT INTO suppression (address, cause, evidence, since)
                            VALUES ('r0@d0.example', 'hard-bounce', ?, CURRENT_TIMESTAMP),
                                ('r1@d1.example', 'hard-bounce', 'daily/2026-01-01T06:00:00Z: 550 gone', CURRENT_TIMESTAMP)
                            """).param(SLOT + ": 550 5.1.1 User unknown").update();
            refusal.set(null);

            Execution redone = application.run("runs", "redo", SLOT, "--yes");

            assertThat(redone.err()).contains("1 suppression is lifted");
            assertThat(application
                            .jdbc()
                            .sql(
                                    "SELECT address FROM suppression WHERE expires_at IS NULL OR expires_at > CURRENT_TIMESTAMP")
                            .query(String.class)
                            .list())
                    .contains("r1@d1.example");
            assertThat(relay.journal())
                    .extracting(ScriptedRelay.Taken::recipient)
                    .contains("r0@d0.example");
        }
    }

    private static String[] readers(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "r%d@d%d.example".formatted(number, number % DOMAINS))
                .toArray(String[]::new);
    }

    private long touched() {
        return count("SELECT count(*) FROM delivery WHERE attempts > 0");
    }

    private long suppressed() {
        return count("SELECT count(*) FROM suppression WHERE expires_at IS NULL");
    }

    private long count(String query) {
        return application.jdbc().sql(query).query(Long.class).single();
    }
}

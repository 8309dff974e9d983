package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suppressed domain and an erased person get no mail, whether they were found at the freezing or after it. */
@OnEachDatabase
class NeverMailedTests {

    private final TestApplication application;
    private final RunTester runs;
    private final AtomicBoolean busy = new AtomicBoolean(true);

    @TempDir
    Path folder;

    NeverMailedTests(Database database) {
        application = TestApplication.on(database);
        runs = new RunTester(application);
    }

    @Test
    void aDomainIsLeftOutWhenTheAudienceIsFrozen() throws Exception {
        newsletter("ada@reader.example", "bo@spam.example");
        application.run("suppressions", "add", "*@spam.example", "--cause", "manual");

        try (ScriptedRelay relay = relay()) {
            busy.set(false);
            application.run("send", "daily");

            assertThat(relay.journal())
                    .extracting(ScriptedRelay.Taken::recipient)
                    .containsExactly("ada@reader.example");
            assertThat(runs.delivery("bo@spam.example")).isEqualTo("SKIPPED: suppressed: manual");
        }
    }

    @Test
    void aDomainThatIsSuppressedAfterTheFreezingIsSkippedAtItsAttempt() throws Exception {
        newsletter("bo@spam.example");
        try (ScriptedRelay relay = relay()) {
            application.run("send", "daily");
            assertThat(runs.delivery("bo@spam.example")).startsWith("DEFERRED");
            application.run("suppressions", "add", "@spam.example", "--cause", "manual");

            goOn();

            assertThat(relay.journal()).isEmpty();
            assertThat(runs.delivery("bo@spam.example")).isEqualTo("SKIPPED: suppressed: manual");
        }
    }

    @Test
    void anErasedPersonIsNotMailedTheLedgerBalancesAndPrintsErased() throws Exception {
        newsletter("gone@reader.example", "ada@reader.example");
        try (ScriptedRelay relay = relay()) {
            application.run("send", "daily");
            assertThat(runs.delivery("gone@reader.example")).startsWith("DEFERRED");

            Execution erased = application.run("subscribers", "erase", "Gone@reader.example");

            assertThat(erased.exitCode()).as(erased.err()).isZero();
            Execution sent = goOn();
            assertThat(sent.out())
                    .contains("balanced true")
                    .contains("skipped 1")
                    .contains("accepted 1");
            assertThat(relay.journal())
                    .extracting(ScriptedRelay.Taken::recipient)
                    .containsExactly("ada@reader.example");
            assertThat(application
                            .run("deliveries", "daily/latest", "--format", "csv")
                            .out())
                    .contains(",(erased),SKIPPED,erased,")
                    .doesNotContainIgnoringCase("gone@");
            assertThat(application.run("audit", "list").out())
                    .contains("subscribers erase")
                    .doesNotContainIgnoringCase("gone@");
        }
    }

    private void newsletter(String... addresses) {
        new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared()
                .subscribed(addresses);
    }

    /** Busy at first: what it is given is tried again later. */
    private ScriptedRelay relay() {
        ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) ->
                busy.get() && command.startsWith("RCPT") ? "450 4.2.1 <" + recipient + "> try later" : null);
        application.relayAt(relay.port());
        return relay;
    }

    private Execution goOn() {
        busy.set(false);
        application.clock().tick(Duration.ofMinutes(30));
        return application.run("runs", "resume", "daily/2026-11-24T06:00:00Z");
    }
}

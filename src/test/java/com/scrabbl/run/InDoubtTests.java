package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.ScriptedRelay.Taken;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The relay takes a message and is gone before it says so: the newsletter's policy decides what comes of it. */
@OnEachDatabase
class InDoubtTests {

    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: (.*)$");

    private final TestApplication application;
    private final AtomicInteger taken = new AtomicInteger();

    @TempDir
    private Path folder;

    InDoubtTests(Database database) {
        application = TestApplication.on(database);
    }

    @Test
    void underHoldItStaysUnknownAndTheRunIsComplete() throws IOException {
        newsletter("hold");
        try (ScriptedRelay relay = new ScriptedRelay(this::takeAndCloseAtFirst)) {
            application.relayAt(relay.port());

            Execution sent = application.run("send", "daily");
            application.clock().tick(Duration.ofHours(1));
            application.run("send", "daily");

            assertThat(sent.exitCode()).isEqualTo(3);
            assertThat(sent.out()).contains("state COMPLETED", "unknown 1");
            assertThat(taken).hasValue(1);
        }
    }

    @Test
    void underResendItIsSentAgainWithTheSameMessageId() throws IOException {
        newsletter("resend");
        try (ScriptedRelay relay = new ScriptedRelay(this::takeAndCloseAtFirst)) {
            application.relayAt(relay.port());

            Execution first = application.run("send", "daily");
            String before = messageIdInTheLedger();
            application.clock().tick(Duration.ofMinutes(1));
            Execution second = application.run("send", "daily");

            assertThat(first.out()).contains("state WAITING", "unknown 1");
            assertThat(second.err()).contains("went on: COMPLETED, accepted 1, deferred 0, rejected 0, unknown 0");
            assertThat(taken).hasValue(2);
            assertThat(relay.journal())
                    .hasSize(1)
                    .allSatisfy(copy -> assertThat(messageId(copy)).isEqualTo(before));
            assertThat(messageIdInTheLedger()).isEqualTo(before);
        }
    }

    private void newsletter(String inDoubt) {
        new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared("policies: { in-doubt: " + inDoubt + " }")
                .subscribed("anna@reader.example");
    }

    private String takeAndCloseAtFirst(String command, String recipient, int connection) {
        boolean first = command.equals(".") && taken.incrementAndGet() == 1;
        return first ? ScriptedRelay.CLOSE : null;
    }

    private String messageIdInTheLedger() {
        String ledger = application
                .run("deliveries", "daily/latest", "--format", "json")
                .out();
        return "<" + ledger.replaceAll("(?s).*\"message_id\" ?: ?\"([^\"]+)\".*", "$1") + ">";
    }

    private static String messageId(Taken copy) {
        return MESSAGE_ID
                .matcher(copy.content())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1)
                .strip();
    }
}

package com.scrabbl.run.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.audit.Audit;
import com.scrabbl.audit.AuditQuery;
import com.scrabbl.audit.Via;
import com.scrabbl.delivery.RelayTrust;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.run.RunTester;
import com.scrabbl.subscriber.Suppression;
import com.scrabbl.subscriber.Suppressions;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What servers say of a mailbox decides whether it gets more mail; what is not the reader's fault never does. */
@OnEachDatabase
class RefusedReadersTests {

    /** Whom the relay takes, so that it is believed about others. */
    private static final String LIVING = "living@reader.example";

    private static final Map<String, String> ANSWERS = Map.of(
            "gone@reader.example", "550 5.1.1 <gone@reader.example>: User unknown",
            "ours@reader.example", "550 5.7.1 Client host [203.0.113.7] blocked using zen.spamhaus.org",
            "route@reader.example", "550 5.4.6 Too many hops",
            "message@reader.example", "552 5.3.4 Message size exceeds fixed limit",
            "busy@reader.example", "450 4.2.0 mailbox busy",
            "odd@reader.example", "550 no",
            "moved@reader.example", "550 no");

    private final TestApplication application;
    private final NewsletterTester daily;
    private final RunTester runs;
    private final Path folder;

    RefusedReadersTests(Database database, @TempDir Path folder) {
        application = TestApplication.on(database);
        daily = new NewsletterTester(application, folder);
        runs = new RunTester(application);
        this.folder = folder;
    }

    @Test
    void mailboxThatIsGoneGetsNothingFromAnyNewsletterFromTheNextMessageOn() throws IOException {
        daily.published("Tide barrier opens").declared();
        daily.subscribed(
                "gone@reader.example", "ours@reader.example", "route@reader.example", "message@reader.example", LIVING);
        weekly("gone@reader.example");
        try (ScriptedRelay relay = refusing()) {
            application.run("send", "daily");

            assertThat(suppressed("gone@reader.example")).singleElement().satisfies(suppression -> {
                assertThat(suppression.cause()).isEqualTo(Suppression.Cause.HARD_BOUNCE);
                assertThat(suppression.evidence())
                        .isEqualTo("daily/2026-11-24T06:00:00Z: 550 5.1.1 <gone@reader.example>: User unknown");
            });
            assertThat(entries("gone@reader.example")).singleElement().satisfies(entry -> {
                assertThat(entry.via()).isEqualTo(Via.SYSTEM);
                assertThat(entry.what()).isEqualTo("suppressions add");
                assertThat(entry.after())
                        .isEqualTo(
                                "hard-bounce: daily/2026-11-24T06:00:00Z: 550 5.1.1 <gone@reader.example>: User unknown");
            });
            for (String other : List.of("ours", "route", "message")) {
                assertThat(runs.delivery(other + "@reader.example")).startsWith("REJECTED: " + other);
                assertThat(suppressed(other + "@reader.example")).isEmpty();
                assertThat(entries(other + "@reader.example")).isEmpty();
            }
            application.bean(RefusedReaders.class).suppress("daily", edition(), Instant.EPOCH, new RelayTrust());
            assertThat(entries("gone@reader.example")).as("repeated").hasSize(1);

            application.run("send", "weekly");
            assertThat(relay.journal())
                    .extracting(ScriptedRelay.Taken::recipient)
                    .containsOnly(LIVING);
            assertThat(application
                            .run("explain", "weekly/latest", "gone@reader.example")
                            .out())
                    .contains("suppressed (hard-bounce)")
                    .contains("550 5.1.1");

            application.run("suppressions", "remove", "gone@reader.example", "--note", "their server was wrong");
            application.bean(RefusedReaders.class).suppress("daily", edition(), Instant.EPOCH, new RelayTrust());
            assertThat(suppressed("gone@reader.example"))
                    .as("an operator's word stands against what was before")
                    .isEmpty();

            application.clock().tick(Duration.ofDays(1));
            daily.published("Tide barrier closes");
            application.run("send", "daily");
            assertThat(suppressed("gone@reader.example"))
                    .as("and not against what comes after")
                    .hasSize(1);
            assertThat(entries("gone@reader.example"))
                    .extracting(Audit.Entry::what)
                    .containsExactly("suppressions add", "suppressions remove", "suppressions add");
        }
    }

    @Test
    void whoRefusesAgainAndAgainIsSuppressedByTheRule() throws IOException {
        daily.published("Tide barrier opens").declared("policies: { shelf-life: PT3M }");
        daily.subscribed(
                LIVING, "busy@reader.example", "odd@reader.example", "moved@reader.example", "ours@reader.example");
        // One after another, so that somebody is accepted before.
        try (TestApplication sending = application.another("--scrabbl.delivery.connections=1");
                ScriptedRelay relay = refusing()) {
            sending.relayAt(relay.port());
            sending.run("send", "daily");
            assertThat(runs.delivery("busy@reader.example")).startsWith("EXPIRED: theirs");
            assertThat(List.of("busy", "odd", "moved"))
                    .allSatisfy(reader ->
                            assertThat(suppressed(reader + "@reader.example")).isEmpty());
            // The mailbox that refused was another one.
            application
                    .jdbc()
                    .sql("UPDATE subscriber SET moved_at = ? WHERE address = 'moved@reader.example'")
                    .param(java.time.OffsetDateTime.ofInstant(
                            application.clock().instant().plusSeconds(1), java.time.ZoneOffset.UTC))
                    .update();

            later(sending, "Ferry late");
            assertThat(suppressed("busy@reader.example")).isEmpty();
            assertThat(suppressed("odd@reader.example")).singleElement().satisfies(suppression -> {
                assertThat(suppression.cause()).isEqualTo(Suppression.Cause.HARD_BOUNCE);
                assertThat(suppression.evidence())
                        .startsWith("refused in 2 runs, the last one daily/")
                        .endsWith("550 no");
            });
            assertThat(suppressed("moved@reader.example")).isEmpty();

            later(sending, "Ferry later");
            assertThat(suppressed("busy@reader.example")).singleElement().satisfies(suppression -> {
                assertThat(suppression.cause()).isEqualTo(Suppression.Cause.SOFT_BOUNCES);
                assertThat(suppression.evidence()).startsWith("refused in 3 runs");
            });
            assertThat(suppressed("ours@reader.example")).isEmpty();
            assertThat(relay.journal())
                    .extracting(ScriptedRelay.Taken::recipient)
                    .containsOnly(LIVING);
        }
    }

    @Test
    void domainThatDoesNotExistIsBelievedWhenTheNameServerSaysSoToo() throws IOException {
        try (FakeNameServer server = new FakeNameServer((name, type) -> switch (name) {
                    case "missing.example" -> FakeNameServer.NO_SUCH_DOMAIN;
                    case "town.example" -> FakeNameServer.Says.mailServer();
                    default -> FakeNameServer.TROUBLE;
                });
                TestApplication sending = application.another("--scrabbl.dns.server=" + server.address());
                ScriptedRelay relay = new ScriptedRelay(
                        (command, recipient, connection) -> command.startsWith("RCPT") && !recipient.equals(LIVING)
                                ? "550 5.1.2 unable to find the recipient domain"
                                : null)) {
            sending.relayAt(relay.port());
            daily.published("Tide barrier opens").declared();
            daily.subscribed("anna@missing.example", "ben@town.example", "clara@ill.example", LIVING);

            sending.run("send", "daily");

            assertThat(suppressed("anna@missing.example"))
                    .singleElement()
                    .extracting(Suppression::cause)
                    .isEqualTo(Suppression.Cause.HARD_BOUNCE);
            assertThat(suppressed("ben@town.example")).isEmpty();
            assertThat(suppressed("clara@ill.example")).isEmpty();
            assertThat(server.asked()).hasSize(3);
        }
    }

    private void later(TestApplication sending, String title) {
        application.clock().tick(Duration.ofDays(5));
        sending.clock().tick(Duration.ofDays(5));
        daily.published(title);
        sending.run("send", "daily");
    }

    private ScriptedRelay refusing() {
        ScriptedRelay relay = new ScriptedRelay(
                (command, recipient, connection) -> command.startsWith("RCPT") ? ANSWERS.get(recipient) : null);
        application.relayAt(relay.port());
        return relay;
    }

    private void weekly(String address) throws IOException {
        Path file = Files.writeString(folder.resolve("weekly.yml"), """
                newsletters:
                  - slug: weekly
                    name: Harbour Weekly
                    sender: { name: Harbour, address: news@harbour.example }
                    sources: [ { name: desk, file: ./feed.xml } ]
                """);
        assertThat(application.run("newsletters", "apply", file.toString()).exitCode())
                .isZero();
        application.run("subscribers", "add", address, "--newsletter", "weekly");
    }

    private List<Suppression> suppressed(String address) {
        return application
                .bean(Suppressions.class)
                .active(EmailAddress.parse(address), application.clock().instant());
    }

    private List<Audit.Entry> entries(String address) {
        return application
                .bean(Audit.class)
                .search(new AuditQuery(null, "suppressions", address, null, null), Long.MAX_VALUE, 10);
    }

    private long edition() {
        return application
                .jdbc()
                .sql("SELECT MIN(id) FROM edition")
                .query(Long.class)
                .single();
    }
}

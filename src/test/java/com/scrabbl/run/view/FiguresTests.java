package com.scrabbl.run.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.delivery.LedgerRow;
import com.scrabbl.run.RunState;
import com.scrabbl.run.Stage;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of a run, counted from the ledger's rows, and the rows behind each of them. */
@OnEachDatabase
class FiguresTests {

    private static final int MORE_THAN_CONNECTIONS = 30;
    private static final List<String> GMAIL = List.of("gmail.com", "googlemail.com");

    private final TestApplication application;
    private NewsletterTester newsletter;

    FiguresTests(Database database) {
        application = TestApplication.on(database);
    }

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder);
        newsletter.published("Tide barrier opens").declared();
    }

    @Test
    void addUpAndNameProvidersCausesAndTheRowsBehindThem() throws Exception {
        newsletter.subscribed(
                "anna@reader.example",
                "gone@reader.example",
                "ben@slow.example",
                "eve@spam.example",
                "ida@reader.example");
        application.run("suppressions", "add", "ida@reader.example", "--cause", "manual");
        try (ScriptedRelay relay = new ScriptedRelay(FiguresTests::answer)) {
            application.relayAt(relay.port());
            application.run("send", "daily");
        }

        RunFacts run = run();
        Figures figures = figures(run);

        assertThat(run.state()).isEqualTo(RunState.WAITING);
        assertThat(run.stage()).isEqualTo(Stage.DELIVER);
        assertThat(figures.rows()).isEqualTo(5).isEqualTo(run.audience());
        assertThat(figures.unproven()).isZero();
        assertThat(List.of(Standing.values())).extracting(figures::of).containsExactly(1L, 1L, 2L, 0L, 0L, 0L, 1L, 0L);
        assertThat(figures.providers())
                .extracting(Figures.Provider::name)
                .containsExactly("reader.example", "slow.example", "spam.example");
        assertThat(figures.providers().get(0).of(Standing.ACCEPTED)).isEqualTo(1);
        assertThat(figures.others()).isNull();
        assertThat(figures.nextDue()).isEqualTo(run.dueAt());
        assertThat(figures.causes())
                .extracting(refused -> refused.cause().key() + " " + refused.count())
                .containsExactly("blocked 1", "rate 1", "unknown-user 1");
        assertThat(figures.pace(0).points()).hasSize(1);
        assertThat(figures.pace(0).accepted()).isEqualTo(1);
        assertThat(figures.pace(0).settled()).isEqualTo(4);
        assertThat(figures.pace(0).timeFor(1)).as("no evidence yet").isEmpty();

        DeliveryList list = application.bean(DeliveryList.class);
        DeliveryList.Page rejected = list.page(edition(run), new DeliveryList.Filter(Standing.REJECTED), figures, 0, 1);
        assertThat(rejected.rows()).extracting(LedgerRow::email).containsExactly("gone@reader.example");
        assertThat(rejected.next()).isNotNull();
        assertThat(list.page(edition(run), new DeliveryList.Filter(Standing.REJECTED), figures, rejected.next(), 1)
                        .rows())
                .extracting(LedgerRow::said)
                .containsExactly("554 5.7.1 blocked by spamhaus");
        assertThat(list.page(
                                edition(run),
                                new DeliveryList.Filter(
                                        null,
                                        List.of("slow.example"),
                                        figures.causes().get(1).cause(),
                                        List.of()),
                                null,
                                0,
                                50)
                        .rows())
                .extracting(LedgerRow::state)
                .containsExactly(DeliveryState.DEFERRED);
    }

    @Test
    void domainsOfOneProviderAreOneLineAndOthersLeaveAllOfThemOut() {
        newsletter.subscribed(
                "anna@gmail.com",
                "ben@googlemail.com",
                "cid@gmail.com",
                "eve@web.de",
                "fay@reader.example",
                "gus@reader.example");
        application.run("send", "daily");
        RunFacts run = run();
        Figures figures = figures(run);
        DeliveryList list = application.bean(DeliveryList.class);

        assertThat(figures.providers())
                .extracting(
                        provider -> provider.name() + " " + provider.of(Standing.ACCEPTED) + " " + provider.domains())
                .containsExactly(
                        "gmail 3 [Domain[name=gmail.com, rows=2], Domain[name=googlemail.com, rows=1]]",
                        "reader.example 2 [Domain[name=reader.example, rows=2]]",
                        "gmx 1 [Domain[name=web.de, rows=1]]");
        assertThat(figures.providers()).extracting(Figures.Provider::isDomain).containsExactly(false, true, false);
        assertThat(emails(list, run, new DeliveryList.Filter(null, GMAIL, null, List.of()), figures))
                .containsExactlyInAnyOrder("anna@gmail.com", "ben@googlemail.com", "cid@gmail.com");
        for (int look = 0; look < MORE_THAN_CONNECTIONS; look++) {
            assertThat(emails(list, run, new DeliveryList.Filter(null, GMAIL, null, List.of()), null))
                    .as("looked up one by one")
                    .containsExactlyInAnyOrder("anna@gmail.com", "ben@googlemail.com", "cid@gmail.com");
        }
        assertThat(emails(list, run, new DeliveryList.Filter(Standing.ACCEPTED, List.of(), null, GMAIL), figures))
                .containsExactlyInAnyOrder("eve@web.de", "fay@reader.example", "gus@reader.example");
    }

    private static List<String> emails(
            DeliveryList list, RunFacts run, DeliveryList.Filter filter, @Nullable Figures figures) {
        return list.page(edition(run), filter, figures, 0, 50).rows().stream()
                .map(LedgerRow::email)
                .toList();
    }

    @Test
    void missedRowIsSeen() {
        newsletter.subscribed("anna@reader.example", "ben@reader.example");
        application.run("send", "daily");
        assertThat(figures(run()).rows()).isEqualTo(2);

        application
                .jdbc()
                .sql("DELETE FROM delivery WHERE subscription_id = (SELECT MAX(subscription_id) FROM delivery)")
                .update();
        application.jdbc().sql("UPDATE delivery SET code = NULL").update();
        application.bean(Census.class).outdated(edition(run()));

        Awaitility.await().untilAsserted(() -> assertThat(figures(run()).rows()).isEqualTo(1));
        assertThat(run().audience()).isEqualTo(2);
        assertThat(figures(run()).unproven()).isEqualTo(1);
    }

    @Test
    void unknownOutcomesAreFoundUntilTheyAreDecided() throws Exception {
        newsletter.subscribed("anna@reader.example", "ben@reader.example");
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) ->
                command.equals(".") && recipient.startsWith("ben") ? ScriptedRelay.CLOSE : null)) {
            application.relayAt(relay.port());
            application.run("send", "daily");
        }
        UnknownOutcomes unknown = application.bean(UnknownOutcomes.class);

        assertThat(unknown.count()).isEqualTo(1);
        assertThat(unknown.byEdition()).containsExactly(new UnknownOutcomes.OfEdition(edition(run()), 1));
        assertThat(unknown.rows(edition(run()), 0, 50))
                .singleElement()
                .satisfies(row -> assertThat(row.email() + " " + row.stage()).isEqualTo("ben@reader.example DOT"));

        application.run("runs", "resolve", "daily/latest", "--as", "cancel");

        assertThat(unknown.count()).isZero();
        assertThat(unknown.byEdition()).isEmpty();
    }

    @Test
    void historyHasARowForEachRoundAndGoesByKey() {
        newsletter.subscribed("anna@reader.example");
        application.run("send", "daily");
        application.clock().tick(Duration.ofMinutes(1));
        application.run("send", "daily");
        History history = application.bean(History.class);

        List<RunFacts> first = history.before(History.Key.NEWEST, null, null, 1);
        List<RunFacts> second =
                history.before(new History.Key(first.get(0).slot(), first.get(0).id()), "daily", null, 1);

        assertThat(first.get(0).state()).isEqualTo(RunState.SKIPPED);
        assertThat(first.get(0).reason()).contains("NOTHING_NEW");
        assertThat(second.get(0).state()).isEqualTo(RunState.COMPLETED);
        assertThat(second.get(0).stage()).isEqualTo(Stage.DONE);
        assertThat(history.before(History.Key.NEWEST, "daily", RunState.COMPLETED, 9))
                .hasSize(1);
        assertThat(history.before(History.Key.NEWEST, "weekly", null, 9)).isEmpty();
        assertThat(application.bean(Census.class).figures(second)).containsOnlyKeys(edition(second.get(0)));
    }

    private static String answer(String command, String recipient, int connection) {
        if (!command.startsWith("RCPT")) {
            return null;
        }
        return switch (recipient) {
            case "gone@reader.example" -> "550 5.1.1 no such user";
            case "ben@slow.example" -> "450 4.7.28 too fast";
            case "eve@spam.example" -> "554 5.7.1 blocked by spamhaus";
            default -> null;
        };
    }

    private RunFacts run() {
        return application
                .bean(History.class)
                .before(History.Key.NEWEST, null, null, 1)
                .get(0);
    }

    private static long edition(RunFacts run) {
        return java.util.Objects.requireNonNull(run.edition());
    }

    private Figures figures(RunFacts run) {
        Census census = application.bean(Census.class);
        Awaitility.await().until(() -> census.figures(run).isPresent());
        return census.figures(run).orElseThrow();
    }
}

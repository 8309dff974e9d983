package com.scrabbl.run.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Pauses;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunState;
import com.scrabbl.run.RunTester;
import com.scrabbl.run.Runs;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionOperations;

/** What comes next, and pauses in which nothing comes. The clock begins on Tuesday at 07:00 in Berlin. */
@OnEachDatabase
class NextSlotsTests {

    private static final String SCHEDULE = "schedule: { cron: \"0 7 * * *\", zone: Europe/Berlin }";

    private final TestApplication application;
    private NewsletterTester newsletter;
    private Path folder;

    NextSlotsTests(Database database) {
        application = TestApplication.on(database);
    }

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        this.folder = folder;
        newsletter = new NewsletterTester(application, folder);
    }

    @Test
    void eachSlotTakesWhatTheOnesBeforeLeave() {
        newsletter
                .published("Tide barrier opens", "Ferry strike ends", "New pilots")
                .declared("selection: { max-items: 2 }", SCHEDULE)
                .subscribed("anna@reader.example");
        poll();

        Execution next = application.run("runs", "next", "daily", "--format", "csv", "--limit", "3");

        assertThat(next.out())
                .containsPattern(
                        "2026-11-25T06:00:00Z.*Wed 25 November 2026, 07:00.*false.*2 articles.*New pilots.*Ferry strike")
                .containsPattern(
                        "2026-11-26T06:00:00Z.*Thu 26 November 2026, 07:00.*false.*1 article.*Tide barrier opens")
                .containsPattern(
                        "2026-11-27T06:00:00Z.*true.*nothing yet; would be skipped, unless an article is published");
    }

    @Test
    void clockThatIsPutForwardIsExplained() {
        newsletter.declared(SCHEDULE);
        application.clock().set(Instant.parse("2027-03-26T12:00:00Z"));

        Execution next = application.run("runs", "next", "daily", "--format", "json", "--limit", "2");

        assertThat(next.out())
                .contains(
                        "\"2027-03-27T06:00:00Z\"",
                        "\"2027-03-28T05:00:00Z\"",
                        "The clocks change on 28 March 2027. 07:00 stays 07:00 in Berlin; in UTC the slot moves from 06:00 to 05:00.",
                        "would be skipped: the newsletter has no active reader");
    }

    @Test
    void slotsOfAPausedNewsletterAreSkippedUntilTheDay() {
        newsletter.declared(SCHEDULE).published("Tide barrier opens").subscribed("anna@reader.example");

        Execution paused = application.run("newsletters", "pause", "daily", "--until", "2026-11-27");
        Execution next = application.run("runs", "next", "daily", "--limit", "3");
        Execution sent = application.run("send", "daily");
        Execution allTheSame = application.run("send", "daily", "--although-paused");
        application.clock().tick(Duration.ofDays(3));
        slots().record();

        assertThat(paused.exitCode()).isZero();
        assertThat(next.out().lines().filter(line -> line.contains("skipped: the newsletter is paused since")))
                .hasSize(2);
        assertThat(sent.exitCode()).isEqualTo(2);
        assertThat(sent.err())
                .contains(
                        "daily is paused since 24 November 2026, 07:00, until 27 November 2026, 00:00 (Europe/Berlin)")
                .contains("`newsletters resume daily` ends the pause; --although-paused sends once all the same.");
        assertThat(new RunTester(application).latest(9))
                .extracting(Run::name, Run::state)
                .containsExactly(
                        tuple("daily/2026-11-27T06:00:00Z", RunState.WAITING),
                        tuple("daily/2026-11-26T06:00:00Z", RunState.SKIPPED),
                        tuple("daily/2026-11-25T06:00:00Z", RunState.SKIPPED),
                        tuple("daily/2026-11-24T06:00:00Z", RunState.COMPLETED));
        assertThat(allTheSame.out()).contains("accepted 1");
    }

    @Test
    void articlesOfAPauseAreCarriedOrDropped() {
        newsletter.declared(SCHEDULE).subscribed("anna@reader.example").published("Before");
        application.run("newsletters", "pause", "daily", "--articles", "drop");
        application.clock().tick(Duration.ofHours(10));
        newsletter.published("Meanwhile");
        Execution resumed = application.run("newsletters", "resume", "daily");
        Execution again = application.run("newsletters", "resume", "daily");
        application.clock().tick(Duration.ofHours(10));
        newsletter.published("After");

        application.run("send", "daily");

        assertThat(resumed.out()).contains("paused_since 2026-11-24T06:00:00Z", "articles drop");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("daily is not paused: there is nothing to resume.");
        assertThat(application.run("articles", "list", "--newsletter", "daily").out())
                .containsPattern("After.*daily/2026-11-25T02:00:00Z")
                .containsPattern("Before.*daily/2026-11-25T02:00:00Z")
                .containsPattern("Meanwhile.*published while the newsletter was paused, and such articles are dropped");
        assertThat(application
                        .run("newsletters", "pause", "daily", "--until", "2026-11-24")
                        .err())
                .contains("A pause can't end on 2026-11-24: that day has begun. The earliest is 2026-11-26");
    }

    @Test
    void dueSlotsWithoutARecordAreFoundAfterAQuarterOfAnHour() {
        newsletter.declared("schedule: { cron: \"0 * * * *\" }");
        application.clock().tick(Duration.ofHours(2).plusMinutes(16));

        assertThat(application.bean(OverdueSlots.class).find())
                .containsExactly(
                        new OverdueSlots.OverdueSlot("daily", Instant.parse("2026-11-24T07:00:00Z")),
                        new OverdueSlots.OverdueSlot("daily", Instant.parse("2026-11-24T08:00:00Z")));
        slots().record();
        assertThat(application.bean(OverdueSlots.class).find()).isEmpty();
    }

    @Test
    void whatCameWhileNothingRanIsOverdueOnlyWhenTheServiceHadTimeForIt() {
        newsletter.declared("schedule: { cron: \"0 * * * *\" }");
        application.clock().tick(Duration.ofHours(2).plusMinutes(16));
        SlotWatch started = new SlotWatch(slots(), application.jdbc(), application.clock());
        OverdueSlots overdue =
                new OverdueSlots(application.bean(Newsletters.class), started, application.jdbc(), application.clock());

        assertThat(overdue.find()).isEmpty();
        application.clock().tick(Duration.ofMinutes(15));
        assertThat(overdue.find()).hasSize(2);
    }

    @Test
    void slotsAreLookedForAsSoonAsTheDatabaseIsBack() {
        newsletter.declared("schedule: { cron: \"0 * * * *\" }");
        AtomicBoolean away = new AtomicBoolean();
        SlotWatch watch = new SlotWatch(
                slots(),
                JdbcClient.create(new LeavingDatabase(application.bean(DataSource.class), away)),
                application.clock());
        watch.lookIfNobodyDoes();
        assertThat(new RunTester(application).latest(9)).isEmpty();

        away.set(true);
        application.clock().tick(Duration.ofHours(1));
        watch.lookIfNobodyDoes();
        assertThat(watch.isAway()).isTrue();
        away.set(false);
        watch.lookIfNobodyDoes();

        assertThat(watch.isAway()).isFalse();
        assertThat(watch.lastLook())
                .isEqualTo(watch.since())
                .isEqualTo(application.clock().instant());
        assertThat(new RunTester(application).latest(9))
                .extracting(Run::name)
                .containsExactly("daily/2026-11-24T07:00:00Z");
    }

    /** Does not answer while it is away. */
    private static final class LeavingDatabase extends DelegatingDataSource {

        private final AtomicBoolean away;

        LeavingDatabase(DataSource real, AtomicBoolean away) {
            super(real);
            this.away = away;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away.get()) {
                throw new SQLException("away");
            }
            return super.getConnection();
        }
    }

    private void poll() {
        assertThat(application
                        .run("articles", "import", folder.resolve("feed.xml").toString(), "--source", "desk")
                        .exitCode())
                .isZero();
    }

    private Slots slots() {
        return new Slots(
                application.bean(Newsletters.class),
                application.bean(Pauses.class),
                application.bean(Runs.class),
                application.bean(PausedRuns.class),
                application.bean(TransactionOperations.class),
                application.clock());
    }
}

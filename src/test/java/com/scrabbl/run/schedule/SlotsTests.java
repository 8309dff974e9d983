package com.scrabbl.run.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.Progress;
import com.scrabbl.delivery.Worker;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Pauses;
import com.scrabbl.run.Claim;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunDriver;
import com.scrabbl.run.RunTester;
import com.scrabbl.run.Runs;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionOperations;

/** Every slot of a schedule gets exactly one record. The clock begins at 06:00 UTC, 07:00 in Berlin. */
@OnEachDatabase
class SlotsTests {

    private final TestApplication application;
    private final Slots slots;
    private NewsletterTester newsletter;

    SlotsTests(Database database) {
        application = TestApplication.on(database);
        slots = started();
    }

    private Slots started() {
        return new Slots(
                application.bean(Newsletters.class),
                application.bean(Pauses.class),
                application.bean(Runs.class),
                application.bean(PausedRuns.class),
                application.bean(TransactionOperations.class),
                application.clock());
    }

    @TempDir
    private Path folder;

    private void hourly(String missed, String... keys) {
        newsletter = new NewsletterTester(application, folder);
        String[] all = Arrays.copyOf(keys, keys.length + 1);
        all[keys.length] = "schedule: { cron: \"0 * * * *\", zone: Europe/Berlin, missed: %s }".formatted(missed);
        newsletter.declared(all);
    }

    @Test
    void slotIsDueOnceHoweverOftenOneLooks() {
        hourly("merge");
        application.clock().tick(Duration.ofHours(1).plusSeconds(3));
        slots.record();
        slots.record();

        assertThat(history()).isEqualTo("2026-11-24T07:00:00Z WAITING its time has come\n");
        assertThat(application
                        .bean(Runs.class)
                        .due(application.bean(Worker.class).id()))
                .extracting(Run::name)
                .containsExactly("daily/2026-11-24T07:00:00Z");
    }

    @Test
    void missedSlotsAreMergedIntoTheOneThatIsOnTime() {
        hourly("merge");
        application.clock().tick(Duration.ofHours(3).plusSeconds(3));
        slots.record();

        assertThat(history()).isEqualTo("""
                2026-11-24T09:00:00Z WAITING on time; 2 missed slots are merged into it
                2026-11-24T08:00:00Z MISSED missed: the service was not running when it was due; merged into daily/2026-11-24T09:00:00Z
                2026-11-24T07:00:00Z MISSED missed: the service was not running when it was due; merged into daily/2026-11-24T09:00:00Z
                """);
    }

    @Test
    void missedSlotsAreMergedIntoTheLatestWhichRunsLateAndSaysSoInTheEnd() {
        hourly("merge");
        newsletter.published("Tide barrier opens").subscribed("anna@reader.example");
        application.clock().tick(Duration.ofHours(2).plusMinutes(30));
        slots.record();
        driveWhatIsDue();

        assertThat(history()).isEqualTo("""
                2026-11-24T08:00:00Z COMPLETED missed: the service was not running when it was due; run late, with 1 earlier slot merged into it
                2026-11-24T07:00:00Z MISSED missed: the service was not running when it was due; merged into daily/2026-11-24T08:00:00Z
                """);
    }

    @Test
    void missedSlotsAreRunOneByOneEachWithItsOwnNews() {
        hourly("separate");
        newsletter.subscribed("anna@reader.example");
        application.clock().tick(Duration.ofHours(1));
        newsletter.published("Before seven");
        application.clock().tick(Duration.ofHours(1).plusMinutes(30));
        newsletter.published("Before eight");
        slots.record();

        assertThat(driveWhatIsDue()).containsExactly("daily/2026-11-24T07:00:00Z", "daily/2026-11-24T08:00:00Z");
        assertThat(application.run("articles", "list", "--newsletter", "daily").out())
                .containsPattern("Before eight.*daily/2026-11-24T08:00:00Z")
                .containsPattern("Before seven.*daily/2026-11-24T07:00:00Z");
        assertThat(history()).isEqualTo("""
                2026-11-24T08:00:00Z COMPLETED missed: the service was not running when it was due; run late
                2026-11-24T07:00:00Z COMPLETED missed: the service was not running when it was due; run late
                """);
    }

    @Test
    void missedSlotsAreDroppedAndThoseThatAreTooOldAreNotRun() {
        hourly("drop");
        application.clock().tick(Duration.ofMinutes(90));
        slots.record();
        hourly("separate", "policies: { shelf-life: PT1H }");
        application.clock().tick(Duration.ofHours(2));
        started().record();

        assertThat(history()).isEqualTo("""
                2026-11-24T09:00:00Z WAITING missed: the service was not running when it was due; run late
                2026-11-24T08:00:00Z MISSED missed: the service was not running when it was due, and its shelf life (PT1H) was over before it could be run: its articles wait for the next edition
                2026-11-24T07:00:00Z MISSED missed: the service was not running when it was due, and missed slots are dropped
                """);
    }

    @Test
    void whatWasMissedOrWaitsWhenThePauseBeginsIsSkippedAsThePauseSays() {
        hourly("separate");
        application.clock().tick(Duration.ofHours(1).plusSeconds(3));
        slots.record();
        application.clock().tick(Duration.ofHours(1).plusMinutes(20));
        application.run("newsletters", "pause", "daily");
        started().record();

        String paused =
                " SKIPPED PAUSED: the newsletter is paused since 24 November 2026, 09:20, until somebody resumes it\n";
        assertThat(history()).isEqualTo("2026-11-24T08:00:00Z" + paused + "2026-11-24T07:00:00Z" + paused);
        assertThat(driveWhatIsDue()).isEmpty();
    }

    @Test
    void slotsBeforeTheScheduleWasDeclaredDoNotCount() {
        hourly("merge");
        slots.record();

        assertThat(history()).isEmpty();
    }

    @Test
    void afterALongTimeOnlyAWeekIsLookedBackAt() {
        hourly("merge");
        application.clock().tick(Duration.ofDays(30));
        slots.record();

        assertThat(history().lines().count()).isEqualTo(7 * 24);
    }

    /** Drives the due runs as {@code serve} does, until none is left; which ones, in their order. */
    private List<String> driveWhatIsDue() {
        List<String> driven = new ArrayList<>();
        long self = application.bean(Worker.class).id();
        for (List<Run> due = application.bean(Runs.class).due(self);
                !due.isEmpty();
                due = application.bean(Runs.class).due(self)) {
            for (Run run : due) {
                application.bean(RunDriver.class).execute(run, Claim.GO_ON, new Progress());
                driven.add(run.name());
            }
        }
        return driven;
    }

    private String history() {
        StringBuilder history = new StringBuilder();
        new RunTester(application)
                .latest(1_000)
                .forEach(run -> history.append(run.slot())
                        .append(' ')
                        .append(run.state())
                        .append(' ')
                        .append(run.reason())
                        .append('\n'));
        return history.toString();
    }
}

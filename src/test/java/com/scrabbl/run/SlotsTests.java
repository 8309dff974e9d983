package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionOperations;

/** Every slot of a schedule gets exactly one record. The clock begins at 06:00 UTC, 07:00 in Berlin. */
@OnEachDatabase
class SlotsTests {

    private final TestApplication application;
    private final Slots slots;

    SlotsTests(Database database) {
        application = TestApplication.on(database);
        slots = new Slots(
                application.bean(Newsletters.class),
                application.bean(Runs.class),
                application.bean(TransactionOperations.class),
                application.clock());
    }

    @BeforeEach
    void hourly(@TempDir Path folder) {
        new NewsletterTester(application, folder).declared("schedule: { cron: \"0 * * * *\", zone: Europe/Berlin }");
    }

    @Test
    void slotIsDueOnceHoweverOftenOneLooks() {
        application.clock().tick(Duration.ofHours(1).plusSeconds(3));
        slots.record();
        slots.record();

        assertThat(history()).isEqualTo("2026-11-24T07:00:00Z WAITING\n");
        assertThat(application
                        .bean(Runs.class)
                        .due(application.bean(com.scrabbl.delivery.Worker.class).id()))
                .extracting(Run::name)
                .containsExactly("daily/2026-11-24T07:00:00Z");
    }

    @Test
    void slotsThatPassedWhileNothingRanAreMissedOneByOne() {
        application.clock().tick(Duration.ofHours(3).plusSeconds(3));
        slots.record();

        assertThat(history()).isEqualTo("""
                2026-11-24T09:00:00Z WAITING
                2026-11-24T08:00:00Z MISSED
                2026-11-24T07:00:00Z MISSED
                """);
    }

    @Test
    void slotsBeforeTheScheduleWasDeclaredDoNotCount() {
        slots.record();

        assertThat(history()).isEmpty();
    }

    @Test
    void afterALongTimeOnlyAWeekIsLookedBackAt() {
        application.clock().tick(Duration.ofDays(30));
        slots.record();

        assertThat(history().lines().count()).isEqualTo(7 * 24);
    }

    private String history() {
        StringBuilder history = new StringBuilder();
        application
                .bean(Runs.class)
                .latest(1_000)
                .forEach(run -> history.append(run.slot())
                        .append(' ')
                        .append(run.state())
                        .append('\n'));
        return history.toString();
    }
}

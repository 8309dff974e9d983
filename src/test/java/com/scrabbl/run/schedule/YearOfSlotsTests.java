package com.scrabbl.run.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.newsletter.NewsletterFile;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Pauses;
import com.scrabbl.run.Runs;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A year of slots on three clocks that are put forward and back, Lord Howe's by half an hour: whatever is down and when,
 * each slot has exactly one record. What is expected is computed day by day, without a cron.
 */
class YearOfSlotsTests {

    private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe");
    private static final Instant END = TestApplication.START.plus(Duration.ofDays(365));

    /** They fall into the hours that are skipped and repeated; on Lord Howe they meet when the clock is put forward. */
    private static final List<LocalTime> TIMES = List.of(LocalTime.of(2, 15), LocalTime.of(2, 45));

    private static final List<String> MISSED = List.of("merge", "separate", "drop");

    private final TestApplication application = TestApplication.on(Database.H2);
    private final Random random = new Random(2026);

    @Test
    void everySlotHasExactlyOneRecord(@TempDir Path folder) throws IOException {
        declare(folder);

        Slots slots = started();
        Slots beside = started();
        while (application.clock().instant().isBefore(END)) {
            boolean down = random.nextInt(5) == 0;
            application
                    .clock()
                    .tick(
                            down
                                    ? Duration.ofHours(random.nextInt(1, 160))
                                    : Duration.ofMinutes(random.nextInt(5, 1_600)));
            slots = down ? started() : slots;
            slots.record();
            if (down) {
                beside.record();
            }
        }

        for (String zone : ZONES) {
            assertThat(recorded(zone)).as(zone).hasSizeGreaterThan(728).containsExactlyElementsOf(expected(zone));
        }
        assertThat(inState("MISSED")).isPositive();
        assertThat(inState("WAITING")).isPositive();
        assertThat(mergedIntoNone()).isZero();
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

    private void declare(Path folder) throws IOException {
        StringBuilder file = new StringBuilder("newsletters:\n");
        for (int number = 0; number < ZONES.size(); number++) {
            file.append("""
                      - slug: %s
                        name: %1$s
                        sender: { address: news@harbour.example }
                        schedule: { cron: "15,45 2 * * *", zone: %s, missed: %s }
                    """.formatted(slug(ZONES.get(number)), ZONES.get(number), MISSED.get(number)));
        }
        application
                .bean(Newsletters.class)
                .apply(application
                        .bean(NewsletterFile.class)
                        .read(Files.writeString(folder.resolve("newsletters.yml"), file)));
    }

    private static String slug(String zone) {
        return zone.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]", "-");
    }

    private List<Instant> recorded(String zone) {
        return application
                .jdbc()
                .sql(
                        "SELECT r.slot FROM run r JOIN newsletter n ON n.id = r.newsletter_id WHERE n.slug = ? ORDER BY r.slot")
                .param(slug(zone))
                .query((row, number) ->
                        row.getObject("slot", OffsetDateTime.class).toInstant())
                .list();
    }

    private List<Instant> expected(String name) {
        ZoneId zone = ZoneId.of(name);
        List<LocalDateTime> times = new ArrayList<>();
        for (LocalDate day = LocalDate.of(2026, 11, 23);
                day.isBefore(LocalDate.of(2027, 12, 5));
                day = day.plusDays(1)) {
            LocalDate date = day;
            TIMES.stream().map(date::atTime).forEach(times::add);
        }
        return times.stream()
                .map(time -> ZonedDateTime.ofLocal(time, zone, null).toInstant())
                .filter(slot -> slot.isAfter(TestApplication.START)
                        && !slot.isAfter(application.clock().instant()))
                .sorted()
                .distinct()
                .toList();
    }

    private long inState(String state) {
        return application
                .jdbc()
                .sql("SELECT count(*) FROM run WHERE state = ?")
                .param(state)
                .query(Long.class)
                .single();
    }

    /** Slots that were missed for another one's sake which is not run. */
    private long mergedIntoNone() {
        return application.jdbc().sql("""
                        SELECT count(*) FROM run r JOIN newsletter n ON n.id = r.newsletter_id
                        WHERE r.reason LIKE '%; merged into %' AND NOT EXISTS (
                            SELECT 1 FROM run o
                            WHERE o.newsletter_id = r.newsletter_id AND o.slot > r.slot
                              AND (o.state = 'WAITING' OR o.reason LIKE '%shelf life%'))
                        """).query(Long.class).single();
    }
}

package com.scrabbl.newsletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.newsletter.NewsletterSchedule.Missed;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NewsletterScheduleTests {

    private static final Instant TUESDAY = Instant.parse("2026-11-24T06:00:00Z");

    @Test
    void fiveFieldsMeanDayOfMonthOrWeekday() {
        assertThat(slots("0 7 1 * 1", "UTC", TUESDAY, 3))
                .containsExactly("2026-11-30T07:00:00Z", "2026-12-01T07:00:00Z", "2026-12-07T07:00:00Z");
    }

    @Test
    void sixFieldsMeanDayOfMonthAndWeekday() {
        assertThat(slots("0 0 7 1 * 1", "UTC", TUESDAY, 2))
                .containsExactly("2027-02-01T07:00:00Z", "2027-03-01T07:00:00Z");
    }

    @Test
    void theFieldsAreReadOnTheClockOfTheZone() {
        assertThat(slots("0 7 * * 1-5", "Europe/Berlin", TUESDAY, 1)).containsExactly("2026-11-25T06:00:00Z");
        assertThat(slots("0 7 * * 1-5", "America/New_York", TUESDAY, 1)).containsExactly("2026-11-24T12:00:00Z");
    }

    @Test
    void theSlotItselfIsNotAfterItself() {
        assertThat(slots("0 6 * * *", "UTC", TUESDAY, 1)).containsExactly("2026-11-25T06:00:00Z");
        assertThat(slots("0 6 * * *", "UTC", TUESDAY.minusMillis(1), 1)).containsExactly("2026-11-24T06:00:00Z");
    }

    @Test
    void anHourThatSummerTimeSkipsComesLaterAndOneThatItRepeatsComesOnce() {
        assertThat(slots("30 2 * * *", "Europe/Berlin", Instant.parse("2026-03-28T12:00:00Z"), 2))
                .containsExactly("2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
        assertThat(slots("30 2 * * *", "Europe/Berlin", Instant.parse("2026-10-24T12:00:00Z"), 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void aGapOfHalfAnHourMovesTheSlotByHalfAnHour() {
        assertThat(slots("15 2 * * *", "Australia/Lord_Howe", Instant.parse("2026-10-03T00:00:00Z"), 2))
                .containsExactly("2026-10-03T15:45:00Z", "2026-10-04T15:15:00Z");
    }

    @Test
    void slotsInsideAGapComeAmongThoseAfterItAndThoseThatMeetAreOne() {
        assertThat(slots("*/30 2-3 * * *", "Europe/Berlin", Instant.parse("2026-03-28T12:00:00Z"), 3))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:00:00Z");
        assertThat(slots("45 2,3 * * *", "Australia/Lord_Howe", Instant.parse("2026-10-03T12:00:00Z"), 2))
                .containsExactly("2026-10-03T15:45:00Z", "2026-10-03T16:45:00Z");
        assertThat(slots("0 0 2,3 * * *", "Europe/Berlin", Instant.parse("2026-03-29T00:59:59.9Z"), 2))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z");
        assertThat(slots("30 2 * * *", "Europe/Berlin", Instant.parse("2026-03-29T01:10:00Z"), 1))
                .containsExactly("2026-03-29T01:30:00Z");
    }

    @Test
    void everyMinuteIsSilentInTheHourThatIsRepeated() {
        assertThat(slots("* * * * *", "Europe/Berlin", Instant.parse("2026-10-25T00:58:00Z"), 2))
                .containsExactly("2026-10-25T00:59:00Z", "2026-10-25T02:00:00Z");
        assertThat(slots("* * * * *", "Europe/Berlin", Instant.parse("2026-10-25T01:30:00Z"), 1))
                .containsExactly("2026-10-25T02:00:00Z");
    }

    @Test
    void sundayIsBothZeroAndSeven() {
        assertThat(slots("0 7 * * 0", "UTC", TUESDAY, 1)).isEqualTo(slots("0 7 * * 7", "UTC", TUESDAY, 1));
    }

    @Test
    void otherNumbersOfFieldsAreRefused() {
        for (String cron : List.of("* * * *", "0 0 7 * * 1 2027", "@daily", "-")) {
            assertThatThrownBy(() -> schedule(cron, "UTC"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no cron expression (it has neither five fields nor six)");
        }
    }

    private static List<String> slots(String cron, String zone, Instant after, int count) {
        NewsletterSchedule schedule = schedule(cron, zone);
        return Stream.iterate(after, slot -> schedule.nextAfter(slot).orElseThrow())
                .skip(1)
                .limit(count)
                .map(Instant::toString)
                .toList();
    }

    private static NewsletterSchedule schedule(String cron, String zone) {
        return new NewsletterSchedule(cron, ZoneId.of(zone), Missed.MERGE);
    }
}

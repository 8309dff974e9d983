package com.scrabbl.console.schedule;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterSchedule;
import com.scrabbl.newsletter.Pause;
import com.scrabbl.run.schedule.NextSlot;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes next of one newsletter.
 *
 * @param cron null when it runs by hand
 * @param zone on whose clock its times are read
 * @param here this machine's zone, when its clock shows neither that time nor UTC; else null
 * @param paused since when and until when, as a clause; null when it is not
 */
public record Plan(
        String slug,
        String name,
        @Nullable String cron,
        ZoneId zone,
        @Nullable ZoneId here,
        @Nullable String paused,
        List<NextSlot> slots) {

    static Plan of(Newsletter newsletter, List<NextSlot> slots, @Nullable Pause pause, ZoneId machine) {
        NewsletterSchedule schedule = newsletter.settings().schedule();
        boolean same = machine.getRules().equals(newsletter.zone().getRules())
                || machine.getRules().equals(ZoneOffset.UTC.getRules());
        return new Plan(
                newsletter.slug(),
                newsletter.name(),
                schedule == null ? null : schedule.cron(),
                newsletter.zone(),
                same ? null : machine,
                pause == null ? null : pause.clause(newsletter.zone()),
                slots);
    }

    /** Whether UTC is another clock than the schedule's. */
    public boolean isElsewhere() {
        return !zone.getRules().equals(ZoneOffset.UTC.getRules());
    }

    /** UTC, for the column of its own. */
    public ZoneId utc() {
        return ZoneOffset.UTC;
    }
}

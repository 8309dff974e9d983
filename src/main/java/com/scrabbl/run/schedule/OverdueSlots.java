package com.scrabbl.run.schedule;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Slots whose time passed a while ago and that have no record: nothing keeps the schedule. */
@Component
public class OverdueSlots {

    /** So long after its time a slot should have its record. */
    public static final Duration LATE = Slots.GRACE;

    private static final int MOST_OF_A_NEWSLETTER = 100;

    private final Newsletters newsletters;
    private final SlotWatch watch;
    private final JdbcClient jdbc;
    private final Clock clock;

    OverdueSlots(Newsletters newsletters, SlotWatch watch, JdbcClient jdbc, Clock clock) {
        this.newsletters = newsletters;
        this.watch = watch;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A slot without a record.
     *
     * @param newsletter its slug
     */
    public record OverdueSlot(String newsletter, Instant slot) {}

    /**
     * All of the last seven days, by newsletter and time; of one newsletter at most the first hundred. None as long as this
     * process had no time to record what came while nothing ran.
     */
    public List<OverdueSlot> find() {
        if (clock.instant().isBefore(watch.since().plus(LATE))) {
            return List.of();
        }
        return newsletters.all().stream().flatMap(this::find).toList();
    }

    private Stream<OverdueSlot> find(Newsletter newsletter) {
        Instant now = clock.instant();
        return Stream.ofNullable(newsletter.settings().schedule())
                .flatMap(schedule -> newsletters.scheduledFrom(newsletter).stream()
                        .map(from -> from.isBefore(now.minus(Slots.LOOK_BACK)) ? now.minus(Slots.LOOK_BACK) : from)
                        .flatMap(from -> {
                            Set<Instant> recorded = recorded(newsletter, from);
                            return schedule.slotsAfter(from)
                                    .takeWhile(slot -> slot.isBefore(now.minus(LATE)))
                                    .filter(slot -> !recorded.contains(slot))
                                    .limit(MOST_OF_A_NEWSLETTER);
                        }))
                .map(slot -> new OverdueSlot(newsletter.slug(), slot));
    }

    private Set<Instant> recorded(Newsletter newsletter, Instant from) {
        return new HashSet<>(jdbc.sql("SELECT slot FROM run WHERE newsletter_id = :newsletter AND slot > :from")
                .param("newsletter", newsletter.id())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        row.getObject("slot", OffsetDateTime.class).toInstant())
                .list());
    }
}

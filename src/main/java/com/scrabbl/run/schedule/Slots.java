package com.scrabbl.run.schedule;

import com.scrabbl.edition.SkipReason;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterSchedule;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Pause;
import com.scrabbl.newsletter.Pauses;
import com.scrabbl.run.RunState;
import com.scrabbl.run.Runs;
import com.scrabbl.run.SlotOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Records each slot of each newsletter's schedule once: due now, missed while nothing ran, or skipped in a pause. */
@Component
class Slots {

    private static final Logger log = LoggerFactory.getLogger(Slots.class);

    /** A slot that is recorded later than this after its time counts as missed. */
    static final Duration GRACE = Duration.ofMinutes(15);

    /** So far a clock may jump forward over a slot, while this process looks on, and the slot is not missed. */
    private static final Duration LONGEST_JUMP = Duration.ofHours(1);

    /** Slots further back are passed over. */
    static final Duration LOOK_BACK = Duration.ofDays(7);

    private final Newsletters newsletters;
    private final Pauses pauses;
    private final Runs runs;
    private final PausedRuns waiting;
    private final TransactionOperations transactions;
    private final Clock clock;
    /** When this process looked last, by {@link System#nanoTime}, which no setting of a clock changes; 0 for never. */
    private long lastLook;

    Slots(
            Newsletters newsletters,
            Pauses pauses,
            Runs runs,
            PausedRuns waiting,
            TransactionOperations transactions,
            Clock clock) {
        this.newsletters = newsletters;
        this.pauses = pauses;
        this.runs = runs;
        this.waiting = waiting;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Records the slots that have come since they were recorded last. */
    synchronized void record() {
        long look = System.nanoTime();
        Duration grace = lastLook != 0 && look - lastLook < GRACE.toNanos() ? GRACE.plus(LONGEST_JUMP) : GRACE;
        lastLook = look;
        for (Newsletter newsletter : newsletters.all()) {
            NewsletterSchedule schedule = newsletter.settings().schedule();
            if (schedule != null) {
                record(newsletter, schedule, grace);
            }
        }
        waiting.newsletters().stream().map(newsletters::byId).forEach(this::skipWhatWaits);
    }

    /** A newsletter that was paused when slots of it had their records, and were not begun. */
    private void skipWhatWaits(Newsletter newsletter) {
        pauses.at(newsletter, clock.instant())
                .ifPresent(pause ->
                        waiting.skip(newsletter.id(), paused(newsletter, pause).reason()));
    }

    private void record(Newsletter newsletter, NewsletterSchedule schedule, Duration grace) {
        Instant now = clock.instant();
        Instant last = newsletters.scheduledFrom(newsletter).orElse(now);
        Instant from = last.isBefore(now.minus(LOOK_BACK)) ? now.minus(LOOK_BACK) : last;
        List<Instant> slots =
                schedule.slotsAfter(from).takeWhile(slot -> !slot.isAfter(now)).toList();
        List<Pause> pauses = pauses(newsletter, slots);
        Optional<Pause> present =
                pauses.stream().filter(pause -> pause.covers(now)).findFirst();
        MissedSlots missed = new MissedSlots(
                newsletter,
                schedule.missed(),
                slots.stream()
                        .filter(slot -> pauses.stream().noneMatch(pause -> pause.covers(slot)))
                        .toList(),
                now,
                grace);
        for (Instant slot : slots) {
            // A slot that was missed before the pause is not made up for in it.
            Optional<Pause> pause =
                    pauses.stream().filter(one -> one.covers(slot)).findFirst().or(() -> present);
            record(newsletter, slot, pause.map(one -> paused(newsletter, one)).orElseGet(() -> missed.of(slot)));
        }
    }

    private List<Pause> pauses(Newsletter newsletter, List<Instant> slots) {
        return slots.isEmpty() ? List.of() : pauses.endingAfter(newsletter, slots.get(0));
    }

    private static SlotOutcome paused(Newsletter newsletter, Pause pause) {
        SkipReason reason = SkipReason.paused(pause.clause(newsletter.zone()));
        return new SlotOutcome(RunState.SKIPPED, reason.toString(), null);
    }

    private void record(Newsletter newsletter, Instant slot, SlotOutcome outcome) {
        transactions.executeWithoutResult(status -> {
            if (newsletters.scheduledUntil(newsletter, slot)) {
                runs.record(newsletter.id(), slot, outcome);
                log.info("Slot {}/{} is {}: {}", newsletter.slug(), slot, outcome.state(), outcome.reason());
            }
        });
    }
}

package com.scrabbl.run.view;

import com.scrabbl.run.Run;
import com.scrabbl.run.RunState;
import com.scrabbl.run.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One row of the history, with what belongs to it.
 *
 * @param newsletter its name
 * @param zone whose clock the newsletter's times are read on
 * @param latestRound of the edition: its figures are those of that round
 * @param articles of the edition, 0 without one
 * @param redo of a redo: whom it takes in; null when the round is none
 * @param audience how many deliveries were frozen; null until all are in
 * @param shelfLifeEnds when the round's mail is not worth sending any more, exclusive; null before it began
 * @param stopAskedAt when an operator asked it to stop, as long as that stands
 * @param worker who drives it; null when nobody does
 */
public record RunFacts(
        Run run,
        String newsletter,
        ZoneId zone,
        int latestRound,
        int articles,
        @Nullable Redo redo,
        @Nullable Long audience,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable Instant shelfLifeEnds,
        @Nullable Instant stopAskedAt,
        @Nullable Driver worker,
        Stage stage) {

    private static final int COUNTED_SOON = 20_000;

    /**
     * The process that drives a run.
     *
     * @param leasedUntil by the database's clock
     */
    public record Driver(String host, long pid, Instant leasedUntil) {}

    /**
     * How many readers a redo is for.
     *
     * @param decided when it was opened
     * @param taken whose rows it has taken in so far
     */
    public record Redo(long decided, long taken) {}

    public long id() {
        return run.id();
    }

    /** The newsletter's slug. */
    public String slug() {
        return run.newsletter();
    }

    public Instant slot() {
        return run.slot();
    }

    public int round() {
        return run.round();
    }

    public RunState state() {
        return run.state();
    }

    public @Nullable Long edition() {
        return run.edition();
    }

    public @Nullable String reason() {
        return run.reason();
    }

    public @Nullable Instant startedAt() {
        return run.startedAt();
    }

    public @Nullable Instant dueAt() {
        return run.dueAt();
    }

    public Duration busy() {
        return run.busy();
    }

    /** Whether it has an edition whose rows are counted in a moment. */
    public boolean isSmall() {
        return audience != null && audience <= COUNTED_SOON;
    }

    /** Whether no later round of the edition was opened. */
    public boolean latest() {
        return run.round() == latestRound;
    }

    /** Whether the rows of the round are complete, as far as somebody is working on them. */
    public boolean addressed() {
        return run.state() != RunState.RUNNING || stage.compareTo(Stage.ADDRESS) > 0;
    }
}

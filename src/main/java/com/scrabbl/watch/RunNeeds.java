package com.scrabbl.watch;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.run.RunReason;
import com.scrabbl.run.RunState;
import com.scrabbl.timestamp.Timestamps;
import com.scrabbl.watch.Need.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Runs that need a person, found by the state of their rows. */
@Repository
class RunNeeds {

    /** The end of the shelf life is an alarm so long before. */
    private static final Duration LAST_HOUR = Duration.ofHours(1);

    /** A run that was given up cannot be mended; it is news for a day. */
    private static final Duration NEWS = Duration.ofDays(1);

    private final JdbcClient jdbc;

    RunNeeds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Found(
            long id,
            long newsletter,
            Instant slot,
            boolean frozen,
            RunState state,
            boolean wrongSum,
            @Nullable String reason,
            Instant created,
            @Nullable Instant started,
            @Nullable Instant ended,
            @Nullable Instant due) {}

    List<Need> of(Map<Long, Newsletter> newsletters, Instant now) {
        return found(now).stream()
                .flatMap(run -> needs(run, Objects.requireNonNull(newsletters.get(run.newsletter())), now))
                .toList();
    }

    private List<Found> found(Instant now) {
        return jdbc.sql("""
                        SELECT id, newsletter_id, slot, edition_id, state, wrong_sum, reason, created_at, started_at, ended_at, due_at
                        FROM run
                        WHERE state IN ('PROPOSED', 'RUNNING', 'WAITING', 'STOPPED', 'HALTED')
                          OR state = 'FAILED' AND (due_at IS NOT NULL OR ended_at > :news)
                        ORDER BY slot, id
                        """)
                .param("news", now.minus(NEWS).atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Found(
                        row.getLong("id"),
                        row.getLong("newsletter_id"),
                        Timestamps.instant(row, "slot"),
                        row.getObject("edition_id") != null,
                        RunState.valueOf(row.getString("state")),
                        row.getBoolean("wrong_sum"),
                        row.getString("reason"),
                        Timestamps.instant(row, "created_at"),
                        Timestamps.instantOrNull(row, "started_at"),
                        Timestamps.instantOrNull(row, "ended_at"),
                        Timestamps.instantOrNull(row, "due_at")))
                .list();
    }

    private static Stream<Need> needs(Found run, Newsletter newsletter, Instant now) {
        return Stream.concat(ofState(run, newsletter).stream(), ending(run, newsletter, now).stream());
    }

    private static Optional<Need> ofState(Found run, Newsletter newsletter) {
        return switch (run.state()) {
            case HALTED ->
                Optional.of(need(
                        Kind.HALTED,
                        run,
                        newsletter,
                        reason(run, newsletter),
                        isHeldByChecks(run) ? "Look at the edition" : "See replies and decide"));
            case FAILED ->
                Optional.of(
                        run.wrongSum()
                                ? need(Kind.WRONG_SUM, run, newsletter, reason(run, newsletter), "Look at the run")
                                : need(Kind.FAILED, run, newsletter, failed(run, newsletter), "Look at the run"));
            case PROPOSED ->
                Optional.of(need(
                        Kind.PROPOSED,
                        run,
                        newsletter,
                        run.reason() == null ? "The edition waits for approval." : reason(run, newsletter),
                        "Look and approve"));
            case RUNNING, WAITING, STOPPED, COMPLETED, SKIPPED, MISSED -> Optional.empty();
        };
    }

    private static String failed(Found run, Newsletter newsletter) {
        return reason(run, newsletter)
                + (run.due() == null
                        ? " It was given up."
                        : " It is tried again on %s.".formatted(When.at(run.due(), newsletter.zone())));
    }

    /** A run that is not over has open rows, or it would be: nobody has to count them. */
    private static Optional<Need> ending(Found run, Newsletter newsletter, Instant now) {
        boolean open = run.state() != RunState.PROPOSED && (run.state() != RunState.FAILED || run.due() != null);
        if (!open || !run.frozen() || run.started() == null) {
            return Optional.empty();
        }
        Duration life = newsletter.settings().policies().shelfLife();
        Duration last = life.dividedBy(2).compareTo(LAST_HOUR) < 0 ? life.dividedBy(2) : LAST_HOUR;
        Instant ends = run.started().plus(life);
        return now.isBefore(ends.minus(last)) || !now.isBefore(ends)
                ? Optional.empty()
                : Optional.of(need(
                        Kind.ENDING,
                        run,
                        newsletter,
                        "Mail is still to be sent, and its shelf life ends on %s; what is open then is given up. %s"
                                .formatted(When.at(ends, newsletter.zone()), reason(run, newsletter))
                                .strip(),
                        "Look at the run"));
    }

    private static String reason(Found run, Newsletter newsletter) {
        return run.reason() == null || run.reason().isBlank() ? "" : RunReason.onPages(run.reason(), newsletter.zone());
    }

    private static boolean isHeldByChecks(Found run) {
        return run.reason() != null && RunReason.isOfChecks(run.reason());
    }

    private static Need need(Kind kind, Found run, Newsletter newsletter, String sentence, String button) {
        String edition = "/console/editions/%s/%s".formatted(newsletter.slug(), run.slot());
        String link = kind == Kind.PROPOSED
                ? edition + "/approve"
                : kind == Kind.HALTED && isHeldByChecks(run) ? edition : "/console/runs/" + run.id();
        return new Need(
                kind,
                "run " + run.id(),
                newsletter.id(),
                newsletter.name() + ", " + When.at(run.slot(), newsletter.zone()),
                sentence,
                run.ended() != null ? run.ended() : run.started() != null ? run.started() : run.created(),
                newsletter.zone(),
                link,
                button);
    }
}

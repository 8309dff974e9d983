package com.scrabbl.run.view;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunState;
import com.scrabbl.run.Stages;
import com.scrabbl.run.view.RunFacts.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All runs, one row per edition and round, missed and skipped slots included. */
@Repository
public class History {

    private static final String SELECT = """
            SELECT run.id, run.newsletter_id, n.slug, n.name, run.slot, run.round, run.edition_id, run.state, run.reason,
                run.created_at, run.started_at, run.ended_at, run.due_at, run.busy_ms, run.stop_asked_at, run.redo_decided,
                run.redo_taken, e.audience,
                (SELECT MAX(later.round) FROM run later
                    WHERE later.newsletter_id = run.newsletter_id AND later.slot = run.slot) AS latest_round,
                (SELECT count(*) FROM edition_article a WHERE a.edition_id = e.id) AS articles,
                w.host, w.pid, w.leased_until
            FROM run
            JOIN newsletter n ON n.id = run.newsletter_id
            LEFT JOIN edition e ON e.id = run.edition_id
            LEFT JOIN worker w ON w.id = run.worker_id AND w.leased_until > CURRENT_TIMESTAMP
            """;

    private final JdbcClient jdbc;
    private final Newsletters newsletters;
    private final Stages stages;

    History(JdbcClient jdbc, Newsletters newsletters, Stages stages) {
        this.jdbc = jdbc;
        this.newsletters = newsletters;
        this.stages = stages;
    }

    /**
     * Where a page of the history goes on: the last row of the page before.
     *
     * @param slot its slot
     * @param id its number
     */
    public record Key(Instant slot, long id) {

        /** Before the newest. */
        public static final Key NEWEST = new Key(Instant.parse("9999-12-31T00:00:00Z"), Long.MAX_VALUE);
    }

    /**
     * Rows older than that one, the latest slot first.
     *
     * @param newsletter a slug; null means all
     * @param state null means all
     */
    public List<RunFacts> before(Key key, @Nullable String newsletter, @Nullable RunState state, int limit) {
        LongFunction<Newsletter> known = newsletters();
        return jdbc.sql(SELECT + """
                WHERE (run.slot < :slot OR run.slot = :slot AND run.id < :id)
                  AND (CAST(:newsletter AS varchar) IS NULL OR n.slug = :newsletter)
                  AND (CAST(:state AS varchar) IS NULL OR run.state = :state)
                ORDER BY run.slot DESC, run.id DESC
                LIMIT :limit
                """)
                .param("slot", key.slot().atOffset(ZoneOffset.UTC))
                .param("id", key.id())
                .param("newsletter", newsletter)
                .param("state", state == null ? null : state.name())
                .param("limit", limit)
                .query((row, number) -> facts(row, known))
                .list();
    }

    /** The run of that number. */
    public Optional<RunFacts> find(long id) {
        LongFunction<Newsletter> known = newsletters();
        return jdbc.sql(SELECT + " WHERE run.id = :id")
                .param("id", id)
                .query((row, number) -> facts(row, known))
                .optional();
    }

    /** The latest round of an edition. */
    public Optional<RunFacts> latestOf(long edition) {
        LongFunction<Newsletter> known = newsletters();
        return jdbc.sql(SELECT + " WHERE run.edition_id = :edition ORDER BY run.round DESC LIMIT 1")
                .param("edition", edition)
                .query((row, number) -> facts(row, known))
                .optional();
    }

    /** Each is read once for a page. */
    private LongFunction<Newsletter> newsletters() {
        Map<Long, Newsletter> known = new HashMap<>();
        return id -> known.computeIfAbsent(id, newsletters::byId);
    }

    private RunFacts facts(ResultSet row, LongFunction<Newsletter> known) throws SQLException {
        Run run = new Run(
                row.getLong("id"),
                row.getLong("newsletter_id"),
                row.getString("slug"),
                Objects.requireNonNull(instant(row, "slot")),
                row.getInt("round"),
                row.getObject("edition_id", Long.class),
                RunState.valueOf(row.getString("state")),
                row.getString("reason"),
                instant(row, "started_at"),
                instant(row, "due_at"),
                Duration.ofMillis(row.getLong("busy_ms")));
        Newsletter newsletter = known.apply(run.newsletterId());
        Long audience = row.getObject("audience", Long.class);
        Long decided = row.getObject("redo_decided", Long.class);
        Instant leased = instant(row, "leased_until");
        return new RunFacts(
                run,
                row.getString("name"),
                newsletter.zone(),
                row.getInt("latest_round"),
                row.getInt("articles"),
                decided == null ? null : new RunFacts.Redo(decided, row.getLong("redo_taken")),
                audience,
                Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "ended_at"),
                run.startedAt() == null
                        ? null
                        : run.startedAt().plus(newsletter.settings().policies().shelfLife()),
                instant(row, "stop_asked_at"),
                leased == null ? null : new Driver(row.getString("host"), row.getLong("pid"), leased),
                stages.of(run, audience != null));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

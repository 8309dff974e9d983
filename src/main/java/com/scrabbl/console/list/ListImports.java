package com.scrabbl.console.list;

import static com.scrabbl.timestamp.Timestamps.instant;
import static com.scrabbl.timestamp.Timestamps.instantOrNull;
import static com.scrabbl.timestamp.Timestamps.utc;

import com.scrabbl.console.list.ListImport.Kind;
import com.scrabbl.console.list.ListImport.State;
import com.scrabbl.subscriber.transfer.ImportReport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The imports of pages, one row each. Moves are guarded by the state that they begin in: of two, one is done. */
@Repository
class ListImports {

    /** A process that was not heard of for so long is gone. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final int LONGEST_PROBLEM = 2_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String SELECT = """
            SELECT id, kind, actor, file_name, folder, how, state, file_lines, reached, report, problem, process,
                   created_at, changed_at, alive_at
            FROM list_import
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String process = UUID.randomUUID().toString();

    ListImports(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return its number */
    long add(Kind kind, String actor, String fileName, String folder, ImportHow how) {
        KeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO list_import (kind, actor, file_name, folder, how, state, created_at, changed_at)
                        VALUES (:kind, :actor, :fileName, :folder, :how, 'UPLOADED', :now, :now)
                        """)
                .param("kind", kind.name())
                .param("actor", actor)
                .param("fileName", fileName)
                .param("folder", folder)
                .param("how", JSON.writeValueAsString(how))
                .param("now", utc(clock.instant()))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    Optional<ListImport> find(long id) {
        return jdbc.sql(SELECT + "WHERE id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /** The newest first, those before this one. */
    List<ListImport> before(long id, int limit) {
        return jdbc.sql(SELECT + "WHERE id < :id ORDER BY id DESC LIMIT :limit")
                .param("id", id)
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    /** Whether it was this call that moved it there, into this process's hands. */
    boolean begin(ListImport from, State to, ImportHow how) {
        return jdbc.sql("""
                        UPDATE list_import
                        SET state = :to, how = :how, reached = 0, problem = NULL, process = :process,
                            report = CASE WHEN CAST(:to AS varchar) = 'CHECKING' THEN NULL ELSE report END,
                            changed_at = :now, alive_at = :now
                        WHERE id = :id AND state = :from AND changed_at = CAST(:seen AS timestamp(6) with time zone)
                        """)
                        .param("id", from.id())
                        .param("from", stored(from))
                        .param("seen", utc(from.changedAt()))
                        .param("to", to.name())
                        .param("how", JSON.writeValueAsString(how))
                        .param("process", process)
                        .param("now", utc(clock.instant()))
                        .update()
                == 1;
    }

    /** One that was interrupted is stored as what it was doing. */
    private String stored(ListImport one) {
        return one.state() == State.INTERRUPTED
                ? jdbc.sql("SELECT state FROM list_import WHERE id = :id")
                        .param("id", one.id())
                        .query(String.class)
                        .single()
                : one.state().name();
    }

    void size(long id, long lines) {
        jdbc.sql("UPDATE list_import SET file_lines = :lines WHERE id = :id AND process = :process")
                .param("id", id)
                .param("lines", lines)
                .param("process", process)
                .update();
    }

    void reached(long id, long line) {
        jdbc.sql("UPDATE list_import SET reached = :line WHERE id = :id AND process = :process")
                .param("id", id)
                .param("line", line)
                .param("process", process)
                .update();
    }

    /** This process still works on them. */
    void alive(Collection<Long> ids) {
        jdbc.sql("UPDATE list_import SET alive_at = :now WHERE id = ANY(:ids) AND process = :process")
                .param("ids", ids.toArray(Long[]::new))
                .param("now", utc(clock.instant()))
                .param("process", process)
                .update();
    }

    void end(long id, State state, @Nullable ImportReport report, @Nullable String problem) {
        jdbc.sql("""
                        UPDATE list_import
                        SET state = :state, report = :report, problem = :problem, changed_at = :now
                        WHERE id = :id AND process = :process
                        """)
                .param("id", id)
                .param("state", state.name())
                .param("report", report == null ? null : JSON.writeValueAsString(report))
                .param(
                        "problem",
                        problem == null ? null : problem.substring(0, Math.min(problem.length(), LONGEST_PROBLEM)))
                .param("now", utc(clock.instant()))
                .param("process", process)
                .update();
    }

    /** Forgets one whose file is gone, unless it is worked on. */
    boolean remove(ListImport one) {
        return jdbc.sql("DELETE FROM list_import WHERE id = :id AND state IN ('UPLOADED', 'CHECKED', 'FAILED')")
                        .param("id", one.id())
                        .update()
                == 1;
    }

    /** Of those that changed before that instant the file is gone, unless a process is at work. */
    void forgetFiles(Instant before) {
        jdbc.sql("""
                        UPDATE list_import SET folder = NULL
                        WHERE folder IS NOT NULL AND changed_at < CAST(:before AS timestamp(6) with time zone)
                          AND (alive_at IS NULL OR alive_at < CAST(:before AS timestamp(6) with time zone))
                        """).param("before", utc(before)).update();
    }

    /** Where files lie that somebody may still want. */
    Set<String> folders() {
        return Set.copyOf(jdbc.sql("SELECT folder FROM list_import WHERE folder IS NOT NULL")
                .query(String.class)
                .list());
    }

    private ListImport row(ResultSet row, int number) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        @Nullable Instant alive = instantOrNull(row, "alive_at");
        boolean working = state == State.CHECKING || state == State.IMPORTING;
        boolean gone = alive == null || alive.isBefore(clock.instant().minus(SILENCE));
        @Nullable String report = row.getString("report");
        return new ListImport(
                row.getLong("id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("actor"),
                row.getString("file_name"),
                row.getString("folder"),
                JSON.readValue(row.getString("how"), ImportHow.class),
                working && gone ? State.INTERRUPTED : state,
                row.getLong("file_lines"),
                row.getLong("reached"),
                report == null ? null : JSON.readValue(report, ImportReport.class),
                row.getString("problem"),
                instant(row, "created_at"),
                instant(row, "changed_at"));
    }
}

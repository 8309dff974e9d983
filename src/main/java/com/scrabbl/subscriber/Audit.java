package com.scrabbl.subscriber;

import static com.scrabbl.subscriber.Timestamps.instant;
import static com.scrabbl.subscriber.Timestamps.utc;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who changed what, and when. Rows are only added; an erasure takes an address out of them. */
@Repository
public class Audit {

    private final JdbcClient jdbc;
    private final Clock clock;

    Audit(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One change.
     *
     * @param actor who, such as the system's user
     * @param what the command, such as {@code subscribers add}
     * @param target what it was about: an address, a newsletter, a run, a file
     * @param detail what else tells what was changed; null when nothing does
     */
    public record Entry(
            long id,
            Instant at,
            String actor,
            String what,
            String target,
            @Nullable String detail) {}

    /** Writes a change down; texts become one line and are cut at what their columns hold. */
    public void record(String actor, String what, String target, @Nullable String detail) {
        jdbc.sql("""
                        INSERT INTO audit (at, actor, what, target, detail)
                        VALUES (:at, :actor, :what, :target, :detail)
                        """)
                .param("at", utc(clock.instant()))
                .param("actor", line(actor, 100))
                .param("what", line(what, 100))
                .param("target", line(target, 500))
                .param("detail", detail == null ? null : line(detail, 2000))
                .update();
    }

    /** The entries before this one (null: from the newest), the newest first. */
    public List<Entry> before(@Nullable Entry last, int limit) {
        return jdbc.sql("""
                        SELECT id, at, actor, what, target, detail
                        FROM audit
                        WHERE id < :id
                        ORDER BY id DESC
                        LIMIT :limit
                        """)
                .param("id", last == null ? Long.MAX_VALUE : last.id())
                .param("limit", limit)
                .query((row, number) -> new Entry(
                        row.getLong("id"),
                        instant(row, "at"),
                        row.getString("actor"),
                        row.getString("what"),
                        row.getString("target"),
                        row.getString("detail")))
                .list();
    }

    private static String line(String text, int longest) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.substring(0, Math.min(line.length(), longest));
    }
}

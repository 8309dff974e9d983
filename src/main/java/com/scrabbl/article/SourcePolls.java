package com.scrabbl.article;

import com.scrabbl.article.fetch.Validators;
import com.scrabbl.timestamp.Timestamps;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What polls leave with their source: validators, health, and the items that were refused. */
@Repository
class SourcePolls {

    private static final int LONGEST_ERROR = 2000;

    /**
     * What the last poll that went well left.
     *
     * @param polledBefore whether there was one
     * @param items that it took
     * @param movedTo where the server said that it is from now on; null if it did not
     * @param failures in a row since
     * @param error of the last poll; null when it went well
     */
    record State(
            boolean polledBefore,
            Validators validators,
            int items,
            @Nullable String movedTo,
            int failures,
            @Nullable String error,
            Waiting waiting) {}

    private final JdbcClient jdbc;

    SourcePolls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    State state(Source source) {
        return jdbc.sql("""
                        SELECT succeeded_at, etag, last_modified, items, moved_to, failures, error, next_poll_at, asked_to_wait
                        FROM source
                        WHERE id = :id
                        """)
                .param("id", source.id())
                .query((row, number) -> new State(
                        row.getObject("succeeded_at") != null,
                        new Validators(row.getString("etag"), row.getString("last_modified")),
                        row.getInt("items"),
                        row.getString("moved_to"),
                        row.getInt("failures"),
                        row.getString("error"),
                        new Waiting(Timestamps.instantOrNull(row, "next_poll_at"), row.getBoolean("asked_to_wait"))))
                .single();
    }

    /**
     * Something was read; what was refused before is forgotten.
     *
     * @param fresh for how long nobody asks again without being told to
     */
    void succeeded(PollReport report, Validators validators, @Nullable String movedTo, Duration fresh, Instant now) {
        Source source = report.source();
        boolean changed = report.added() + report.changed() > 0;
        jdbc.sql("""
                        UPDATE source
                        SET polled_at = :now, succeeded_at = :now, failures = 0, error = NULL,
                            next_poll_at = :next, asked_to_wait = FALSE, moved_to = :movedTo,
                            etag = :etag, last_modified = :lastModified, items = :items,
                            changed_at = CASE WHEN :changed THEN :now ELSE changed_at END
                        WHERE id = :id
                        """)
                .param("now", Timestamps.utc(now))
                .param("next", next(fresh, now), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("movedTo", movedTo)
                .param("etag", validators.etag())
                .param("lastModified", validators.lastModified())
                .param("items", report.added() + report.changed() + report.unchanged())
                .param("changed", changed)
                .param("id", source.id())
                .update();
        replaceRejections(report, now);
    }

    /** The server says that nothing changed. */
    void succeededUnchanged(Source source, Duration fresh, Instant now) {
        jdbc.sql("""
                        UPDATE source
                        SET polled_at = :now, succeeded_at = :now, failures = 0, error = NULL,
                            next_poll_at = :next, asked_to_wait = FALSE
                        WHERE id = :id
                        """)
                .param("now", Timestamps.utc(now))
                .param("next", next(fresh, now), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", source.id())
                .update();
    }

    private static @Nullable OffsetDateTime next(Duration fresh, Instant now) {
        return fresh.isZero() ? null : Timestamps.utc(now.plus(fresh));
    }

    /** It failed; if it had moved, it is looked for at its own place again, of which no version is known. */
    void failed(Source source, String error, Waiting waiting, Instant now) {
        jdbc.sql("""
                        UPDATE source
                        SET polled_at = :now, failures = failures + 1, error = :error, moved_to = NULL,
                            etag = CASE WHEN moved_to IS NULL THEN etag END,
                            last_modified = CASE WHEN moved_to IS NULL THEN last_modified END,
                            next_poll_at = :next, asked_to_wait = :asked
                        WHERE id = :id
                        """)
                .param("now", Timestamps.utc(now))
                .param(
                        "next",
                        waiting.until() == null ? null : Timestamps.utc(waiting.until()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("asked", waiting.asked())
                .param("error", error.substring(0, Math.min(error.length(), LONGEST_ERROR)))
                .param("id", source.id())
                .update();
    }

    List<Rejection> rejections(Source source) {
        return jdbc.sql("""
                        SELECT item, reason
                        FROM article_rejection
                        WHERE source_id = :source
                        ORDER BY id
                        """)
                .param("source", source.id())
                .query((row, number) -> new Rejection(row.getString("item"), row.getString("reason")))
                .list();
    }

    private void replaceRejections(PollReport report, Instant now) {
        jdbc.sql("DELETE FROM article_rejection WHERE source_id = :source")
                .param("source", report.source().id())
                .update();
        for (Rejection rejection : report.rejected()) {
            jdbc.sql("""
                            INSERT INTO article_rejection (source_id, item, reason, rejected_at)
                            VALUES (:source, :item, :reason, :now)
                            """)
                    .param("source", report.source().id())
                    .param("item", rejection.item())
                    .param("reason", rejection.reason())
                    .param("now", Timestamps.utc(now))
                    .update();
        }
    }
}

package com.scrabbl.article;

import com.scrabbl.article.fetch.Validators;
import com.scrabbl.timestamp.Timestamps;
import java.time.Instant;
import java.util.List;
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
     */
    record State(boolean polledBefore, Validators validators, int items) {}

    private final JdbcClient jdbc;

    SourcePolls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    State state(Source source) {
        return jdbc.sql("""
                        SELECT succeeded_at, etag, last_modified, items
                        FROM source
                        WHERE id = :id
                        """)
                .param("id", source.id())
                .query((row, number) -> new State(
                        row.getObject("succeeded_at") != null,
                        new Validators(row.getString("etag"), row.getString("last_modified")),
                        row.getInt("items")))
                .single();
    }

    /** Something was read; what was refused before is forgotten. */
    void succeeded(PollReport report, Validators validators, Instant now) {
        Source source = report.source();
        boolean changed = report.added() + report.changed() > 0;
        jdbc.sql("""
                        UPDATE source
                        SET polled_at = :now, succeeded_at = :now, failures = 0, error = NULL,
                            etag = :etag, last_modified = :lastModified, items = :items,
                            changed_at = CASE WHEN :changed THEN :now ELSE changed_at END
                        WHERE id = :id
                        """)
                .param("now", Timestamps.utc(now))
                .param("etag", validators.etag())
                .param("lastModified", validators.lastModified())
                .param("items", report.added() + report.changed() + report.unchanged())
                .param("changed", changed)
                .param("id", source.id())
                .update();
        replaceRejections(report, now);
    }

    /** The server says that nothing changed. */
    void succeededUnchanged(Source source, Instant now) {
        jdbc.sql("""
                        UPDATE source
                        SET polled_at = :now, succeeded_at = :now, failures = 0, error = NULL
                        WHERE id = :id
                        """).param("now", Timestamps.utc(now)).param("id", source.id()).update();
    }

    void failed(Source source, String error, Instant now) {
        jdbc.sql("""
                        UPDATE source
                        SET polled_at = :now, failures = failures + 1, error = :error
                        WHERE id = :id
                        """)
                .param("now", Timestamps.utc(now))
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

package com.scrabbl.run.schedule;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Runs that the schedule recorded before their newsletter was paused, and that have no edition yet. What has one goes on;
 * what waits for approval, or was asked for by hand, is an operator's business.
 */
@Repository
class PausedRuns {

    private static final String UNBEGUN = """
            r.scheduled AND r.edition_id IS NULL
              AND (r.state = 'WAITING' AND r.started_at IS NULL OR r.state = 'FAILED' AND r.due_at IS NOT NULL)
              AND NOT EXISTS (SELECT 1 FROM proposal p WHERE p.newsletter_id = r.newsletter_id AND p.slot = r.slot)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    PausedRuns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The numbers of newsletters that are paused now and have such runs. */
    List<Long> newsletters() {
        return jdbc.sql("SELECT DISTINCT r.newsletter_id FROM run r WHERE " + UNBEGUN + """
                          AND EXISTS (
                              SELECT 1 FROM newsletter_pause n
                              WHERE n.newsletter_id = r.newsletter_id AND n.begins_at <= :now
                                AND (n.ends_at IS NULL OR n.ends_at > :now))
                        """)
                .param("now", now())
                .query(Long.class)
                .list();
    }

    /** Ends those of the newsletter that nobody drives as SKIPPED. */
    void skip(long newsletterId, String reason) {
        jdbc.sql("""
                        UPDATE run r SET state = 'SKIPPED', reason = :reason, due_at = NULL, ended_at = :now
                        WHERE r.newsletter_id = :newsletter AND
                        """ + UNBEGUN)
                .param("reason", reason)
                .param("now", now())
                .param("newsletter", newsletterId)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

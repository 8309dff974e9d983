package com.scrabbl.signup;

import static com.scrabbl.subscriber.Timestamps.instant;
import static com.scrabbl.subscriber.Timestamps.instantOrNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the ledger says of one person. */
@Repository
class SentMail {

    private final JdbcClient jdbc;

    SentMail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. The ledger's only index begins with the edition, so its rows are reached through those. */
    List<SentEdition> to(long subscriberId, int limit) {
        return jdbc.sql("""
                        SELECT n.slug, e.slot, d.state, d.reason, d.attempted_at
                        FROM subscription s
                        JOIN newsletter n ON n.id = s.newsletter_id
                        JOIN edition e ON e.newsletter_id = s.newsletter_id
                        JOIN delivery d ON d.edition_id = e.id AND d.subscription_id = s.id
                        WHERE s.subscriber_id = :subscriber
                        ORDER BY e.slot DESC, e.id
                        LIMIT :limit
                        """)
                .param("subscriber", subscriberId)
                .param("limit", limit)
                .query((row, number) -> new SentEdition(
                        row.getString("slug"),
                        instant(row, "slot"),
                        row.getString("state"),
                        reason(row.getString("reason")),
                        instantOrNull(row, "attempted_at")))
                .list();
    }

    private static @Nullable String reason(@Nullable String reason) {
        return reason == null || reason.isBlank() ? null : reason;
    }
}

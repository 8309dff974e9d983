package com.scrabbl.subscriber;

import static com.scrabbl.timestamp.Timestamps.instant;
import static com.scrabbl.timestamp.Timestamps.instantOrNull;
import static com.scrabbl.timestamp.Timestamps.utc;
import static com.scrabbl.timestamp.Timestamps.utcOrNull;

import com.scrabbl.subscriber.Consent.Event;
import com.scrabbl.subscriber.Consent.Origin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The proofs: one row per event, never changed. */
@Repository
public class Consents {

    private final JdbcClient jdbc;

    Consents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes one event down; none is ever changed. */
    public void record(Consent consent) {
        jdbc.sql("""
                        INSERT INTO consent (subscriber_id, newsletter_id, event, origin, wording, wording_version,
                                             network, user_agent, occurred_at, confirmed_at, detail)
                        VALUES (:subscriber, :newsletter, :event, :origin, :wording, :wordingVersion,
                                :network, :userAgent, :occurredAt, :confirmedAt, :detail)
                        """)
                .param("subscriber", consent.subscriberId())
                .param("newsletter", consent.newsletterId())
                .param("event", consent.event().name())
                .param("origin", consent.origin().name())
                .param("wording", consent.wording())
                .param("wordingVersion", consent.wordingVersion())
                .param("network", consent.network())
                .param("userAgent", consent.userAgent())
                .param("occurredAt", utc(consent.occurredAt()))
                .param("confirmedAt", utcOrNull(consent.confirmedAt()))
                .param("detail", consent.detail())
                .update();
    }

    /** A person's, the oldest first. */
    public List<Consent> of(long subscriberId) {
        return jdbc.sql("""
                        SELECT subscriber_id, newsletter_id, event, origin, wording, wording_version,
                               network, user_agent, occurred_at, confirmed_at, detail
                        FROM consent
                        WHERE subscriber_id = :subscriber
                        ORDER BY occurred_at, id
                        """)
                .param("subscriber", subscriberId)
                .query((row, number) -> consent(row))
                .list();
    }

    private static Consent consent(ResultSet row) throws SQLException {
        return new Consent(
                row.getLong("subscriber_id"),
                row.getLong("newsletter_id"),
                Event.valueOf(row.getString("event")),
                Origin.valueOf(row.getString("origin")),
                row.getString("wording"),
                row.getString("wording_version"),
                row.getString("network"),
                row.getString("user_agent"),
                instant(row, "occurred_at"),
                instantOrNull(row, "confirmed_at"),
                row.getString("detail"));
    }
}

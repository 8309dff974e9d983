package com.scrabbl.console.list;

import static com.scrabbl.timestamp.Timestamps.instant;
import static com.scrabbl.timestamp.Timestamps.instantOrNull;

import com.scrabbl.mail.EmailAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What forms, letters and the ledger have of one person. */
@Repository
class PersonRecords {

    private static final int MOST = 50;

    private final JdbcClient jdbc;

    PersonRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Something that was asked for with the address.
     *
     * @param outcome null until it is decided
     */
    public record Request(
            String origin,
            Instant requestedAt,
            @Nullable String outcome,
            @Nullable Instant confirmedAt) {}

    /** @param reply of the relay, text from outside */
    public record Letter(
            String kind,
            String email,
            Instant queuedAt,
            @Nullable Instant attemptedAt,
            @Nullable String outcome,
            @Nullable String reply) {}

    /**
     * What an erasure would meet.
     *
     * @param open messages that would not be sent any more
     * @param sending messages that are being sent: they arrive
     */
    public record Numbers(long deliveries, long open, long sending) {}

    /** The newest first. */
    List<Request> requests(EmailAddress address) {
        return jdbc.sql("""
                        SELECT origin, requested_at, outcome, confirmed_at
                        FROM signup_request WHERE address = :address ORDER BY id DESC LIMIT :most
                        """)
                .param("address", address.normal())
                .param("most", MOST)
                .query((row, number) -> new Request(
                        row.getString("origin"),
                        instant(row, "requested_at"),
                        row.getString("outcome"),
                        instantOrNull(row, "confirmed_at")))
                .list();
    }

    /** The newest first. */
    List<Letter> letters(EmailAddress address, long person) {
        return jdbc.sql("""
                        SELECT id, kind, email, queued_at, attempted_at, outcome, reply FROM letter WHERE address = :address
                        UNION
                        SELECT id, kind, email, queued_at, attempted_at, outcome, reply FROM letter
                        WHERE subscription_id IN (SELECT n.id FROM subscription n WHERE n.subscriber_id = :person)
                        ORDER BY id DESC
                        LIMIT :most
                        """)
                .param("address", address.normal())
                .param("person", person)
                .param("most", MOST)
                .query((row, number) -> new Letter(
                        row.getString("kind"),
                        row.getString("email"),
                        instant(row, "queued_at"),
                        instantOrNull(row, "attempted_at"),
                        row.getString("outcome"),
                        row.getString("reply")))
                .list();
    }

    Numbers numbers(long person) {
        return jdbc.sql("""
                        SELECT count(*) AS deliveries,
                               count(CASE WHEN d.state IN ('PLANNED', 'DEFERRED') THEN 1 END) AS open,
                               count(CASE WHEN d.state = 'SENDING' THEN 1 END) AS sending
                        FROM subscription s
                        JOIN edition e ON e.newsletter_id = s.newsletter_id
                        JOIN delivery d ON d.id = e.id * 1000000000000 + s.id
                        WHERE s.subscriber_id = :person
                        """)
                .param("person", person)
                .query((row, number) ->
                        new Numbers(row.getLong("deliveries"), row.getLong("open"), row.getLong("sending")))
                .single();
    }
}

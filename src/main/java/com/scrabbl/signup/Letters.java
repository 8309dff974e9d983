package com.scrabbl.signup;

import static com.scrabbl.timestamp.Timestamps.instant;
import static com.scrabbl.timestamp.Timestamps.instantOrNull;
import static com.scrabbl.timestamp.Timestamps.utc;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.signup.GoneLinkException.Why;
import com.scrabbl.signup.Letter.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The outbox: a letter is due until the relay has taken it, or refused it for good. */
@Repository
class Letters {

    private static final int LONGEST_REPLY = 1100;
    private static final String SELECT = """
            SELECT id, kind, request_id, subscription_id, newsletter_id, email, language, queued_at, attempts,
                   attempted_at, used_at
            FROM letter
            """;

    /** How a letter ended. */
    enum Outcome {
        SENT,
        REFUSED,
        TOO_LATE
    }

    /** A letter to be written, before it has a number. */
    record Order(
            Kind kind,
            @Nullable Long requestId,
            @Nullable Long subscriptionId,
            long newsletterId,
            EmailAddress to,
            String language) {}

    private final JdbcClient jdbc;

    Letters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** It is due at once. */
    void queue(Order order, Instant now) {
        jdbc.sql("""
                        INSERT INTO letter (kind, request_id, subscription_id, newsletter_id, email, address, language,
                                            queued_at, next_attempt_at)
                        VALUES (:kind, :request, :subscription, :newsletter, :email, :address, :language, :now, :now)
                        """)
                .param("kind", order.kind().name())
                .param("request", order.requestId())
                .param("subscription", order.subscriptionId())
                .param("newsletter", order.newsletterId())
                .param("email", order.to().typed())
                .param("address", order.to().normal())
                .param("language", order.language())
                .param("now", utc(now))
                .update();
    }

    /** How many were written to the address since then because of what somebody wanted from outside; fresh links are not. */
    int countSince(EmailAddress address, Instant since) {
        return jdbc.sql("""
                        SELECT count(*) FROM letter
                        WHERE address = :address AND queued_at > CAST(:since AS timestamp(6) with time zone)
                          AND kind IN ('CONFIRM', 'ALREADY', 'NEW_ADDRESS')
                        """)
                .param("address", address.normal())
                .param("since", utc(since))
                .query(Integer.class)
                .single();
    }

    List<Letter> due(Instant now, int limit) {
        return jdbc.sql(SELECT + """
                        WHERE next_attempt_at <= CAST(:now AS timestamp(6) with time zone)
                        ORDER BY next_attempt_at, id
                        LIMIT :limit
                        """)
                .param("now", utc(now))
                .param("limit", limit)
                .query(Letters::letter)
                .list();
    }

    /** Empty when there is none, or its recipient was erased or moved. */
    Optional<Letter> find(long id) {
        return jdbc.sql(SELECT + "WHERE id = :id AND address NOT IN ('(erased)', '(moved)')")
                .param("id", id)
                .query(Letters::letter)
                .optional();
    }

    /** Why there is no letter of this number any more: its recipient was erased or moved, or it is too old to be kept. */
    GoneLinkException gone(long id) {
        return new GoneLinkException(jdbc.sql("SELECT address FROM letter WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .map(to -> to.equals("(moved)") ? Why.MOVED : Why.NOBODY)
                .orElse(Why.TOO_OLD));
    }

    /**
     * Takes a due letter into this process's hands for a while: when nothing more is heard of it, it is due again.
     *
     * @return false when another process was quicker
     */
    boolean take(Letter letter, Instant now, Duration meanwhile) {
        return jdbc.sql("""
                        UPDATE letter
                        SET attempts = attempts + 1, attempted_at = :now, next_attempt_at = :later
                        WHERE id = :id AND attempts = :attempts AND next_attempt_at <= CAST(:now AS timestamp(6) with time zone)
                        """)
                        .param("id", letter.id())
                        .param("attempts", letter.attempts())
                        .param("now", utc(now))
                        .param("later", utc(now.plus(meanwhile)))
                        .update()
                == 1;
    }

    /** Leaves one alone whose recipient was erased meanwhile, as {@link #again} does: a reply may name the address. */
    void done(long id, Outcome outcome, @Nullable String reply) {
        jdbc.sql("""
                        UPDATE letter SET next_attempt_at = NULL, outcome = :outcome, reply = :reply
                        WHERE id = :id AND address NOT IN ('(erased)', '(moved)')
                        """)
                .param("id", id)
                .param("outcome", outcome.name())
                .param("reply", cut(reply))
                .update();
    }

    void again(long id, Instant at, @Nullable String reply) {
        jdbc.sql(
                        "UPDATE letter SET next_attempt_at = :at, reply = :reply WHERE id = :id AND address NOT IN ('(erased)', '(moved)')")
                .param("id", id)
                .param("at", utc(at))
                .param("reply", cut(reply))
                .update();
    }

    /** Whether it was this call that used the letter's link. */
    boolean use(long id, Instant now) {
        return jdbc.sql("UPDATE letter SET used_at = :now WHERE id = :id AND used_at IS NULL")
                        .param("id", id)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    private static @Nullable String cut(@Nullable String reply) {
        return reply == null ? null : reply.substring(0, Math.min(reply.length(), LONGEST_REPLY));
    }

    private static Letter letter(ResultSet row, int number) throws SQLException {
        return new Letter(
                row.getLong("id"),
                Kind.valueOf(row.getString("kind")),
                row.getObject("request_id", Long.class),
                row.getObject("subscription_id", Long.class),
                row.getLong("newsletter_id"),
                EmailAddress.ofStored(row.getString("email")),
                row.getString("language"),
                instant(row, "queued_at"),
                row.getInt("attempts"),
                instantOrNull(row, "attempted_at"),
                instantOrNull(row, "used_at"));
    }
}

package com.scrabbl.subscriber;

import static com.scrabbl.timestamp.Timestamps.utc;

import com.scrabbl.subscriber.Suppression.Cause;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** All suppressions with one cause that began in some days: counted, and lifted together when they were a mistake. */
@Repository
public class SuppressionsOfDays {

    private static final String AMONG = """
             AND cause = :cause AND since >= CAST(:since AS timestamp(6) with time zone)
             AND since < CAST(:until AS timestamp(6) with time zone)
            """;

    private final JdbcClient jdbc;

    SuppressionsOfDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How many active suppressions with this cause began in the days [since, until).
     *
     * @throws IllegalArgumentException for the cause {@link Cause#ERASED}
     */
    public long count(Cause cause, Instant since, Instant until, Instant now) {
        return among(
                        jdbc.sql("SELECT count(*) FROM suppression WHERE (expires_at IS NULL OR expires_at > :now) "
                                + AMONG),
                        cause,
                        since,
                        until)
                .param("now", utc(now))
                .query(Long.class)
                .single();
    }

    /**
     * Lets all of them expire: undoes what went wrong in those days.
     *
     * @param note why; added to the evidence
     * @return how many
     * @throws IllegalArgumentException for the cause {@link Cause#ERASED}
     */
    @Transactional
    public long removeAll(Cause cause, Instant since, Instant until, String note, Instant now) {
        return among(jdbc.sql(Suppressions.EXPIRE + AMONG), cause, since, until)
                .param("note", Suppressions.cut(note))
                .param("now", utc(now))
                .update();
    }

    private static JdbcClient.StatementSpec among(
            JdbcClient.StatementSpec statement, Cause cause, Instant since, Instant until) {
        if (cause == Cause.ERASED) {
            throw new IllegalArgumentException("Only the person lifts an erasure");
        }
        return statement.param("cause", cause.text()).param("since", utc(since)).param("until", utc(until));
    }
}

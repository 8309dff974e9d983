package com.scrabbl.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** The pace of all buckets as all processes see it. Each change is one short transaction on one row. */
@Repository
class PaceRows {

    private static final String ROW =
            "SELECT relay, provider, slowed_to, slowed_at, suspended_at, suspended_until, level, reason, said FROM pace";
    private static final String OF_BUCKET = " WHERE relay = :relay AND provider = :provider";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    PaceRows(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** All that is slowed or suspended, or once was. */
    List<PaceRow> all() {
        return jdbc.sql(ROW + " WHERE slowed_to IS NOT NULL OR suspended_until IS NOT NULL ORDER BY relay, provider")
                .query(PaceRows::row)
                .list();
    }

    /**
     * Takes the next messages of a bucket.
     *
     * @param number how many
     * @param between from one to the next, in microseconds
     * @param late what was not taken in the time before now may be made up for
     * @return when the first of them may go
     */
    Instant take(Bucket bucket, int number, long between, Instant now, Duration late) {
        return Objects.requireNonNull(transactions.execute(status -> {
            Instant free = locked(bucket).orElse(now);
            Instant earliest = now.minus(late);
            Instant first = (free.isBefore(earliest) ? earliest : free).truncatedTo(ChronoUnit.MICROS);
            update(bucket, "free_at = :free")
                    .param("free", utc(first.plus(number * between, ChronoUnit.MICROS)))
                    .update();
            return first;
        }));
    }

    /**
     * Takes messages of the day of a relay that is warmed up.
     *
     * @param curve messages of its first day, its second, …; after those there is no limit
     * @return how many of those asked for there are, 0 until the next day; {@code asked} when there is no limit any more
     */
    int takeOfDay(String relay, List<Long> curve, int asked, LocalDate today) {
        Bucket bucket = Bucket.ofRelay(relay);
        return Objects.requireNonNull(transactions.execute(status -> {
            locked(bucket);
            update(bucket, """
                    warm_since = COALESCE(warm_since, :today),
                    warm_taken = CASE WHEN warm_day = :today THEN warm_taken ELSE 0 END, warm_day = :today
                    """).param("today", today).update();
            record Warm(LocalDate since, long taken) {}
            Warm warm = bind(jdbc.sql("SELECT warm_since, warm_taken FROM pace" + OF_BUCKET), bucket)
                    .query((row, number) ->
                            new Warm(row.getObject("warm_since", LocalDate.class), row.getLong("warm_taken")))
                    .single();
            long day = ChronoUnit.DAYS.between(warm.since(), today);
            long left = day >= curve.size() ? asked : curve.get(Math.toIntExact(Math.max(0, day))) - warm.taken();
            int taken = (int) Math.max(0, Math.min(asked, left));
            update(bucket, "warm_taken = warm_taken + :taken")
                    .param("taken", taken)
                    .update();
            return taken;
        }));
    }

    /** From now on no faster than that. */
    void slow(Bucket bucket, Rate rate, Pace.Why why, Instant now) {
        transactions.executeWithoutResult(status -> {
            locked(bucket);
            update(bucket, "slowed_to = :rate, slowed_at = :now, reason = :reason, said = :said")
                    .param("rate", rate.anHour())
                    .param("now", utc(now))
                    .param("reason", why.reason())
                    .param("said", why.said())
                    .update();
        });
    }

    /**
     * Suspends a bucket, unless it is suspended and was not tried since.
     *
     * @return until when it is suspended
     */
    Instant suspend(Bucket bucket, Pace.Why why, Instant now) {
        return Objects.requireNonNull(transactions.execute(status -> {
            locked(bucket);
            PaceRow before =
                    bind(jdbc.sql(ROW + OF_BUCKET), bucket).query(PaceRows::row).single();
            PaceRow after = before.suspendedBy(why, now);
            Instant until = Objects.requireNonNull(after.suspendedUntil());
            if (after != before) {
                update(bucket, """
                        suspended_at = :at, suspended_until = :until, level = :level, reason = :reason, said = :said,
                        prober = NULL
                        """)
                        .param("at", utc(Objects.requireNonNull(after.suspendedAt())))
                        .param("until", utc(until))
                        .param("level", after.level())
                        .param("reason", why.reason())
                        .param("said", why.said())
                        .update();
            }
            return until;
        }));
    }

    /** Whether this worker is the one that may try whether a suspension is over; nobody who lives does already. */
    boolean probe(Bucket bucket, long worker, Instant now) {
        return update(bucket, "prober = :worker", """
                 AND suspended_until <= :now AND (prober IS NULL OR NOT EXISTS (
                    SELECT 1 FROM worker w WHERE w.id = pace.prober AND w.leased_until > CURRENT_TIMESTAMP))
                """)
                        .param("worker", worker)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** The try said nothing: somebody may try again. */
    void endProbe(Bucket bucket, long worker) {
        update(bucket, "prober = NULL", " AND prober = :worker")
                .param("worker", worker)
                .update();
    }

    /** A message was taken: the suspension is over, and has not counted for a rate to which it was slowed, and which recovers. */
    void open(Bucket bucket, Instant now) {
        transactions.executeWithoutResult(status -> {
            locked(bucket);
            PaceRow before =
                    bind(jdbc.sql(ROW + OF_BUCKET), bucket).query(PaceRows::row).single();
            Instant slowed = before.slowedAtAfterSuspension(now);
            update(bucket, """
                    slowed_at = :slowed, suspended_at = NULL, suspended_until = NULL, level = 0, prober = NULL
                    """)
                    .param("slowed", slowed == null ? null : utc(slowed), Types.TIMESTAMP_WITH_TIMEZONE)
                    .update();
        });
    }

    /** By an operator's word: that bucket is tried now; false when it is not suspended. */
    boolean resume(Bucket bucket, Instant now) {
        return update(bucket, "suspended_until = :now", " AND suspended_until > :now")
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** By an operator's word: what is suspended is tried now. */
    int resumeAll(Instant now) {
        return jdbc.sql("UPDATE pace SET suspended_until = :now WHERE suspended_until > :now")
                .param("now", utc(now))
                .update();
    }

    /** The row's {@code free_at}; the row is there and locked from now on. */
    private Optional<Instant> locked(Bucket bucket) {
        String find = "SELECT free_at FROM pace" + OF_BUCKET + " FOR UPDATE";
        List<Optional<Instant>> found = bind(jdbc.sql(find), bucket)
                .query((row, number) -> Optional.ofNullable(instant(row, "free_at")))
                .list();
        if (!found.isEmpty()) {
            return found.get(0);
        }
        bind(jdbc.sql("INSERT INTO pace (relay, provider) VALUES (:relay, :provider) ON CONFLICT DO NOTHING"), bucket)
                .update();
        return bind(jdbc.sql(find), bucket)
                .query((row, number) -> Optional.ofNullable(instant(row, "free_at")))
                .single();
    }

    private StatementSpec update(Bucket bucket, String change) {
        return update(bucket, change, "");
    }

    private StatementSpec update(Bucket bucket, String change, String condition) {
        return bind(jdbc.sql("UPDATE pace SET " + change + OF_BUCKET + condition), bucket);
    }

    private static StatementSpec bind(StatementSpec statement, Bucket bucket) {
        return statement.param("relay", bucket.relay()).param("provider", bucket.provider());
    }

    private static PaceRow row(ResultSet row, int number) throws SQLException {
        Long slowed = row.getObject("slowed_to", Long.class);
        return new PaceRow(
                new Bucket(row.getString("relay"), row.getString("provider")),
                slowed == null ? null : Rate.anHour(slowed),
                instant(row, "slowed_at"),
                instant(row, "suspended_at"),
                instant(row, "suspended_until"),
                row.getInt("level"),
                row.getString("reason"),
                row.getString("said"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}

package com.scrabbl.subscriber;

import static com.scrabbl.subscriber.Timestamps.instant;
import static com.scrabbl.subscriber.Timestamps.instantOrNull;
import static com.scrabbl.subscriber.Timestamps.utc;
import static com.scrabbl.subscriber.Timestamps.utcOrNull;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Suppression.Cause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Addresses that must not be mailed. A suppression is active until its expiry; removing one lets it expire, so that what
 * was once known stays on record.
 */
@Repository
public class Suppressions {

    private static final int LONGEST_EVIDENCE = 2000;

    private final JdbcClient jdbc;
    private final ErasureKey erasureKey;

    Suppressions(JdbcClient jdbc, ErasureKey erasureKey) {
        this.jdbc = jdbc;
        this.erasureKey = erasureKey;
    }

    /** The active ones of an address, by cause. */
    public List<Suppression> active(EmailAddress address, Instant now) {
        return jdbc.sql("""
                        SELECT address, cause, evidence, since, expires_at
                        FROM suppression
                        WHERE address IN (:address, :hash) AND (expires_at IS NULL OR expires_at > :now)
                        ORDER BY cause
                        """)
                .param("address", address.normal())
                .param("hash", erasureKey.hash(address))
                .param("now", utc(now))
                .query((row, number) -> suppression(row))
                .list();
    }

    /** All active ones after this one (null: from the start), by address and cause. */
    public List<Suppression> activeAfter(@Nullable Suppression last, Instant now, int limit) {
        return jdbc.sql("""
                        SELECT address, cause, evidence, since, expires_at
                        FROM suppression
                        WHERE (address, cause) > (:address, :cause) AND (expires_at IS NULL OR expires_at > :now)
                        ORDER BY address, cause
                        LIMIT :limit
                        """)
                .param("address", last == null ? "" : last.address())
                .param("cause", last == null ? "" : last.cause().text())
                .param("now", utc(now))
                .param("limit", limit)
                .query((row, number) -> suppression(row))
                .list();
    }

    /** Suppresses the address; what was known under the same cause is replaced. An erased one is kept as a hash only. */
    @Transactional
    public void add(
            EmailAddress address, Cause cause, @Nullable String evidence, Instant now, @Nullable Instant expiresAt) {
        int updated = jdbc.sql("""
                        UPDATE suppression
                        SET evidence = :evidence, since = :now, expires_at = :expiresAt
                        WHERE address = :address AND cause = :cause
                        """)
                .param("address", key(address, cause))
                .param("cause", cause.text())
                .param("evidence", cut(evidence))
                .param("now", utc(now))
                .param("expiresAt", utcOrNull(expiresAt))
                .update();
        if (updated == 0) {
            jdbc.sql("""
                            INSERT INTO suppression (address, cause, evidence, since, expires_at)
                            VALUES (:address, :cause, :evidence, :now, :expiresAt)
                            ON CONFLICT DO NOTHING
                            """)
                    .param("address", key(address, cause))
                    .param("cause", cause.text())
                    .param("evidence", cut(evidence))
                    .param("now", utc(now))
                    .param("expiresAt", utcOrNull(expiresAt))
                    .update();
        }
    }

    /**
     * Lets the active suppressions of an address expire, that of an erased person left out: no one but the person
     * brings an erased address back.
     *
     * @param note why; added to the evidence
     * @return those that were removed, as they were
     * @throws NotSuppressedException when there is nothing to remove
     */
    @Transactional
    public List<Suppression> remove(EmailAddress address, String note, Instant now) {
        List<Suppression> removed = active(address, now).stream()
                .filter(suppression -> suppression.cause() != Cause.ERASED)
                .toList();
        if (removed.isEmpty()) {
            throw new NotSuppressedException(address, !active(address, now).isEmpty());
        }
        removed.forEach(suppression -> jdbc.sql("""
                        UPDATE suppression
                        SET expires_at = :now, evidence = :evidence
                        WHERE address = :address AND cause = :cause
                        """)
                .param("address", suppression.address())
                .param("cause", suppression.cause().text())
                .param("now", utc(now))
                .param(
                        "evidence",
                        cut("removed: " + note
                                + Optional.ofNullable(suppression.evidence())
                                        .map(before -> "; before: " + before)
                                        .orElse("")))
                .update());
        return removed;
    }

    /** Lets those expire which the person lifts by confirming, from the mailbox itself, to want mail again. */
    @Transactional
    public void liftByOwner(EmailAddress address, Instant now) {
        active(address, now).stream()
                .filter(Suppression::isLiftedByOwner)
                .forEach(lifted -> jdbc.sql("""
                        UPDATE suppression
                        SET expires_at = :now
                        WHERE address = :address AND cause = :cause
                        """)
                        .param("address", lifted.address())
                        .param("cause", lifted.cause().text())
                        .param("now", utc(now))
                        .update());
    }

    private String key(EmailAddress address, Cause cause) {
        return cause == Cause.ERASED ? erasureKey.hash(address) : address.normal();
    }

    private static @Nullable String cut(@Nullable String evidence) {
        String line = evidence == null
                ? null
                : evidence.replaceAll("\\p{Cntrl}+", " ").strip();
        return line == null ? null : line.substring(0, Math.min(line.length(), LONGEST_EVIDENCE));
    }

    private static Suppression suppression(ResultSet row) throws SQLException {
        return new Suppression(
                row.getString("address"),
                Cause.parse(row.getString("cause")),
                row.getString("evidence"),
                instant(row, "since"),
                instantOrNull(row, "expires_at"));
    }
}

package com.scrabbl.subscriber;

import static com.scrabbl.timestamp.Timestamps.instant;
import static com.scrabbl.timestamp.Timestamps.instantOrNull;
import static com.scrabbl.timestamp.Timestamps.utc;
import static com.scrabbl.timestamp.Timestamps.utcOrNull;

import com.scrabbl.audit.Audit;
import com.scrabbl.audit.Change;
import com.scrabbl.audit.Via;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Suppression.Cause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
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

    /** SQL that lets active ones expire, with a note. */
    static final String EXPIRE = """
            UPDATE suppression
            SET expires_at = :now,
                evidence = SUBSTRING('removed: ' || CAST(:note AS varchar) || COALESCE('; before: ' || evidence, '')
                    FROM 1 FOR 2000)
            WHERE (expires_at IS NULL OR expires_at > :now) AND cause <> 'erased'
            """;

    private final JdbcClient jdbc;
    private final ErasureKey erasureKey;
    private final Audit audit;

    Suppressions(JdbcClient jdbc, ErasureKey erasureKey, Audit audit) {
        this.jdbc = jdbc;
        this.erasureKey = erasureKey;
        this.audit = audit;
    }

    /** The active ones that hold for an address, those of its whole domain too, by cause. */
    public List<Suppression> active(EmailAddress address, Instant now) {
        return active(
                List.of(address.normal(), AddressPattern.ofDomain(address).stored(), erasureKey.hash(address)), now);
    }

    private List<Suppression> active(List<String> forms, Instant now) {
        return jdbc.sql("""
                        SELECT address, cause, evidence, since, expires_at
                        FROM suppression
                        WHERE address IN (:forms) AND (expires_at IS NULL OR expires_at > :now)
                        ORDER BY cause, address
                        """)
                .param("forms", forms)
                .param("now", utc(now))
                .query((row, number) -> suppression(row))
                .list();
    }

    /**
     * The active ones after this one (null: from the start), by address and cause.
     *
     * @param only this cause; null for all
     */
    public List<Suppression> activeAfter(@Nullable Suppression last, @Nullable Cause only, Instant now, int limit) {
        return search(
                "",
                only,
                last == null ? "" : last.address(),
                last == null ? "" : last.cause().text(),
                now,
                limit);
    }

    /**
     * Active ones by address and cause, beginning after these.
     *
     * @param beginning of the address, or of {@code @} and the domain, in small letters; empty for all
     * @param only this cause; null for all
     * @param afterAddress empty for the first page
     */
    public List<Suppression> search(
            String beginning, @Nullable Cause only, String afterAddress, String afterCause, Instant now, int limit) {
        return jdbc.sql("""
                        SELECT address, cause, evidence, since, expires_at
                        FROM suppression
                        WHERE address >= :from AND (address, cause) > (:address, :afterCause) AND address < :to
                          AND (expires_at IS NULL OR expires_at > :now)
                          AND (CAST(:only AS varchar) IS NULL OR cause = :only)
                        ORDER BY address, cause
                        LIMIT :limit
                        """)
                .param("from", afterAddress.compareTo(beginning) > 0 ? afterAddress : beginning)
                .param("address", afterAddress)
                .param("afterCause", afterCause)
                .param("to", beginning + '\uFFFF')
                .param("only", only == null ? null : only.text())
                .param("now", utc(now))
                .param("limit", limit)
                .query((row, number) -> suppression(row))
                .list();
    }

    /** Suppresses the address; what was known under the same cause is replaced. An erased one is kept as a hash only. */
    @Transactional
    public void add(
            EmailAddress address, Cause cause, @Nullable String evidence, Instant now, @Nullable Instant expiresAt) {
        add(key(address, cause), cause, evidence, now, expiresAt);
    }

    /**
     * The same for an address or a whole domain.
     *
     * @throws IllegalArgumentException for the cause {@link Cause#ERASED}, which is that of a person
     */
    @Transactional
    public void add(
            AddressPattern pattern, Cause cause, @Nullable String evidence, Instant now, @Nullable Instant expiresAt) {
        if (cause == Cause.ERASED) {
            throw new IllegalArgumentException("%s cannot be suppressed as erased".formatted(pattern));
        }
        add(pattern.stored(), cause, evidence, now, expiresAt);
    }

    private void add(String key, Cause cause, @Nullable String evidence, Instant now, @Nullable Instant expiresAt) {
        int updated = jdbc.sql("""
                        UPDATE suppression
                        SET evidence = :evidence, since = :now, expires_at = :expiresAt
                        WHERE address = :address AND cause = :cause
                        """)
                .param("address", key)
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
                    .param("address", key)
                    .param("cause", cause.text())
                    .param("evidence", cut(evidence))
                    .param("now", utc(now))
                    .param("expiresAt", utcOrNull(expiresAt))
                    .update();
        }
    }

    /**
     * Lets the active suppressions of an address, or of a whole domain, expire; those of the domain that an address is in
     * stay, and that of an erased person: no one but the person brings an erased address back.
     *
     * @param note why; added to the evidence
     * @return those that were removed, as they were
     * @throws NotSuppressedException when there is nothing to remove
     */
    @Transactional
    public List<Suppression> remove(AddressPattern pattern, String note, Instant now) {
        List<Suppression> removed = active(List.of(pattern.stored()), now);
        if (removed.isEmpty()) {
            throw new NotSuppressedException(
                    pattern, pattern.wholeDomain() ? List.of() : active(EmailAddress.ofStored(pattern.stored()), now));
        }
        jdbc.sql(EXPIRE + " AND address = :address")
                .param("address", pattern.stored())
                .param("note", cut(note))
                .param("now", utc(now))
                .update();
        return removed;
    }

    /**
     * Lets those expire which the person lifts by confirming, from the mailbox itself, to want mail again. The audit tells it.
     */
    @Transactional
    public void liftByOwner(EmailAddress address, Instant now) {
        active(address, now).stream().filter(Suppression::isLiftedByOwner).forEach(lifted -> {
            jdbc.sql("""
                    UPDATE suppression
                    SET expires_at = :now
                    WHERE address = :address AND cause = :cause
                    """)
                    .param("address", lifted.address())
                    .param("cause", lifted.cause().text())
                    .param("now", utc(now))
                    .update();
            String was = lifted.cause().text() + (lifted.evidence() == null ? "" : ": " + lifted.evidence());
            audit.record(new Change(
                    Via.SITE,
                    "reader",
                    "suppressions remove",
                    address.normal(),
                    lifted.cause().text(),
                    was,
                    null,
                    "confirmed from the mailbox itself"));
        });
    }

    /** The same for one address. */
    @Transactional
    public List<Suppression> remove(EmailAddress address, String note, Instant now) {
        return remove(AddressPattern.of(address), note, now);
    }

    private String key(EmailAddress address, Cause cause) {
        return cause == Cause.ERASED ? erasureKey.hash(address) : address.normal();
    }

    /** Evidence as it is kept: on one line, cut where it is too long. */
    public static @Nullable String cut(@Nullable String evidence) {
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

package com.scrabbl.run;

import com.scrabbl.edition.Edition;
import com.scrabbl.edition.FrozenDigest;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Who gets an edition: the newsletter's ACTIVE subscriptions, frozen into rows of the ledger by set-based statements.
 * Those who are left out get a row as well, with the reason.
 */
@Repository
class Audience {

    /** Rows in one transaction: H2 chokes on one large one, and PostgreSQL does not mind. */
    private static final int SLICE = 50_000;

    /** Why a reader is left out; null for who gets it. */
    private static final String LEFT_OUT = """
            COALESCE(
                (SELECT 'suppressed: ' || MIN(x.cause) FROM suppression x
                 WHERE x.address = p.address AND (x.expires_at IS NULL OR x.expires_at > :now)),
                CASE WHEN p.address ~ '[^ -~]' THEN 'the address needs SMTPUTF8, which is not spoken yet' END)
            """;

    private static final String ACTIVE = """
            FROM subscription s JOIN subscriber p ON p.id = s.subscriber_id
            WHERE s.newsletter_id = :newsletter AND s.state = 'ACTIVE' AND p.address IS NOT NULL
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Audience(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One who would be addressed. */
    record Member(long subscription, @Nullable String leftOut) {}

    boolean isEmpty(long newsletterId) {
        return jdbc.sql("SELECT s.id " + ACTIVE + " LIMIT 1")
                .param("newsletter", newsletterId)
                .query(Long.class)
                .optional()
                .isEmpty();
    }

    /** The members after a subscription, by its id. */
    List<Member> after(long newsletterId, long subscription, int limit) {
        return jdbc.sql("SELECT s.id, " + LEFT_OUT + " AS left_out " + ACTIVE
                        + " AND s.id > :after ORDER BY s.id LIMIT :limit")
                .param("newsletter", newsletterId)
                .param("after", subscription)
                .param("limit", limit)
                .param("now", now())
                .query((row, number) -> new Member(row.getLong("id"), row.getString("left_out")))
                .list();
    }

    /** Renders the text of every kind of reader that there is, so that what is wrong with it shows before any mail. */
    void renderCohorts(long newsletterId, FrozenDigest digest) {
        if (!digest.isShared()) {
            return;
        }
        Set<String> asked;
        do {
            asked = digest.asked();
            for (Set<String> present : kinds(newsletterId, new PresentValues(asked))) {
                digest.cohort(present);
            }
        } while (!asked.equals(digest.asked()));
    }

    private List<Set<String>> kinds(long newsletterId, PresentValues values) {
        return values.bind(jdbc.sql("SELECT DISTINCT " + values.expression() + " AS present " + ACTIVE))
                .param("newsletter", newsletterId)
                .query((row, number) -> PresentValues.set(row.getString("present")))
                .list();
    }

    /**
     * Adds a planned or skipped delivery for every member that has none, in slices, each committed by itself: repeating
     * it adds nothing. Who subscribes after the beginning gets the next edition.
     *
     * @return how many deliveries the edition has
     */
    long freeze(Edition edition, FrozenDigest digest) {
        long highest = jdbc.sql("SELECT COALESCE(MAX(s.id), 0) " + ACTIVE)
                .param("newsletter", edition.newsletterId())
                .query(Long.class)
                .single();
        PresentValues values = new PresentValues(digest.isShared() ? digest.asked() : Set.of());
        long last = 0;
        for (Optional<Long> end = endOfSlice(edition, last, highest);
                end.isPresent();
                end = endOfSlice(edition, last, highest)) {
            freezeSlice(edition, values, last, end.get());
            last = end.get();
        }
        return jdbc.sql("SELECT count(*) FROM delivery WHERE edition_id = :edition")
                .param("edition", edition.id())
                .query(Long.class)
                .single();
    }

    private Optional<Long> endOfSlice(Edition edition, long last, long highest) {
        return jdbc.sql("""
                SELECT MAX(id) AS slice_end FROM (
                    SELECT id FROM subscription
                    WHERE newsletter_id = :newsletter AND id > :last AND id <= :highest
                    ORDER BY id
                    LIMIT :slice) slice
                """)
                .param("newsletter", edition.newsletterId())
                .param("last", last)
                .param("highest", highest)
                .param("slice", SLICE)
                .query((row, number) -> Optional.ofNullable(row.getObject("slice_end", Long.class)))
                .single();
    }

    private void freezeSlice(Edition edition, PresentValues values, long last, long end) {
        StatementSpec insert = jdbc.sql("""
                INSERT INTO delivery (edition_id, subscription_id, cohort_id, state, reason, settled_at)
                SELECT :edition, a.id, CASE WHEN a.left_out IS NULL THEN c.id END,
                    CASE WHEN a.left_out IS NULL THEN 'PLANNED' ELSE 'SKIPPED' END, a.left_out,
                    CASE WHEN a.left_out IS NULL THEN NULL ELSE :now END
                FROM (SELECT s.id, %s AS left_out, %s AS present %s AND s.id > :last AND s.id <= :end) a
                LEFT JOIN cohort c
                    ON c.edition_id = :edition AND c.language = '' AND c.topics = '' AND c.present = a.present
                ON CONFLICT DO NOTHING
                """.formatted(LEFT_OUT, values.expression(), ACTIVE));
        values.bind(insert)
                .param("edition", edition.id())
                .param("newsletter", edition.newsletterId())
                .param("last", last)
                .param("end", end)
                .param("now", now())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

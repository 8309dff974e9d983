package com.scrabbl.run;

import com.scrabbl.edition.FrozenDigest;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who gets an edition: the newsletter's ACTIVE subscriptions, frozen into rows of the ledger by set-based statements.
 * Those who are left out get a row as well, with the reason.
 */
@Repository
class Audience {

    /** Why a reader is left out; null for who gets it. */
    static final String LEFT_OUT = """
            COALESCE(
                (SELECT 'suppressed: ' || MIN(x.cause) FROM suppression x
                 WHERE x.address IN (p.address, '@' || p.domain) AND (x.expires_at IS NULL OR x.expires_at > :now)),
                CASE WHEN p.address ~ '[^ -~]' THEN 'the address needs SMTPUTF8, which is not spoken yet' END)
            """;

    static final String ACTIVE = """
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

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

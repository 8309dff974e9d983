package com.scrabbl.run.audience;

import com.scrabbl.delivery.Lanes.StopSignal;
import com.scrabbl.edition.Cohort;
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
public class Audience {

    /** Why a reader is left out whatever the edition has, as an SQL expression with the parameter {@code now}; null for who is not. */
    public static final String LEFT_OUT = """
            COALESCE(
                (SELECT 'suppressed: ' || MIN(x.cause) FROM suppression x
                 WHERE x.address IN (p.address, '@' || p.domain) AND (x.expires_at IS NULL OR x.expires_at > :now)),
                CASE WHEN s.paused_until > :now
                    THEN 'paused until ' || CAST(CAST(s.paused_until AT TIME ZONE 'UTC' AS date) AS varchar) END)
            """;

    /** The rows of ACTIVE subscriptions {@code s} with their subscribers {@code p}, of the newsletter of that parameter; conditions can follow. */
    public static final String ACTIVE = """
            FROM subscription s JOIN subscriber p ON p.id = s.subscriber_id
            WHERE s.newsletter_id = :newsletter AND s.state = 'ACTIVE' AND p.address IS NOT NULL
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Audience(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One who would be addressed.
     *
     * @param leftOut why nothing would be sent all the same; null when it would be
     */
    public record Member(long subscription, @Nullable String leftOut) {}

    /** Whether the newsletter has no ACTIVE subscription. */
    public boolean isEmpty(long newsletterId) {
        return jdbc.sql("SELECT s.id " + ACTIVE + " LIMIT 1")
                .param("newsletter", newsletterId)
                .query(Long.class)
                .optional()
                .isEmpty();
    }

    /** The members after a subscription, by its id, as the digest is for them. */
    public List<Member> after(long newsletterId, FrozenDigest digest, long subscription, int limit) {
        CohortColumns cohort = new CohortColumns(digest);
        return cohort.bind(jdbc.sql("""
                SELECT r.id, COALESCE(r.held_back, %s) AS left_out
                FROM (SELECT s.id, %s AS held_back, %s %s AND s.id > :after ORDER BY s.newsletter_id, s.id LIMIT :limit) r
                ORDER BY r.id
                """.formatted(CohortColumns.leftOut("r"), LEFT_OUT, cohort.columns(), ACTIVE)))
                .param("newsletter", newsletterId)
                .param("after", subscription)
                .param("limit", limit)
                .param("now", now())
                .query((row, number) -> new Member(row.getLong("id"), row.getString("left_out")))
                .list();
    }

    /**
     * Renders the text of every kind of reader that there is, so that what is wrong with it shows before any mail; of more
     * than are kept, some.
     *
     * @return false when it was stopped before all were rendered
     */
    public boolean renderCohorts(long newsletterId, FrozenDigest digest, StopSignal stop) {
        if (!digest.isShared()) {
            return true;
        }
        Set<String> asked;
        do {
            asked = digest.asked();
            for (Cohort cohort : cohorts(newsletterId, digest)) {
                if (stop.requested()) {
                    return false;
                }
                digest.cohort(cohort);
            }
        } while (!asked.equals(digest.asked()));
        return true;
    }

    private List<Cohort> cohorts(long newsletterId, FrozenDigest digest) {
        CohortColumns cohort = new CohortColumns(digest);
        return cohort.bind(jdbc.sql("""
                SELECT DISTINCT r.language, r.articles, r.present FROM (SELECT %s %s) r
                WHERE r.articles NOT LIKE :none
                LIMIT :most
                """.formatted(cohort.columns(), ACTIVE)))
                .param("newsletter", newsletterId)
                .param("most", digest.mostCohorts())
                .query((row, number) -> CohortColumns.cohort(row))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

package com.scrabbl.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Lets the readers of a receiving domain that refuses us wait, while the others are sent to. Their rows are DEFERRED with
 * that reason, though no attempt was made, and due again together. Rows are changed in small slices, each committed by
 * itself, so that no lane waits for long.
 */
@Repository
public class DomainsAside {

    /** How the reason of such a row begins. */
    static final String REASON = Fault.OURS.word() + ": set aside with its domain";

    private static final String IS_ASIDE = "(state = 'DEFERRED' AND reason LIKE '" + REASON + "%')";

    private static final int SLICE = 1_000;

    private final JdbcClient jdbc;

    DomainsAside(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Changes the rows of one slice, the ends of which are exclusive and inclusive. */
    @FunctionalInterface
    private interface Slice {
        void of(long after, long end);
    }

    /**
     * Sets what is open of the domain aside, unless the worker's lease has lapsed. Begins at the reader at whom it was
     * noticed, since the lanes are about there. Repeating it changes nothing.
     *
     * @param until at most the end of the shelf life
     */
    void set(long edition, long worker, HaltRule.Aside aside, Instant until) {
        inSlices(
                edition,
                aside.subscription() - 1,
                Long.MAX_VALUE,
                (after, end) -> set(edition, worker, aside, until, after, end));
        inSlices(edition, 0, aside.subscription(), (after, end) -> set(edition, worker, aside, until, after, end));
    }

    /** The same for a part of the rows; the ends are exclusive and inclusive. */
    void set(long edition, long worker, HaltRule.Aside aside, Instant until, long after, long end) {
        jdbc.sql("""
                UPDATE delivery
                SET state = 'DEFERRED', next_attempt_at = :until, reason = :reason, reply_class = NULL
                WHERE edition_id = :edition AND subscription_id > :after AND subscription_id <= :end
                  AND (state = 'PLANNED' OR state = 'DEFERRED' AND next_attempt_at < :until)
                  AND EXISTS (SELECT 1 FROM worker WHERE id = :worker AND leased_until > CURRENT_TIMESTAMP)
                  AND EXISTS (
                      SELECT 1 FROM subscription s JOIN subscriber p ON p.id = s.subscriber_id
                      WHERE s.id = delivery.subscription_id AND p.domain = CAST(:domain AS varchar))
                """)
                .param("edition", edition)
                .param("worker", worker)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("reason", aside.reason())
                .param("domain", aside.domain())
                .param("after", after)
                .param("end", end)
                .update();
    }

    /** By an operator's word: what was set aside is due now. */
    public void recall(long edition, Instant now) {
        // Cut to the second, as it is stored: it must not be rounded up.
        Instant due = now.truncatedTo(ChronoUnit.SECONDS);
        inSlices(
                edition,
                0,
                Long.MAX_VALUE,
                (after, end) -> jdbc.sql("UPDATE delivery SET next_attempt_at = :due "
                                + "WHERE edition_id = :edition AND subscription_id > :after AND subscription_id <= :end AND "
                                + "next_attempt_at > :due AND " + IS_ASIDE)
                        .param("edition", edition)
                        .param("due", due.atOffset(ZoneOffset.UTC))
                        .param("after", after)
                        .param("end", end)
                        .update());
    }

    /** Whether all that is open of an edition was set aside. */
    boolean allOpen(long edition) {
        return jdbc.sql("""
                SELECT count(*) FROM (
                    SELECT 1 AS one FROM delivery
                    WHERE edition_id = :edition AND state IN ('PLANNED', 'SENDING', 'DEFERRED') AND NOT %s
                    LIMIT 1) other
                """.formatted(IS_ASIDE))
                        .param("edition", edition)
                        .query(Long.class)
                        .single()
                == 0;
    }

    private void inSlices(long edition, long begin, long last, Slice slice) {
        long after = begin;
        for (OptionalLong end = end(edition, after, last); end.isPresent(); end = end(edition, after, last)) {
            slice.of(after, end.getAsLong());
            after = end.getAsLong();
        }
    }

    private OptionalLong end(long edition, long after, long last) {
        return jdbc.sql("""
                SELECT MAX(subscription_id) AS slice_end FROM (
                    SELECT subscription_id FROM delivery
                    WHERE edition_id = :edition AND subscription_id > :after AND subscription_id <= :last
                    ORDER BY subscription_id
                    LIMIT :limit) slice
                """)
                .param("edition", edition)
                .param("after", after)
                .param("last", last)
                .param("limit", SLICE)
                .query((row, number) -> {
                    long end = row.getLong("slice_end");
                    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(end);
                })
                .single();
    }
}

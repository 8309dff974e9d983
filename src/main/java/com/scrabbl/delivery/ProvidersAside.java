package com.scrabbl.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Lets the readers of a provider that is suspended wait for longer than a pass waits for them. Their rows are DEFERRED with
 * that reason, though no attempt was made, and due again together. Rows are changed in small slices, each committed by
 * itself, so that nobody else waits for long.
 */
@Repository
public class ProvidersAside {

    /** How the reason of such a row begins. */
    static final String REASON = Fault.OURS.word() + ": set aside with its provider";

    private static final String IS_ASIDE = "(state = 'DEFERRED' AND reason LIKE '" + REASON + "%')";

    private static final int SLICE = 1_000;

    private final JdbcClient jdbc;
    private final PaceRows pace;
    private final ProviderTable table;

    ProvidersAside(JdbcClient jdbc, PaceRows pace, ProviderTable table) {
        this.jdbc = jdbc;
        this.pace = pace;
        this.table = table;
    }

    /** Changes the rows of one slice, the ends of which are exclusive and inclusive. */
    @FunctionalInterface
    private interface Slice {
        void of(long after, long end);
    }

    /**
     * Sets what is open of a provider aside, unless the worker's lease has lapsed. Repeating it changes nothing.
     *
     * @param domains its receiving domains
     * @param reason whose fault it is, and what it means
     * @param until at most the end of the shelf life
     */
    void set(long edition, long worker, List<String> domains, String reason, Instant until) {
        inSlices(edition, (after, end) -> set(edition, worker, domains, reason, until, after, end));
    }

    /** The same for one row. */
    void set(long edition, long worker, List<String> domains, String reason, Instant until, long subscription) {
        set(edition, worker, domains, reason, until, subscription - 1, subscription);
    }

    private void set(
            long edition, long worker, List<String> domains, String reason, Instant until, long after, long end) {
        jdbc.sql("""
                UPDATE delivery
                SET state = 'DEFERRED', next_attempt_at = :until, reason = :reason, reply_class = NULL
                WHERE id > :edition * 1000000000000 + :after AND id <= :edition * 1000000000000 + :end
                  AND (state = 'PLANNED' OR state = 'DEFERRED' AND next_attempt_at < :until)
                  AND EXISTS (SELECT 1 FROM worker WHERE id = :worker AND leased_until > CURRENT_TIMESTAMP)
                  AND EXISTS (
                      SELECT 1 FROM subscription s JOIN subscriber p ON p.id = s.subscriber_id
                      WHERE s.id = delivery.subscription_id AND %s IN (:domains))
                """.formatted(Cursor.DOMAIN))
                .param("edition", edition)
                .param("worker", worker)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("reason", REASON + ": " + reason)
                .param("domains", domains)
                .param("after", after)
                .param("end", end)
                .update();
    }

    /** By an operator's word: what was set aside is due now, and providers that are suspended are tried now. */
    public void recall(long edition, Instant now) {
        pace.resumeAll(now);
        recall(edition, "", List.of(), now);
    }

    /**
     * The same for one provider, without the suspension itself.
     *
     * @return how many readers
     */
    public long recall(long edition, String provider, Instant now) {
        return recall(edition, """
                 AND EXISTS (
                    SELECT 1 FROM subscription s JOIN subscriber p ON p.id = s.subscriber_id
                    WHERE s.id = delivery.subscription_id AND %s IN (:domains))
                """.formatted(Cursor.DOMAIN), table.domainsOf(provider), now);
    }

    private long recall(long edition, String condition, List<String> domains, Instant now) {
        // Cut to the second, as it is stored: it must not be rounded up.
        Instant due = now.truncatedTo(ChronoUnit.SECONDS);
        LongAdder recalled = new LongAdder();
        inSlices(
                edition,
                (after, end) -> recalled.add(jdbc.sql("UPDATE delivery SET next_attempt_at = :due "
                                + "WHERE id > :edition * 1000000000000 + :after "
                                + "AND id <= :edition * 1000000000000 + :end AND next_attempt_at > :due AND " + IS_ASIDE
                                + condition)
                        .param("edition", edition)
                        .param("due", due.atOffset(ZoneOffset.UTC))
                        .param("after", after)
                        .param("end", end)
                        .param("domains", domains)
                        .update()));
        return recalled.sum();
    }

    /** Whether all that is open of an edition was set aside. */
    boolean allOpen(long edition) {
        return jdbc.sql("""
                SELECT count(*) FROM (
                    SELECT 1 AS one FROM delivery
                    WHERE id BETWEEN :edition * 1000000000000 AND :edition * 1000000000000 + 999999999999
                      AND state IN ('PLANNED', 'SENDING', 'DEFERRED') AND NOT %s
                    LIMIT 1) other
                """.formatted(IS_ASIDE))
                        .param("edition", edition)
                        .query(Long.class)
                        .single()
                == 0;
    }

    private void inSlices(long edition, Slice slice) {
        long after = 0;
        for (OptionalLong end = end(edition, after); end.isPresent(); end = end(edition, after)) {
            slice.of(after, end.getAsLong());
            after = end.getAsLong();
        }
    }

    private OptionalLong end(long edition, long after) {
        return jdbc.sql("""
                SELECT MAX(subscription_id) AS slice_end FROM (
                    SELECT subscription_id FROM delivery
                    WHERE id > :edition * 1000000000000 + :after AND id < (:edition + 1) * 1000000000000
                    ORDER BY id
                    LIMIT :limit) slice
                """)
                .param("edition", edition)
                .param("after", after)
                .param("limit", SLICE)
                .query((row, number) -> {
                    long end = row.getLong("slice_end");
                    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(end);
                })
                .single();
    }
}

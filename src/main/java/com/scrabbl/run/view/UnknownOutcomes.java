package com.scrabbl.run.view;

import com.scrabbl.delivery.LedgerRow;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deliveries of all editions whose outcome nobody knows. Each has an attempt that ended so, by which it is found. */
@Repository
public class UnknownOutcomes {

    private static final String UNKNOWN = """
            FROM attempt a
            JOIN delivery d ON d.id = a.edition_id * 1000000000000 + a.subscription_id
            """;

    private static final String OPEN = " WHERE a.state = 'UNKNOWN' AND d.state = 'UNKNOWN' AND d.attempts = a.number ";

    private final JdbcClient jdbc;

    UnknownOutcomes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many deliveries of an edition. */
    public record OfEdition(long edition, long count) {}

    /** How many in all. */
    public long count() {
        return jdbc.sql("SELECT count(*) " + UNKNOWN + OPEN).query(Long.class).single();
    }

    /** Editions that have any, the newest first. */
    public List<OfEdition> byEdition() {
        return jdbc.sql("SELECT a.edition_id, count(*) AS n " + UNKNOWN + OPEN
                        + " GROUP BY a.edition_id ORDER BY a.edition_id DESC LIMIT 100")
                .query((row, number) -> new OfEdition(row.getLong("edition_id"), row.getLong("n")))
                .list();
    }

    /**
     * Those of an edition, in the order of their subscriptions.
     *
     * @param after exclusive, 0 for the beginning
     */
    public List<LedgerRow> rows(long edition, long after, int limit) {
        return jdbc.sql(LedgerRow.SELECT + UNKNOWN + """
                JOIN subscription s ON s.id = d.subscription_id
                JOIN subscriber p ON p.id = s.subscriber_id
                """ + OPEN + """
                  AND a.edition_id = :edition AND a.subscription_id > :after
                ORDER BY a.edition_id, a.subscription_id
                LIMIT :limit
                """)
                .param("edition", edition)
                .param("after", after)
                .param("limit", limit)
                .query(LedgerRow::of)
                .list();
    }
}

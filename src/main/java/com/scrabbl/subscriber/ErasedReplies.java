package com.scrabbl.subscriber;

import static com.scrabbl.timestamp.Timestamps.utc;

import com.scrabbl.mail.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What the ledger says of erased people: rows and codes stay, texts that name them go. */
@Repository
public class ErasedReplies {

    /** Rows are reached through the editions: the ledger's keys begin with them. */
    private static final String OF_THEM = """
            FROM (SELECT e.id AS edition, s.id AS subscription
                  FROM subscription s JOIN edition e ON e.newsletter_id = s.newsletter_id
                  WHERE s.id = ANY(:subscriptions)) AS v
            WHERE %s
            """;

    /** By the keys of both tables. */
    private static final Map<String, String> THEIRS = Map.of(
            "delivery", "delivery.id = v.edition * 1000000000000 + v.subscription",
            "attempt", "attempt.edition_id = v.edition AND attempt.subscription_id = v.subscription");

    private static final String NAMES_THEM =
            "(POSITION(:typed IN LOWER(%1$s)) > 0 OR POSITION(:normal IN LOWER(%1$s)) > 0)";

    private final JdbcClient jdbc;

    ErasedReplies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was still to be sent to them never is. */
    void skipOpen(List<Long> subscriptions, Instant now) {
        jdbc.sql("""
                        UPDATE delivery
                        SET state = 'SKIPPED', reason = 'erased', next_attempt_at = NULL, settled_at = :now
                        %s AND delivery.state IN ('PLANNED', 'DEFERRED')
                        """.formatted(OF_THEM.formatted(THEIRS.get("delivery"))))
                .param("subscriptions", subscriptions.toArray(Long[]::new))
                .param("now", utc(now))
                .update();
    }

    /**
     * Takes the address out of the relays' replies to these deliveries. Done again it finds what came since.
     *
     * @param subscriptions of the erased person
     * @return how many messages are being sent, whose replies are still to come
     */
    @Transactional
    public long scrub(EmailAddress address, List<Long> subscriptions) {
        if (subscriptions.isEmpty()) {
            return 0;
        }
        for (String table : List.of("delivery", "attempt")) {
            // A reply may name the mailbox alone. A reason is mostly our own words: only a quoted reply is taken out.
            jdbc.sql("""
                            UPDATE %1$s
                            SET reply = CASE WHEN %2$s THEN '(erased)' ELSE reply END,
                                reason = CASE
                                    WHEN %3$s AND reason ~ '(theirs|ours|route|message):' THEN
                                        SUBSTRING(reason FROM 1 FOR POSITION(':' IN reason)) || ' (erased)'
                                    ELSE reason END
                            %4$s AND (%2$s OR %3$s)
                            """.formatted(
                                    table,
                                    NAMES_THEM.formatted("reply"),
                                    NAMES_THEM.formatted("reason"),
                                    OF_THEM.formatted(THEIRS.get(table))))
                    .param("typed", mailbox(address.typed()))
                    .param("normal", mailbox(address.normal()))
                    .param("subscriptions", subscriptions.toArray(Long[]::new))
                    .update();
        }
        return jdbc.sql("""
                        SELECT count(*)
                        FROM subscription s
                        JOIN edition e ON e.newsletter_id = s.newsletter_id
                        JOIN delivery d ON d.id = e.id * 1000000000000 + s.id
                        WHERE s.id = ANY(:subscriptions) AND d.state = 'SENDING'
                        """)
                .param("subscriptions", subscriptions.toArray(Long[]::new))
                .query(Long.class)
                .single();
    }

    /**
     * Takes whole replies out that came after their readers were erased: the address is not known any more by which it
     * could be told whether they name it.
     *
     * @param since of the erasures that are looked at
     * @return how many
     */
    @Transactional
    public int scrubLate(Instant since) {
        List<Long> erased =
                jdbc.sql("""
                        SELECT s.id
                        FROM subscriber p JOIN subscription s ON s.subscriber_id = p.id
                        WHERE p.address IS NULL AND p.erased_at > CAST(:since AS timestamp(6) with time zone)
                        """).param("since", utc(since)).query(Long.class).list();
        return erased.isEmpty() ? 0 : scrubLate("delivery", erased) + scrubLate("attempt", erased);
    }

    private int scrubLate(String table, List<Long> erased) {
        return jdbc.sql("""
                        UPDATE %1$s
                        SET reply = '(erased)',
                            reason = CASE
                                WHEN reason ~ '(theirs|ours|route|message):' THEN
                                    SUBSTRING(reason FROM 1 FOR POSITION(':' IN reason)) || ' (erased)'
                                ELSE reason END
                        FROM (SELECT e.id AS edition, s.id AS subscription, p.erased_at
                              FROM subscription s
                              JOIN subscriber p ON p.id = s.subscriber_id
                              JOIN edition e ON e.newsletter_id = s.newsletter_id
                              WHERE s.id = ANY(:subscriptions)) AS v
                        WHERE %2$s
                          AND %1$s.settled_at > v.erased_at AND %1$s.reply <> '(erased)'
                        """.formatted(table, THEIRS.get(table)))
                .param("subscriptions", erased.toArray(Long[]::new))
                .update();
    }

    private static String mailbox(String address) {
        return address.substring(0, address.lastIndexOf('@')).toLowerCase(Locale.ROOT);
    }
}

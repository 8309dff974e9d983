package com.scrabbl.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Reads what is due of an edition in the order of the subscriptions, in blocks by the last key: all readers, all but those of
 * some receiving domains, or those of some. Guarded by its owner.
 */
final class Cursor {

    /**
     * SQL for the domain of a subscriber {@code p}, when it is asked of few rows: H2 would begin with an index on the column itself,
     * and look through all subscribers of these domains for each row.
     */
    static final String DOMAIN = "COALESCE(p.domain, '')";

    private static final int BLOCK = 1_000;

    /** So many rows are looked through for the readers of some domains before others have their turn. */
    private static final int SLICE = 10_000;

    private final JdbcClient jdbc;
    private final long edition;
    private Instant now;
    private final @Nullable List<String> only;
    private List<String> leftOut = List.of();
    private final Deque<Long> returned = new ArrayDeque<>();
    private final Deque<Long> block = new ArrayDeque<>();
    private long last;
    private boolean ended;
    /** Whether few are looked for among many. */
    private boolean sparse;

    private Cursor(JdbcClient jdbc, long edition, Instant now, @Nullable List<String> only, long after) {
        this.jdbc = jdbc;
        this.edition = edition;
        this.now = now;
        this.only = only;
        this.sparse = only != null;
        this.last = after;
    }

    static Cursor ofAll(JdbcClient jdbc, long edition, Instant now) {
        return new Cursor(jdbc, edition, now, null, 0);
    }

    /** Of the readers of these domains, from where this one is on; this one leaves them out from now on. */
    Cursor split(List<String> domains, List<String> allLeftOut) {
        if (!block.isEmpty()) {
            last = block.getFirst() - 1;
            block.clear();
            ended = false;
        }
        leftOut = List.copyOf(allLeftOut);
        return new Cursor(jdbc, edition, now, List.copyOf(domains), last);
    }

    /** Begins again with what became due meanwhile. */
    void again(Instant at) {
        now = at;
        last = 0;
        ended = false;
        sparse = true;
    }

    /** The next subscription; empty at the end, or when none was found in the part that was just looked through. */
    OptionalLong peek() {
        if (!returned.isEmpty()) {
            return OptionalLong.of(returned.getFirst());
        }
        if (block.isEmpty() && !ended) {
            read();
        }
        return block.isEmpty() ? OptionalLong.empty() : OptionalLong.of(block.getFirst());
    }

    /** Takes what {@link #peek} showed. */
    void remove() {
        if (!returned.isEmpty()) {
            returned.remove();
        } else {
            block.remove();
        }
    }

    void giveBack(long subscription) {
        returned.addFirst(subscription);
    }

    /** Whether there is nothing more, unless something is given back. */
    boolean isOver() {
        return returned.isEmpty() && block.isEmpty() && ended;
    }

    /**
     * A reader from elsewhere in the list, who is due and has not been read yet; it is not taken by this.
     *
     * @param part of what is left, from 0 to 1, where the search begins
     * @param domains whose readers are not asked for
     * @param besides other readers who are not asked for
     */
    OptionalLong elsewhere(double part, List<String> domains, Set<Long> besides) {
        Long first = block.isEmpty() ? Long.valueOf(last + 1) : block.getFirst();
        Long end = jdbc.sql("""
                        SELECT subscription_id FROM delivery
                        WHERE id > :edition * 1000000000000 AND id < (:edition + 1) * 1000000000000
                        ORDER BY id DESC LIMIT 1
                        """)
                .param("edition", edition)
                .query(Long.class)
                .optional()
                .orElse(0L);
        long middle = first + (long) ((end - first) * part);
        OptionalLong behind = elsewhere(middle, end, domains, besides);
        return behind.isPresent() ? behind : elsewhere(first, middle, domains, besides);
    }

    private OptionalLong elsewhere(long first, long end, List<String> domains, Set<Long> besides) {
        return jdbc
                .sql("""
                        SELECT d.subscription_id FROM delivery d
                        JOIN subscription s ON s.id = d.subscription_id JOIN subscriber p ON p.id = s.subscriber_id
                        WHERE d.id >= :edition * 1000000000000 + :first AND d.id <= :edition * 1000000000000 + :end
                          AND (d.state = 'PLANNED' OR d.state = 'DEFERRED' AND d.next_attempt_at <= :now)
                          AND %s NOT IN (:domains) AND d.subscription_id NOT IN (:besides)
                        ORDER BY d.id LIMIT 1
                        """.formatted(DOMAIN))
                .param("edition", edition)
                .param("first", first)
                .param("end", end)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("domains", domains.isEmpty() ? List.of("-") : domains)
                .param("besides", besides.isEmpty() ? Set.of(0L) : besides)
                .query(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private void read() {
        if (sparse) {
            readSlice();
            return;
        }
        List<Long> read = leftOut.isEmpty()
                ? bind("""
                        SELECT subscription_id FROM delivery d WHERE %s
                        ORDER BY id LIMIT :block
                        """).query(Long.class).list()
                : bind("""
                        SELECT d.subscription_id FROM delivery d
                        JOIN subscription s ON s.id = d.subscription_id JOIN subscriber p ON p.id = s.subscriber_id
                        WHERE %%s AND %s
                        ORDER BY d.id LIMIT :block
                        """.formatted(whose()))
                        .param("domains", leftOut)
                        .query(Long.class)
                        .list();
        block.addAll(read);
        ended = read.size() < BLOCK;
        last = read.isEmpty() ? last : read.get(read.size() - 1);
    }

    private void readSlice() {
        long end = jdbc.sql("""
                SELECT COALESCE(MAX(subscription_id), 0) FROM (
                    SELECT subscription_id FROM delivery
                    WHERE id > :edition * 1000000000000 + :last AND id < (:edition + 1) * 1000000000000
                    ORDER BY id LIMIT :slice) slice
                """)
                .param("edition", edition)
                .param("last", last)
                .param("slice", SLICE)
                .query(Long.class)
                .single();
        if (end == 0) {
            ended = true;
            return;
        }
        List<Long> read = bind("""
                SELECT d.subscription_id FROM delivery d
                WHERE %%s AND d.id <= :edition * 1000000000000 + :end AND EXISTS (
                    SELECT 1 FROM subscription s JOIN subscriber p ON p.id = s.subscriber_id
                    WHERE s.id = d.subscription_id AND %s)
                ORDER BY d.id LIMIT :block
                """.formatted(whose()))
                .param("end", end)
                .param("domains", only == null ? leftOut : only)
                .query(Long.class)
                .list();
        block.addAll(read);
        last = read.size() < BLOCK ? end : read.get(read.size() - 1);
    }

    private String whose() {
        if (only != null) {
            return DOMAIN + " IN (:domains)";
        }
        return leftOut.isEmpty() ? "TRUE" : DOMAIN + " NOT IN (:domains)";
    }

    private StatementSpec bind(String statement) {
        return jdbc.sql(statement.formatted("""
                        d.id > :edition * 1000000000000 + :last AND d.id < (:edition + 1) * 1000000000000
                          AND (d.state = 'PLANNED' OR d.state = 'DEFERRED' AND d.next_attempt_at <= :now)
                        """))
                .param("edition", edition)
                .param("last", last)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("block", BLOCK);
    }
}

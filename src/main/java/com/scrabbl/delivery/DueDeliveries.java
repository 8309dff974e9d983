package com.scrabbl.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is due of an edition, in the order of the subscriptions, read in blocks by the last key; each lane takes the next.
 * One pass: what becomes due behind the cursor is for the run's next execution.
 */
final class DueDeliveries {

    private static final int BLOCK = 1_000;

    private final JdbcClient jdbc;
    private final long edition;
    private final Instant now;
    private final Deque<Long> block = new ArrayDeque<>();
    private long last;
    private boolean ended;

    DueDeliveries(JdbcClient jdbc, long edition, Instant now) {
        this.jdbc = jdbc;
        this.edition = edition;
        this.now = now;
    }

    /** The next subscription; empty at the end of the pass. */
    synchronized OptionalLong next() {
        if (isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(block.remove());
    }

    /** Whether the pass is at its end, unless something is given back. */
    synchronized boolean isEmpty() {
        if (block.isEmpty() && !ended) {
            List<Long> read = read();
            block.addAll(read);
            ended = read.size() < BLOCK;
            last = read.isEmpty() ? last : read.get(read.size() - 1);
        }
        return block.isEmpty();
    }

    /** Gives back what a lane took and could not begin. */
    synchronized void giveBack(long subscription) {
        block.addFirst(subscription);
    }

    /** In the order of the whole key: by its second half alone H2 reads and sorts all of the rest for each block. */
    private List<Long> read() {
        return jdbc.sql("""
                SELECT subscription_id FROM delivery
                WHERE edition_id = :edition AND subscription_id > :last
                  AND (state = 'PLANNED' OR state = 'DEFERRED' AND next_attempt_at <= :now)
                ORDER BY edition_id, subscription_id
                LIMIT :block
                """)
                .param("edition", edition)
                .param("last", last)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("block", BLOCK)
                .query(Long.class)
                .list();
    }
}

package com.scrabbl.run;

import com.scrabbl.subscriber.Reader;
import com.scrabbl.subscriber.Readers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A newsletter's readers, asked for one by one about in the order of their subscriptions, and read in blocks: a question to
 * the database for each would cost more than its message. Blocks grow while the readers asked for lie close together, as a
 * disk's read-ahead does. What was read is used for a second; who is not active any more is asked for anew. For several
 * threads.
 */
final class ReadersAhead {

    private static final int LARGEST_BLOCK = 128;

    /** Readers that are so far apart are read one by one. */
    private static final int FAR = 4 * LARGEST_BLOCK;

    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final Readers readers;
    private final long newsletter;
    private Block latest = new Block(Map.of(), System.nanoTime());
    /** Lanes are a little out of step. */
    private Block before = latest;

    private long last;
    private int size = 1;

    ReadersAhead(Readers readers, long newsletter) {
        this.readers = readers;
        this.newsletter = newsletter;
    }

    private record Block(Map<Long, Reader> bySubscription, long readAt) {

        @Nullable
        Reader of(long subscription) {
            return System.nanoTime() - readAt < FRESH ? bySubscription.get(subscription) : null;
        }
    }

    /** Whatever the subscription's state; empty when the subscriber was erased. */
    synchronized Optional<Reader> bySubscription(long subscription) {
        Reader known = known(subscription);
        if (known == null && subscription > last) {
            read(subscription);
            known = known(subscription);
        }
        return known == null ? readers.bySubscription(subscription) : Optional.of(known);
    }

    private @Nullable Reader known(long subscription) {
        Reader reader = latest.of(subscription);
        return reader == null ? before.of(subscription) : reader;
    }

    private void read(long subscription) {
        boolean near = subscription - last <= FAR;
        size = near ? Math.min(2 * size, LARGEST_BLOCK) : 1;
        List<Reader> read = readers.activeAfter(newsletter, near ? last : subscription - 1, size);
        Map<Long, Reader> block = new HashMap<>();
        read.forEach(reader -> block.put(reader.subscriptionId(), reader));
        before = latest;
        latest = new Block(block, System.nanoTime());
        last = read.isEmpty() ? last : read.get(read.size() - 1).subscriptionId();
    }
}

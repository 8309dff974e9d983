package com.scrabbl.subscriber.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.scrabbl.mail.EmailAddress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The addresses of a file so far. They stand as 128 bits of their SHA-256 in a hash table that is mapped from a
 * temporary file, so that the heap does not grow with the list. Not thread-safe.
 */
final class SeenAddresses implements Closeable {

    /** A mapping holds 2 GB at most, and the table should stay half empty. */
    static final long MOST = 1L << 25;

    private final Path file;
    private final LongBuffer table;
    private final int slots;
    private final MessageDigest digest;

    /** @param most addresses that will come */
    SeenAddresses(long most) throws IOException {
        if (most > MOST) {
            throw new IllegalArgumentException("%d addresses, at most %d are taken at once".formatted(most, MOST));
        }
        slots = Math.max(1024, Integer.highestOneBit((int) most) << 2);
        file = Files.createTempFile("scrabbl-import", ".seen");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            table = channel.map(FileChannel.MapMode.READ_WRITE, 0, 2L * Long.BYTES * slots)
                    .asLongBuffer();
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether it is the first time. */
    boolean add(EmailAddress address) {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(address.normal().getBytes(UTF_8)));
        long high = hash.getLong();
        // Zero marks a free slot.
        long low = hash.getLong() | 1;
        int slot = (int) (high >>> 32) & slots - 1;
        while (table.get(2 * slot + 1) != 0) {
            if (table.get(2 * slot) == high && table.get(2 * slot + 1) == low) {
                return false;
            }
            slot = slot + 1 & slots - 1;
        }
        table.put(2 * slot, high).put(2 * slot + 1, low);
        return true;
    }

    @Override
    public void close() throws IOException {
        Files.delete(file);
    }
}

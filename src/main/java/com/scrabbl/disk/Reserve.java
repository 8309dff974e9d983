package com.scrabbl.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * A file that keeps room on a disk: deleting it gives the room back. Several processes may share it; each of them writes the
 * same places.
 */
final class Reserve {

    private static final Logger log = LoggerFactory.getLogger(Reserve.class);

    private static final int PART = 64 * 1024;
    private static final Set<OpenOption> WRITING = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private static final long MEGABYTE = DataSize.ofMegabytes(1).toBytes();

    /** A disk that has little room when the reserve is made gives it no more than this, and no more than half. */
    private static final long SMALLER = 16 * MEGABYTE;

    private final Path file;
    private final long wanted;
    private volatile long size;

    Reserve(Path file, long size) {
        this.file = file;
        this.wanted = size;
        this.size = size;
    }

    /** Bytes that are wanted for it. */
    long wanted() {
        return wanted;
    }

    /** Makes do with what can be had of so many free bytes, which may be nothing. */
    void makeDo(long free) {
        size = Math.min(wanted, Math.min(SMALLER, free / 2 / MEGABYTE * MEGABYTE));
    }

    /** Wants all of it again. */
    void wantAll() {
        size = wanted;
    }

    /** Bytes that it has when it is whole: those wanted, unless it had to make do with less. */
    long size() {
        return size;
    }

    /** Whether all of it is there. */
    boolean isWhole() {
        return size == 0 || file.toFile().length() >= size;
    }

    /** Gives the room back. */
    void release() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.debug("The reserve {} could not be released", file, e);
        }
    }

    /**
     * Takes the room, really: no file system keeps what is written here as a hole, or smaller.
     *
     * @return false when there is not enough; then nothing is kept
     */
    boolean make() {
        if (isWhole()) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, WRITING, forOwner())) {
            SplittableRandom random = new SplittableRandom();
            byte[] part = new byte[PART];
            for (long at = channel.size(); at < size; at = channel.size()) {
                random.nextBytes(part);
                channel.write(ByteBuffer.wrap(part, 0, (int) Math.min(PART, size - at)), at);
            }
            channel.force(true);
            return true;
        } catch (IOException e) {
            log.debug("The reserve {} could not be made", file, e);
            release();
            return false;
        }
    }

    private static FileAttribute<?>[] forOwner() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}

package com.scrabbl.run;

import com.scrabbl.disk.DatabaseDisk;
import com.scrabbl.disk.DatabaseDisk.Room;
import com.scrabbl.run.audience.Audience;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Whether what an edition will write fits on the disk of the database. */
@Component
public class EditionRoom {

    /**
     * Allowed for each reader, from the freeze to the last answer. Measured on H2 2.4.240 with 100,000 readers who accept:
     * the file had grown by 892 bytes a reader after commits of 16 answers, and by 356 after commits of 128.
     */
    static final long BYTES_PER_READER = 1_000;

    /** What of that the freeze takes; in the same measurement 39 and 50. */
    static final long BYTES_FROZEN = 50;

    private final DatabaseDisk disk;
    private final JdbcClient jdbc;

    EditionRoom(DatabaseDisk disk, JdbcClient jdbc) {
        this.disk = disk;
        this.jdbc = jdbc;
    }

    /**
     * Asked before anything is frozen.
     *
     * @throws NoRoomException when the disk is full, or would be before the edition is sent
     */
    void require(Run run) {
        String why = missing(run);
        if (why != null) {
            throw new NoRoomException(run, why);
        }
    }

    /** Why the disk has no room for an edition whose audience is not whole yet; null when it has. */
    public @Nullable String missing(Run run) {
        String trouble = disk.trouble();
        if (trouble != null) {
            return trouble;
        }
        Room room = disk.room();
        if (room == null) {
            return null;
        }
        long readers = jdbc.sql("SELECT count(*) " + Audience.ACTIVE)
                .param("newsletter", run.newsletterId())
                .query(Long.class)
                .single();
        long needed = readers * BYTES_PER_READER - frozen(run) * BYTES_FROZEN;
        return room.free() >= needed
                ? null
                : "%d readers need about %d MB on the disk of %s, where %d MB are free"
                        .formatted(readers, megabytes(needed), room.folder(), megabytes(room.free()));
    }

    /** Readers whose row was made before it broke off. */
    private long frozen(Run run) {
        return run.edition() == null
                ? 0
                : jdbc.sql("SELECT count(*) FROM delivery WHERE "
                                + "id BETWEEN :edition * 1000000000000 AND :edition * 1000000000000 + 999999999999")
                        .param("edition", run.edition())
                        .query(Long.class)
                        .single();
    }

    private static long megabytes(long bytes) {
        return DataSize.ofBytes(bytes).toMegabytes();
    }
}

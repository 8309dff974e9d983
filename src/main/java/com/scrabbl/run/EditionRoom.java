package com.scrabbl.run;

import com.scrabbl.disk.DatabaseDisk;
import com.scrabbl.disk.DatabaseDisk.Room;
import com.scrabbl.run.audience.Audience;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Whether what an edition will write fits on the disk of the database. */
@Component
class EditionRoom {

    /** Allowed for each reader, from the freeze to the last answer: an assumption, not a measurement. */
    static final long BYTES_PER_READER = 1_000;

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
        String trouble = disk.trouble();
        if (trouble != null) {
            throw new NoRoomException(run, trouble);
        }
        Room room = disk.room();
        if (room == null) {
            return;
        }
        long readers = jdbc.sql("SELECT count(*) " + Audience.ACTIVE)
                .param("newsletter", run.newsletterId())
                .query(Long.class)
                .single();
        long needed = readers * BYTES_PER_READER;
        if (room.free() < needed) {
            throw new NoRoomException(
                    run,
                    "%d readers need about %d MB on the disk of %s, where %d MB are free"
                            .formatted(readers, megabytes(needed), room.folder(), megabytes(room.free())));
        }
    }

    private static long megabytes(long bytes) {
        return DataSize.ofBytes(bytes).toMegabytes();
    }
}

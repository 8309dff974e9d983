package com.scrabbl.watch;

import com.scrabbl.disk.DatabaseDisk;
import com.scrabbl.disk.DatabaseDisk.Room;
import com.scrabbl.watch.Need.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** A disk of the database that cannot be written, or soon will be full. */
@Component
class DiskNeeds {

    private final DatabaseDisk disk;
    private final Clock clock;
    private @Nullable Instant since;

    DiskNeeds(DatabaseDisk disk, Clock clock) {
        this.disk = disk;
        this.clock = clock;
    }

    /** What is wrong or nearly so, in a sentence; null when there is room. */
    static @Nullable String sentence(DatabaseDisk disk) {
        String trouble = disk.trouble();
        if (trouble != null) {
            return trouble;
        }
        Room room = disk.room();
        return room == null || !room.isLow()
                ? null
                : "the disk of %s has %d MB free, less than twice the reserve of %d MB"
                        .formatted(room.folder(), megabytes(room.free()), megabytes(room.reserve()));
    }

    private static long megabytes(long bytes) {
        return DataSize.ofBytes(bytes).toMegabytes();
    }

    synchronized List<Need> now() {
        String sentence = sentence(disk);
        if (sentence == null) {
            since = null;
            return List.of();
        }
        Instant begun = since == null ? clock.instant() : since;
        since = begun;
        boolean stopped = disk.trouble() != null;
        return List.of(new Need(
                Kind.DISK,
                "disk",
                null,
                stopped ? "The database cannot be written" : "The database’s disk is nearly full",
                Character.toUpperCase(sentence.charAt(0))
                        + sentence.substring(1)
                        + (stopped
                                ? ". Nothing is sent until then; answers are kept."
                                : ". When it is full, sending stops."),
                begun,
                ZoneOffset.UTC,
                "/console",
                "Make room, then look again"));
    }
}

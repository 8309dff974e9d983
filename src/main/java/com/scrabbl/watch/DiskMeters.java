package com.scrabbl.watch;

import com.scrabbl.disk.DatabaseDisk;
import com.scrabbl.disk.DatabaseDisk.Room;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** The room on the disk of the database; no number where the database is elsewhere. */
@Component
class DiskMeters implements MeterBinder {

    private final DatabaseDisk disk;

    DiskMeters(DatabaseDisk disk) {
        this.disk = disk;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("scrabbl.disk.free", disk, DiskMeters::free)
                .description("What is free on the disk of the H2 file")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("scrabbl.disk.low", disk, DiskMeters::low)
                .description("1 when less than twice the reserve is free there, or it cannot be written")
                .register(registry);
    }

    private static double free(DatabaseDisk disk) {
        Room room = disk.room();
        return room == null ? Double.NaN : room.free();
    }

    private static double low(DatabaseDisk disk) {
        return disk.room() == null ? Double.NaN : DiskNeeds.sentence(disk) == null ? 0 : 1;
    }
}

package com.scrabbl.watch;

import com.scrabbl.disk.DatabaseDisk;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** A database's disk without room is DEGRADED, not DOWN: mail waits, and pages are served. */
@Component
class DatabaseDiskHealthIndicator implements HealthIndicator {

    private final DatabaseDisk disk;

    DatabaseDiskHealthIndicator(DatabaseDisk disk) {
        this.disk = disk;
    }

    @Override
    public Health health() {
        String sentence = DiskNeeds.sentence(disk);
        return sentence == null
                ? Health.up().build()
                : Health.status(RelayHealthIndicator.DEGRADED)
                        .withDetail("reason", sentence)
                        .build();
    }
}

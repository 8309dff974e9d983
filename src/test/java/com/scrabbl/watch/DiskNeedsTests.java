package com.scrabbl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.disk.SettableDisk;
import com.scrabbl.support.SettableClock;
import com.scrabbl.support.TestApplication;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.unit.DataSize;

/** Below twice the reserve a need, health and a figure say so; above it they are silent. */
class DiskNeedsTests {

    private final SettableDisk disk = new SettableDisk(DataSize.ofMegabytes(32), DataSize.ofMegabytes(64));
    private final SettableClock clock = new SettableClock(TestApplication.START);
    private final DiskNeeds needs = new DiskNeeds(disk, clock);
    private final DatabaseDiskHealthIndicator health = new DatabaseDiskHealthIndicator(disk);
    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();

    @Test
    void twiceTheReserveIsEnough() {
        assertThat(needs.now()).isEmpty();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(figure("scrabbl.disk.low")).isZero();
        assertThat(figure("scrabbl.disk.free"))
                .isEqualTo(DataSize.ofMegabytes(64).toBytes());
    }

    @Test
    void lessIsToldByAllThreeAndTheNeedKeepsItsBeginning() {
        disk.free(DataSize.ofMegabytes(63));

        assertThat(needs.now()).singleElement().satisfies(need -> {
            assertThat(need.title()).isEqualTo("The database’s disk is nearly full");
            assertThat(need.sentence())
                    .isEqualTo(
                            "The disk of /srv/harbour/data has 63 MB free, less than twice the reserve of 32 MB. When it is full, sending stops.");
        });
        assertThat(health.health().getStatus()).isEqualTo(RelayHealthIndicator.DEGRADED);
        assertThat(figure("scrabbl.disk.low")).isOne();

        clock.tick(Duration.ofMinutes(5));
        assertThat(needs.now()).singleElement().extracting(Need::since).isEqualTo(TestApplication.START);
        disk.free(DataSize.ofMegabytes(70));
        assertThat(needs.now()).isEmpty();
    }

    @Test
    void aDatabaseThatCannotBeWrittenSaysThatNothingIsSent() {
        disk.trouble("the disk of /srv/harbour/data is full: 0 MB are free, and 34 MB are needed");

        assertThat(needs.now()).singleElement().extracting(Need::title).isEqualTo("The database cannot be written");
        assertThat(health.health().getDetails())
                .containsEntry("reason", "the disk of /srv/harbour/data is full: 0 MB are free, and 34 MB are needed");
        assertThat(figure("scrabbl.disk.low")).isOne();
    }

    private double figure(String name) {
        if (figures.find(name).gauge() == null) {
            new DiskMeters(disk).bindTo(figures);
        }
        return figures.get(name).gauge().value();
    }
}

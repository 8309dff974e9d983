package com.scrabbl.bench;

import com.scrabbl.proofs.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** How much CPU a process had until when, looked at every few milliseconds until its end. */
final class CpuClock {

    private static final long EVERY_MILLIS = 50;

    private final TreeMap<Instant, Duration> seen = new TreeMap<>();
    private final Thread thread;

    private CpuClock(ProcessHandle process) {
        thread = new Thread(() -> watch(process), "cpu");
        thread.setDaemon(true);
        thread.start();
    }

    static CpuClock of(Running running) {
        return new CpuClock(ProcessHandle.of(running.pid()).orElseThrow());
    }

    private void watch(ProcessHandle process) {
        while (process.isAlive()) {
            process.info().totalCpuDuration().ifPresent(cpu -> {
                synchronized (seen) {
                    seen.put(Instant.now(), cpu);
                }
            });
            try {
                Thread.sleep(EVERY_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Milliseconds of user and system time of all its threads, 50 ms more or less. Before its start and after its end it had none. */
    double between(Instant begin, Instant end) {
        synchronized (seen) {
            return (at(end).toNanos() - at(begin).toNanos()) / 1e6;
        }
    }

    private Duration at(Instant instant) {
        Map.Entry<Instant, Duration> before = seen.floorEntry(instant);
        return before == null ? Duration.ZERO : before.getValue();
    }
}

package com.scrabbl.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.proofs.Journal.Taken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each commit of the ledger is forced to the disk, told by the system calls: a power cut takes none away. */
@Proof
class SyncTests {

    private static final int READERS = 300;
    private static final Path STRACE = Path.of("/usr/bin/strace");
    private static final List<String> TRACE = List.of("strace", "-f", "-ttt", "-e", "trace=fsync,fdatasync", "-o");

    @Test
    void onH2ByTheSendingProcess() throws IOException {
        ProofRecord record = ProofRecord.of("syncs of the ledger", "H2");
        if (skipped(record)) {
            return;
        }
        try (Newsroom newsroom = Newsroom.opened("syncs-h2", Engine.H2, READERS)) {
            Path calls = newsroom.home().resolve("calls");
            String slot = newsroom.nextSlot();
            newsroom.startBelow(
                            Stream.concat(TRACE.stream(), Stream.of(calls.toString()))
                                    .toList(),
                            "send",
                            "daily",
                            "--slot",
                            slot)
                    .expect(Duration.ofMinutes(3), 0);
            compare(record, newsroom, calls);
        }
    }

    @Test
    void onPostgresqlByTheServer() throws IOException, InterruptedException {
        ProofRecord record = ProofRecord.of("syncs of the ledger", "PostgreSQL");
        if (skipped(record)) {
            return;
        }
        try (Newsroom newsroom = Newsroom.opened("syncs-postgresql", Engine.POSTGRESQL, READERS)) {
            Path calls = newsroom.home().resolve("calls");
            Process tracer = new ProcessBuilder(Stream.concat(
                                    TRACE.stream(),
                                    Stream.of(
                                            calls.toString(),
                                            "-p",
                                            Long.toString(
                                                    Engine.server().postmaster().pid())))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(newsroom.home().resolve("strace.log").toFile())
                    .start();
            Waiting.pause(Duration.ofSeconds(1));
            newsroom.send(newsroom.nextSlot()).expect(Duration.ofMinutes(3), 0);
            tracer.destroy();
            tracer.waitFor();
            compare(record, newsroom, calls);
        }
    }

    private static boolean skipped(ProofRecord record) {
        if (Files.isExecutable(STRACE)) {
            return false;
        }
        record.skipped("strace is not installed");
        return true;
    }

    /** Counts what was called while mail went out, and the groups in which attempts began: a commit each. */
    private static void compare(ProofRecord record, Newsroom newsroom, Path calls) throws IOException {
        List<Taken> taken = newsroom.journal().from(0);
        double elapsed = (taken.get(taken.size() - 1).at() - taken.get(0).at()) / 1e9;
        double first = taken.get(0).wallClock() / 1e3;
        long syncs;
        try (Stream<String> lines = Files.lines(calls)) {
            syncs = lines.filter(line -> !line.contains("resumed"))
                    .mapToDouble(line -> Double.parseDouble(line.trim().split("\\s+")[1]))
                    .filter(at -> at >= first && at <= first + elapsed)
                    .count();
        }
        long groups = Rows.number(
                newsroom, "SELECT COUNT(*) FROM (SELECT DISTINCT worker_id, group_number FROM delivery) groups");
        record.figure("tries", READERS).figure("syncs", syncs).figure("groups", groups);
        boolean held = syncs >= groups && groups > 1;
        record.verdict(held);
        assertThat(groups).isGreaterThan(1);
        // The first group and the last one may lie outside the time in which mail went out.
        assertThat(syncs).isGreaterThanOrEqualTo(groups - 2);
    }
}

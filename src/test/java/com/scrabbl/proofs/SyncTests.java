package com.scrabbl.proofs;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final double ONE_COMMIT = 0.1;
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

    /** Seconds since 1970. */
    private static double instant(Newsroom newsroom, String column) {
        double[] seconds = {0};
        Rows.query(
                newsroom,
                "SELECT CAST(EXTRACT(EPOCH FROM " + column + ") AS double precision) FROM delivery",
                row -> seconds[0] = row.getDouble(1));
        return seconds[0];
    }

    private static boolean skipped(ProofRecord record) {
        if (Files.isExecutable(STRACE)) {
            return false;
        }
        record.skipped("strace is not installed");
        return true;
    }

    /** Counts what was called from the first attempt to the last answer, and the groups in which attempts began: a commit each. */
    private static void compare(ProofRecord record, Newsroom newsroom, Path calls) throws IOException {
        double first = instant(newsroom, "MIN(attempted_at)");
        double last = instant(newsroom, "MAX(settled_at)");
        long syncs;
        try (Stream<String> lines = Files.lines(calls)) {
            syncs = lines.filter(line -> line.contains("sync(") && !line.contains("resumed"))
                    .mapToDouble(line -> Double.parseDouble(line.strip().split("\\s+")[1]))
                    .filter(at -> at >= first && at <= last + ONE_COMMIT)
                    .count();
        }
        long groups = Rows.number(
                newsroom, "SELECT COUNT(*) FROM (SELECT DISTINCT worker_id, group_number FROM delivery) groups");
        record.figure("tries", READERS).figure("syncs", syncs).figure("groups", groups);
        record.verdict(groups > 1 && syncs >= groups);
        assertThat(groups).isGreaterThan(1);
        assertThat(syncs).isGreaterThanOrEqualTo(groups);
    }
}

package com.scrabbl.proofs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The database's disk is full in the middle of a sending, and has room again later. */
@Proof
class FullDiskTests {

    private static final int READERS = 1_500;
    private static final int MEGABYTES = 64;
    private static final Duration FULL = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Test
    void ofH2() throws IOException {
        Path home = Product.Folders.fresh("full disk, H2");
        try (SmallDisk disk = SmallDisk.mounted(home.resolve("data"))) {
            if (disk == null) {
                ProofRecord.of("disk full", "H2").skipped("a small disk can be mounted by root only");
                return;
            }
            prove(disk, "H2", Newsroom.openedIn(home, Engine.H2.fresh("", home), READERS));
        }
    }

    @Test
    void ofPostgresql() throws IOException {
        Path home = Product.Folders.fresh("full disk, PostgreSQL");
        try (SmallDisk disk = SmallDisk.mounted(home.resolve("disk"))) {
            if (disk == null) {
                ProofRecord.of("disk full", "PostgreSQL").skipped("a small disk can be mounted by root only");
                return;
            }
            Path folder = Files.createDirectory(home.resolve("disk").resolve("tablespace"));
            try (DurablePostgres server = new DurablePostgres("full-postgres")) {
                server.execute("CREATE TABLESPACE small LOCATION '" + folder + "'");
                server.execute("CREATE DATABASE small TABLESPACE small");
                prove(disk, "PostgreSQL", Newsroom.openedIn(home, Engine.Storage.on(server, "small"), READERS));
            }
        }
    }

    private static void prove(SmallDisk disk, String database, Newsroom newsroom) throws IOException {
        try (Trial trial = new Trial("disk full", database, newsroom)) {
            newsroom.sink().answersWithin(12);
            String slot = newsroom.nextSlot();
            Running sender = newsroom.send(slot);
            newsroom.awaitMessages(100);
            disk.fill();
            Waiting.pause(FULL);
            int before = newsroom.journal().size();
            Waiting.pause(Duration.ofSeconds(3));
            trial.checker().require(newsroom.journal().size() == before, "it sends without room to record");
            trial.checker().require(before < READERS, "there was room for all");
            disk.free();
            int exitCode = sender.waitFor(LONGEST);
            trial.record().figure("messages until it stopped", before).figure("exit code", exitCode);
            trial.checker().require(exitCode == 0, "ended with " + exitCode + ": " + sender);
            if (Rows.closed(newsroom, slot)) {
                trial.checker().ended(slot);
            } else {
                newsroom.finish(slot, trial.checker());
            }
            trial.verdict(1, 0);
        }
    }

    /** A disk in memory. */
    private record SmallDisk(Path folder) implements AutoCloseable {

        static @org.jspecify.annotations.Nullable SmallDisk mounted(Path folder) throws IOException {
            Files.createDirectories(folder);
            return command("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", folder.toString())
                    ? new SmallDisk(folder)
                    : null;
        }

        void fill() throws IOException {
            try (OutputStream out = Files.newOutputStream(ballast())) {
                byte[] page = new byte[4_096];
                while (true) {
                    out.write(page);
                }
            } catch (IOException e) {
                if (folder.toFile().getUsableSpace() > 0) {
                    throw e;
                }
            }
        }

        void free() throws IOException {
            Files.delete(ballast());
        }

        private Path ballast() {
            return folder.resolve("ballast");
        }

        @Override
        public void close() throws IOException {
            if (!command("umount", folder.toString())) {
                command("umount", "-l", folder.toString());
            }
        }

        private static boolean command(String... line) throws IOException {
            try {
                return new ProcessBuilder(line)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}

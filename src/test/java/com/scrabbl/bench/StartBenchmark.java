package com.scrabbl.bench;

import com.scrabbl.proofs.Ports;
import com.scrabbl.proofs.Running;
import com.scrabbl.proofs.Waiting;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * From the start of the process to the first answer that it is ready, on a database that is there: the plain jar, the same
 * with an archive of its classes, and a hello-world of the same starters.
 */
@Bench
class StartBenchmark {

    private static final Path JAR = Path.of("target", "scrabbl.jar").toAbsolutePath();
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Test
    void toReady() {
        Assumptions.assumeTrue(Row.START.asked() || Row.START_CDS.asked(), "not asked for");
        Path folder = Machine.freshFolder("start");
        String java = Machine.java();
        Start plain = new Start(folder, List.of(java, "-jar", JAR.toString(), "serve"));
        Path archive = archive(folder, java, "-XX:ArchiveClassesAtExit=", "classes.jsa");
        Start quick =
                new Start(folder, List.of(java, "-XX:SharedArchiveFile=" + archive, "-jar", JAR.toString(), "serve"));
        Start quickest = new Start(
                folder,
                List.of(
                        java,
                        "-XX:SharedArchiveFile=" + archive,
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        JAR.toString(),
                        "serve"));
        Optional<Start> hello =
                HelloWorld.jar().map(jar -> new Start(jar.getParent(), List.of(java, "-jar", jar.toString())));
        plain.seconds();
        hello.ifPresent(Start::seconds);
        Measured start = Measured.of(Row.START);
        Measured cds = Measured.of(Row.START_CDS);
        if (hello.isEmpty()) {
            Measured.not(Row.START, HelloWorld.MISSING);
        }
        for (int repetition = 0; repetition < Options.REPETITIONS; repetition++) {
            double ours = plain.seconds();
            hello.map(Start::seconds)
                    .ifPresent(theirs -> start.beside("plain s", ours)
                            .beside("hello-world s", theirs)
                            .value(ours / theirs));
            double archived = quick.seconds();
            double withFirst = quickest.seconds();
            cds.beside("plain s", ours)
                    .beside("with CDS s", archived)
                    .beside("with CDS, first compiler alone s", withFirst)
                    .beside("with CDS, first compiler alone", withFirst / ours)
                    .value(archived / ours);
        }
    }

    @Test
    void toReadyOnTheNewJdk() {
        Assumptions.assumeTrue(Row.START_AOT.asked(), "not asked for");
        Optional<Path> jdk = Machine.jdk(25);
        if (jdk.isEmpty()) {
            Measured.not(Row.START_AOT, "no JDK 25 lies beside the one in use");
            return;
        }
        Path folder = Machine.freshFolder("start-25");
        String java = Machine.java(jdk.get());
        Start plain = new Start(folder, List.of(java, "-jar", JAR.toString(), "serve"));
        Path cache = archive(folder, java, "-XX:AOTCacheOutput=", "classes.aot");
        Start quick = new Start(folder, List.of(java, "-XX:AOTCache=" + cache, "-jar", JAR.toString(), "serve"));
        plain.seconds();
        Measured aot = Measured.of(Row.START_AOT);
        for (int repetition = 0; repetition < Options.REPETITIONS; repetition++) {
            double ours = plain.seconds();
            double cached = quick.seconds();
            aot.beside("plain s", ours).beside("with the cache s", cached).value(cached / ours);
        }
    }

    /** Starts the jar once to make the archive. */
    private static Path archive(Path folder, String java, String make, String name) {
        Path file = folder.resolve(name);
        new Start(folder, List.of(java, make + file, "-jar", JAR.toString(), "serve")).seconds();
        if (!Files.exists(file)) {
            throw new IllegalStateException("No archive of classes was made: see the logs in " + folder);
        }
        return file;
    }

    /** A way to start. */
    private record Start(Path folder, List<String> command) {

        /** Starts it, waits until it is ready, and ends it. */
        double seconds() {
            int port = Ports.free();
            List<String> line = new ArrayList<>(command);
            line.add(1, "-Xmx" + Options.HEAP + "m");
            line.add("--server.port=" + port);
            long begun = System.nanoTime();
            Running running = Running.start(folder, "start", line);
            Waiting.until("ready", LONGEST, () -> {
                if (!running.alive()) {
                    throw new AssertionError("It ended: " + running);
                }
                return ready(port);
            });
            double seconds = (System.nanoTime() - begun) / 1e9;
            running.terminate();
            running.waitFor(LONGEST);
            return seconds;
        }
    }

    private static boolean ready(int port) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness")
                            .toURL()
                            .openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}

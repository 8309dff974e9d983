package com.scrabbl.bench;

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

/** A way to start. */
record Start(Path folder, List<String> command) {

    private static final Path JAR = Path.of("target", "scrabbl.jar").toAbsolutePath();
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Starts it, waits until it is ready, and ends it. */
    double seconds() {
        int port = Machine.freePort();
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

    /** Starts the jar once to make the archive. */
    static Path archive(Path folder, String java, String make, String name) {
        Path file = folder.resolve(name);
        new Start(folder, List.of(java, make + file, "-jar", JAR.toString(), "serve")).seconds();
        if (!Files.exists(file)) {
            throw new IllegalStateException("No archive of classes was made: see the logs in " + folder);
        }
        return file;
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

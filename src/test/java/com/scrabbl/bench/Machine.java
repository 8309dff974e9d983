package com.scrabbl.bench;

import com.scrabbl.proofs.Settings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Where it is measured. */
final class Machine {

    private static final Path ROOT = Path.of("target", "bench").toAbsolutePath();

    /** Before anything was measured: what else ran here. */
    private static final double LOAD =
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

    private Machine() {}

    static Map<String, Object> conditions() {
        Map<String, Object> conditions = new LinkedHashMap<>();
        conditions.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        conditions.put("commit", Settings.commit());
        conditions.put("processors", Runtime.getRuntime().availableProcessors());
        conditions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        conditions.put("JDK", System.getProperty("java.vm.version"));
        conditions.put("load before", Math.round(LOAD * 10) / 10.0);
        return conditions;
    }

    static String java() {
        return java(Path.of(System.getProperty("java.home")));
    }

    static String java(Path home) {
        return home + File.separator + "bin" + File.separator + "java";
    }

    /** A JDK of that version that lies beside the one in use. */
    static Optional<Path> jdk(int version) {
        Path folder = Path.of(System.getProperty("java.home")).getParent();
        try (Stream<Path> beside = Files.list(folder)) {
            return beside.filter(home -> Files.exists(home.resolve("bin").resolve("java")))
                    .filter(home -> release(home).contains("JAVA_VERSION=\"" + version))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String release(Path home) {
        Path file = home.resolve("release");
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder of the benchmark. */
    static Path folder(String name) {
        try {
            return Files.createDirectories(ROOT.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path freshFolder(String name) {
        try {
            FileSystemUtils.deleteRecursively(ROOT.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder(name);
    }

    /** A program of that name in the folders where programs are. */
    static @Nullable Path program(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** Runs a program to its end in that folder; returns what it printed, or nothing when it failed. */
    static Optional<String> run(Path folder, List<String> line) {
        try {
            Path out = folder.resolve(Path.of(line.get(0)).getFileName() + ".out");
            Process process = new ProcessBuilder(line)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            return process.waitFor() == 0 ? Optional.of(Files.readString(out)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

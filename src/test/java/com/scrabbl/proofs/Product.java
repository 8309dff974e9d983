package com.scrabbl.proofs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The packed product, started as processes of its own. Its classes are archived once, after a first sending, so that a
 * start costs less than two seconds.
 */
final class Product {

    private static final Path JAR = Path.of("target", "scrabbl.jar").toAbsolutePath();
    private static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Xshare:auto");

    private static @Nullable Product product;

    private final Path archive;

    private Product(Path archive) {
        this.archive = archive;
    }

    /** The product of this build. */
    static synchronized Product packed() {
        if (product == null) {
            product = find();
        }
        return product;
    }

    private static Product find() {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException("The proofs try the packed product: ./mvnw -Pproofs verify makes " + JAR);
        }
        Path folder = Path.of("target", "proofs", "product").toAbsolutePath();
        Folders.empty(folder);
        return new Product(folder.resolve("classes.jsa"));
    }

    boolean archived() {
        return Files.exists(archive);
    }

    /** Starts a command in that folder, which has the application.yml. */
    Running start(Path home, String... command) {
        return start(home, List.of(), command);
    }

    /** Starts a command below another program, such as one that traces it. */
    Running start(Path home, List<String> below, String... command) {
        List<String> line = new ArrayList<>(below);
        line.add(java());
        line.addAll(QUICK_START);
        if (archived()) {
            line.add("-XX:SharedArchiveFile=" + archive);
        }
        line.addAll(List.of("-jar", JAR.toString()));
        line.addAll(List.of(command));
        return Running.start(home, command[0], line);
    }

    /** Runs a command to its end, which must come soon and with this exit code; returns what it printed. */
    String run(Path home, int exitCode, String... command) {
        return start(home, command).expect(Duration.ofMinutes(3), exitCode);
    }

    /** Runs a command like the others once, and archives the classes that it loaded. */
    synchronized void archiveClasses(Path home, String... command) {
        if (archived()) {
            return;
        }
        List<String> line = new ArrayList<>(List.of(java()));
        line.addAll(QUICK_START);
        line.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-jar", JAR.toString()));
        line.addAll(List.of(command));
        Running.start(home, "archive", line).waitFor(Duration.ofMinutes(2));
        if (!archived()) {
            System.out.println("No archive of classes was made: each start takes a second longer.");
        }
    }

    private static String java() {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    }

    /** Folders of the proofs, all below target/proofs. */
    static final class Folders {

        private Folders() {}

        static Path fresh(String name) {
            Path folder = Path.of("target", "proofs", "homes", name).toAbsolutePath();
            empty(folder);
            return folder;
        }

        static void empty(Path folder) {
            try {
                if (Files.exists(folder)) {
                    org.springframework.util.FileSystemUtils.deleteRecursively(folder);
                }
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package com.scrabbl.bench;

import com.scrabbl.proofs.Running;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The pool of nodemailer, the mailer of Node.js: a process of its own that makes each message and records nothing. */
final class Nodemailer {

    static final String MISSING = "node and npm are not here, or npm could not install nodemailer";

    private static final String VERSION = "10.6.1";
    private static final String SCRIPT = "nodemailer.mjs";
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Path node;
    private final Path folder;

    private Nodemailer(Path node, Path folder) {
        this.node = node;
        this.folder = folder;
    }

    static Optional<Nodemailer> find() {
        @Nullable Path node = Machine.program("node");
        @Nullable Path npm = Machine.program("npm");
        if (node == null || npm == null) {
            return Optional.empty();
        }
        Path folder = Machine.folder("nodemailer");
        if (!Files.exists(folder.resolve("node_modules/nodemailer"))) {
            Machine.run(
                    folder,
                    List.of(
                            npm.toString(),
                            "install",
                            "--no-audit",
                            "--no-fund",
                            "--prefix",
                            ".",
                            "nodemailer@" + VERSION));
        }
        return Files.exists(folder.resolve("node_modules/nodemailer"))
                ? Optional.of(new Nodemailer(node, folder))
                : Optional.empty();
    }

    static String version() {
        return VERSION;
    }

    /** Messages in a second. */
    double rate(int port, int connections, int messages, Message message) {
        Path file = folder.resolve("message.json");
        try (InputStream script = Objects.requireNonNull(Nodemailer.class.getResourceAsStream(SCRIPT))) {
            Files.copy(script, folder.resolve(SCRIPT), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(
                    file,
                    JsonMapper.shared()
                            .writeValueAsString(Map.of(
                                    "subject", message.subject(),
                                    "html", message.html(),
                                    "text", message.text(),
                                    "reader", message.reader())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> line = List.of(
                node.toString(),
                SCRIPT,
                Integer.toString(port),
                Integer.toString(connections),
                Integer.toString(messages),
                file.toString());
        return Double.parseDouble(
                Running.start(folder, "nodemailer", line).expect(LONGEST, 0).strip());
    }
}

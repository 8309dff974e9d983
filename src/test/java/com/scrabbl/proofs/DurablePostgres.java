package com.scrabbl.proofs;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL server as in production, durable, that can be stopped at once and started again on the same port. */
final class DurablePostgres implements AutoCloseable {

    private final Path data;
    private final EmbeddedPostgres server;
    private List<String> commandLine = List.of();

    DurablePostgres(String name, String... settings) {
        data = Product.Folders.fresh(name).resolve("data");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on");
        for (int setting = 0; setting < settings.length; setting += 2) {
            builder.setServerConfig(settings[setting], settings[setting + 1]);
        }
        try {
            server = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            if (!show(setting).equals("on")) {
                throw new IllegalStateException("PostgreSQL runs with " + setting + " " + show(setting));
            }
        }
    }

    int port() {
        return server.getPort();
    }

    Path data() {
        return data;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    Connection connect(String database) {
        try {
            return DriverManager.getConnection(url(database), "postgres", "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String show(String setting) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The process that all others of the server are children of. */
    ProcessHandle postmaster() {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                            .get(0)
                            .strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code pg_ctl stop -m immediate}: no good-bye to anybody, and recovery at the next start. */
    void stopAtOnce() {
        ProcessHandle postmaster = postmaster();
        commandLine = commandLine(postmaster);
        signal("QUIT", postmaster.pid());
        Waiting.until("PostgreSQL is gone", Duration.ofSeconds(20), () -> !postmaster.isAlive());
    }

    void startAgain() {
        List<String> line = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to run as root: in a user namespace of its own it does not know that it is.
            line.addAll(List.of("unshare", "-U"));
        }
        line.addAll(commandLine);
        try {
            new ProcessBuilder(line)
                    .directory(data.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(data.getParent().resolve("server.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Waiting.until("PostgreSQL is back", Duration.ofSeconds(30), this::answers);
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "")) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private static List<String> commandLine(ProcessHandle process) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return List.of(line.split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String signal, long pid) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

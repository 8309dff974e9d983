package com.scrabbl.proofs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The databases, durable as in production. */
public enum Engine {
    H2("H2") {
        @Override
        public Storage fresh(String name, Path home) {
            String url = "jdbc:h2:file:" + home.resolve("data").resolve("scrabbl")
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
                    + ";DEFAULT_NULL_ORDERING=HIGH;AUTO_SERVER=TRUE;WRITE_DELAY=0;PAGE_SIZE=8192";
            // The product's own default, in the folder in which it is started.
            return new Storage("", url, "scrabbl");
        }
    },
    POSTGRESQL("PostgreSQL") {
        @Override
        public Storage fresh(String name, Path home) {
            String database = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
            server().execute("CREATE DATABASE " + database);
            return Storage.on(server(), database);
        }
    };

    private static @Nullable DurablePostgres server;

    private final String title;

    Engine(String title) {
        this.title = title;
    }

    /** An empty database of a product that is started in that folder. */
    public abstract Storage fresh(String name, Path home);

    @Override
    public String toString() {
        return title;
    }

    /** The server of all proofs that leave it alone. */
    static synchronized DurablePostgres server() {
        if (server == null) {
            server = new DurablePostgres("postgres");
        }
        return server;
    }

    /**
     * Where a product keeps its data.
     *
     * @param setting spring.datasource.url for the product; empty for its default
     * @param url for the proof, which looks at the rows; an H2 file only while no product has it open
     */
    public record Storage(String setting, String url, String user) {

        private static final String FILE = "jdbc:h2:file:";

        static Storage on(DurablePostgres server, String database) {
            return new Storage(server.url(database), server.url(database), "postgres");
        }

        public Connection connect() throws SQLException {
            return DriverManager.getConnection(url, user, password());
        }

        /** Of an H2 database it stands beside it, once a product has made it. */
        private String password() throws SQLException {
            if (!url.startsWith(FILE)) {
                return "";
            }
            Path beside = Path.of(url.substring(FILE.length(), url.indexOf(';')) + ".password");
            try {
                return Files.exists(beside) ? Files.readString(beside).strip() : "";
            } catch (IOException e) {
                throw new SQLException("The password of the database can't be read", e);
            }
        }
    }
}

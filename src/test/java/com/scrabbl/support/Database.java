package com.scrabbl.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The databases on which every behaviour that touches storage is tried. */
public enum Database {
    H2 {
        @Override
        String freshUrl(String name) {
            return "jdbc:h2:mem:" + name
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                    + ";DB_CLOSE_DELAY=-1";
        }
    },
    POSTGRESQL {
        @Override
        String freshUrl(String name) throws IOException {
            if (server == null) {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("timezone", "Asia/Kathmandu")
                        .start();
            }
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
            return server.getJdbcUrl("postgres", name);
        }
    };

    private static @Nullable EmbeddedPostgres server;
    private static final AtomicInteger count = new AtomicInteger();

    abstract String freshUrl(String name) throws IOException;

    /** The settings of an empty database of this kind, as command line arguments. */
    public String[] fresh() {
        return new String[] {
            "--spring.datasource.url=" + nextUrl(),
            "--spring.datasource.username=" + username(),
            "--spring.datasource.password="
        };
    }

    /** An empty database of this kind, with a connection of its own for each use. */
    public DataSource freshSource() {
        return new DriverManagerDataSource(nextUrl(), username(), "");
    }

    private String username() {
        return this == H2 ? "scrabbl" : "postgres";
    }

    private synchronized String nextUrl() {
        try {
            return freshUrl("scrabbl" + count.incrementAndGet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

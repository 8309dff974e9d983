package com.scrabbl.subscriber.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The indexes that people are searched by. Adding a million readers to them takes PostgreSQL nearly as long as all else about
 * them, and making them afterwards a third of that. So a list that is far longer than what is there comes in without them;
 * meanwhile a search reads everybody. If the import is killed, the next start of any process makes them.
 */
@Component
class SearchIndexes {

    /** It runs after the migrations at each start, too. */
    private static final ClassPathResource MAKING =
            new ClassPathResource("db/vendor/postgresql/afterMigrate__search.sql");

    /** A shorter list is not worth it. */
    private static final long LONG = 50_000;

    /** So many lines to each of the people who are there. */
    private static final long TIMES = 10;

    private final JdbcTemplate jdbc;
    private final ImportDatabase database;

    SearchIndexes(JdbcTemplate jdbc, ImportDatabase database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /**
     * Whether a list comes in without them.
     *
     * @param lines that it has, about
     */
    boolean areInTheWayOf(long lines) {
        return database.isPostgresql()
                && lines >= LONG
                && Boolean.FALSE.equals(jdbc.queryForObject(
                        "SELECT EXISTS (SELECT 1 FROM subscriber OFFSET ?)", Boolean.class, lines / TIMES));
    }

    void drop() {
        jdbc.execute("DROP INDEX IF EXISTS subscriber_domain, subscriber_name_key, subscriber_name_end");
    }

    /** Those that are missing. Whoever adds people waits meanwhile, a second or two for a million. */
    void make() throws IOException {
        jdbc.execute(MAKING.getContentAsString(StandardCharsets.UTF_8));
    }
}

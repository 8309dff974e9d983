package com.scrabbl.subscriber.transfer;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The indexes that people are searched by. Adding a million readers to them takes PostgreSQL nearly as long as all else about
 * them, and making them afterwards a third of that. So a list that is far longer than what is there comes in without them;
 * meanwhile a search reads everybody. If the import is killed, the next start of any process makes them, after the migrations.
 * H2 has them from its migrations, and keeps them.
 */
@Component
class SearchIndexes implements FlywayMigrationStrategy {

    /** A shorter list is not worth it. */
    private static final long LONG = 50_000;

    /** So many lines to each of the people who are there. */
    private static final long TIMES = 10;

    private final JdbcTemplate jdbc;
    private final ImportDatabase database;

    SearchIndexes(DataSource source, ImportDatabase database) {
        // Spring's own template waits for the migrations, which wait for this.
        this.jdbc = new JdbcTemplate(source);
        this.database = database;
    }

    /** Migrates the database, and makes those that are missing. */
    @Override
    public void migrate(Flyway flyway) {
        flyway.migrate();
        if (database.isPostgresql()) {
            make();
        }
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

    /**
     * Those that are missing. Whoever adds people waits meanwhile, a second or two for a million; while none is missing, nobody
     * does.
     */
    void make() {
        // CREATE INDEX waits for all who write even if the index is there, and fails if another process makes it
        // meanwhile.
        jdbc.execute("""
                DO $$
                BEGIN
                    IF to_regclass('subscriber_domain') IS NULL
                            OR to_regclass('subscriber_name_key') IS NULL
                            OR to_regclass('subscriber_name_end') IS NULL THEN
                        LOCK TABLE subscriber IN SHARE ROW EXCLUSIVE MODE;
                        CREATE INDEX IF NOT EXISTS subscriber_domain ON subscriber (domain, id);
                        CREATE INDEX IF NOT EXISTS subscriber_name_key ON subscriber (name_key, id);
                        CREATE INDEX IF NOT EXISTS subscriber_name_end ON subscriber (name_end, id);
                    END IF;
                END $$
                """);
    }
}

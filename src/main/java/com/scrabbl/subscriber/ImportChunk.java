package com.scrabbl.subscriber;

import static com.scrabbl.subscriber.Timestamps.utc;

import com.scrabbl.subscriber.Suppression.Cause;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Brings some thousand readers of a list into the tables by statements over sets, one transaction each time: one long
 * transaction would choke H2. The readers come sorted by the unique key, which both databases like best.
 */
final class ImportChunk implements AutoCloseable {

    private static final List<String> LINE_COLUMNS =
            List.of("address", "email", "erased_form", "name", "language", "time_zone", "topics");
    private static final List<String> ATTRIBUTE_COLUMNS = List.of("address", "name", "content");

    /**
     * @param newsletterId whose list it is
     * @param now the instant of all that is written
     * @param detail of the consents
     */
    record Target(long newsletterId, Instant now, String detail) {}

    private final Connection connection;
    private final JdbcClient jdbc;
    private final Staging staging;
    private final ErasureKey erasureKey;
    private final Target target;
    private final boolean anyErased;

    /** Takes the connection for itself until it is closed. */
    ImportChunk(Connection connection, ErasureKey erasureKey, Target target) throws SQLException {
        this.connection = connection;
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        this.staging = Staging.of(connection);
        this.erasureKey = erasureKey;
        this.target = target;
        createTables();
        connection.setAutoCommit(false);
        anyErased = jdbc.sql("SELECT EXISTS (SELECT 1 FROM suppression WHERE cause = 'erased')")
                .query(Boolean.class)
                .single();
    }

    /** Only counts; nothing is written but temporary tables. */
    void count(List<ListEntry> entries, ImportTally tally) throws SQLException {
        stage(entries);
        setAsideHeldBack(tally);
        tally.existing(setAsideExisting());
        tally.added(staged());
        clear();
    }

    /** All readers have different addresses. */
    void write(List<ListEntry> entries, ImportTally tally) throws SQLException {
        stage(entries);
        setAsideHeldBack(tally);
        tally.existing(setAsideExisting());
        insertSubscribers();
        long staged = staged();
        long added = insertSubscriptions();
        tally.added(added);
        // Someone else was quicker since we looked.
        tally.existing(staged - added);
        clear();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        dropTables();
    }

    private void stage(List<ListEntry> entries) throws SQLException {
        List<@Nullable String[]> lines = new ArrayList<>(entries.size());
        List<@Nullable String[]> attributes = new ArrayList<>();
        entries.stream()
                .sorted(Comparator.comparing(entry -> entry.address().normal()))
                .forEach(entry -> {
                    lines.add(line(entry));
                    entry.profile()
                            .attributes()
                            .forEach((name, content) ->
                                    attributes.add(new String[] {entry.address().normal(), name, content}));
                });
        staging.write("import_line", LINE_COLUMNS, lines);
        staging.write("import_attribute", ATTRIBUTE_COLUMNS, attributes);
    }

    private @Nullable String[] line(ListEntry entry) {
        Profile profile = entry.profile();
        return new @Nullable String[] {
            entry.address().normal(),
            entry.address().typed(),
            anyErased ? erasureKey.hash(entry.address()) : null,
            profile.name(),
            profile.language(),
            profile.timeZone(),
            entry.topics().stored()
        };
    }

    private void setAsideHeldBack(ImportTally tally) {
        jdbc.sql("""
                        INSERT INTO import_held (address, cause)
                        SELECT address, min(cause)
                        FROM (SELECT l.address, s.cause
                              FROM import_line l JOIN suppression s ON s.address = l.address
                              WHERE s.expires_at IS NULL OR s.expires_at > :now
                              UNION ALL
                              SELECT l.address, s.cause
                              FROM import_line l JOIN suppression s ON s.address = l.erased_form
                              WHERE s.cause = :erased AND (s.expires_at IS NULL OR s.expires_at > :now)
                              UNION ALL
                              SELECT l.address, 'ended'
                              FROM import_line l
                              JOIN subscriber s ON s.address = l.address
                              JOIN subscription n ON n.subscriber_id = s.id
                              WHERE n.newsletter_id = :newsletter AND n.state = 'ENDED') held
                        GROUP BY address
                        """)
                .param("now", utc(target.now()))
                .param("erased", Cause.ERASED.text())
                .param("newsletter", target.newsletterId())
                .update();
        jdbc.sql("SELECT cause, count(*) AS readers FROM import_held GROUP BY cause ORDER BY cause")
                .query(row -> {
                    tally.heldBack(row.getString("cause"), row.getLong("readers"));
                });
        jdbc.sql("DELETE FROM import_line WHERE address IN (SELECT address FROM import_held)")
                .update();
    }

    private int setAsideExisting() {
        return jdbc.sql("""
                        DELETE FROM import_line
                        WHERE address IN (SELECT s.address
                                          FROM import_line l
                                          JOIN subscriber s ON s.address = l.address
                                          JOIN subscription n ON n.subscriber_id = s.id
                                          WHERE n.newsletter_id = :newsletter)
                        """).param("newsletter", target.newsletterId()).update();
    }

    private long staged() {
        return jdbc.sql("SELECT count(*) FROM import_line").query(Long.class).single();
    }

    private void insertSubscribers() {
        long highest = highest("subscriber");
        jdbc.sql("""
                        INSERT INTO subscriber (email, address, name, language, time_zone, created_at)
                        SELECT l.email, l.address, l.name, l.language, l.time_zone, :now
                        FROM import_line l
                        WHERE NOT EXISTS (SELECT 1 FROM subscriber s WHERE s.address = l.address)
                        ORDER BY l.address
                        ON CONFLICT DO NOTHING
                        """).param("now", utc(target.now())).update();
        jdbc.sql("""
                        INSERT INTO subscriber_attribute (subscriber_id, name, content)
                        SELECT s.id, a.name, a.content
                        FROM import_attribute a JOIN subscriber s ON s.address = a.address
                        WHERE s.id > :highest
                        ORDER BY s.id, a.name
                        ON CONFLICT DO NOTHING
                        """).param("highest", highest).update();
    }

    private int insertSubscriptions() {
        long highest = highest("subscription");
        int added = jdbc.sql("""
                        INSERT INTO subscription (newsletter_id, subscriber_id, state, topics, since)
                        SELECT :newsletter, s.id, 'ACTIVE', l.topics, :now
                        FROM import_line l JOIN subscriber s ON s.address = l.address
                        ORDER BY s.id
                        ON CONFLICT DO NOTHING
                        """)
                .param("newsletter", target.newsletterId())
                .param("now", utc(target.now()))
                .update();
        jdbc.sql("""
                        INSERT INTO consent (subscriber_id, newsletter_id, event, origin, occurred_at, detail)
                        SELECT n.subscriber_id, n.newsletter_id, 'GIVEN', 'IMPORT', n.since, :detail
                        FROM subscription n
                        WHERE n.newsletter_id = :newsletter AND n.id > :highest AND n.since = :now
                          AND n.state = 'ACTIVE'
                        ORDER BY n.id
                        """)
                .param("newsletter", target.newsletterId())
                .param("highest", highest)
                .param("now", utc(target.now()))
                .param("detail", target.detail())
                .update();
        return added;
    }

    private long highest(String table) {
        return jdbc.sql("SELECT coalesce(max(id), 0) FROM " + table)
                .query(Long.class)
                .single();
    }

    private void clear() throws SQLException {
        List.of("import_line", "import_attribute", "import_held")
                .forEach(table -> jdbc.sql("DELETE FROM " + table).update());
        connection.commit();
    }

    private void createTables() {
        dropTables();
        jdbc.sql("""
                        CREATE LOCAL TEMPORARY TABLE import_line (
                            address varchar(320) PRIMARY KEY,
                            email varchar(320) NOT NULL,
                            erased_form varchar(64),
                            name varchar(200),
                            language varchar(35),
                            time_zone varchar(50),
                            topics varchar(2000) NOT NULL
                        )
                        """).update();
        jdbc.sql("""
                        CREATE LOCAL TEMPORARY TABLE import_attribute (
                            address varchar(320) NOT NULL,
                            name varchar(100) NOT NULL,
                            content varchar(2000) NOT NULL
                        )
                        """).update();
        jdbc.sql(
                        "CREATE LOCAL TEMPORARY TABLE import_held (address varchar(320) PRIMARY KEY, cause varchar(20) NOT NULL)")
                .update();
    }

    private void dropTables() {
        List.of("import_line", "import_attribute", "import_held")
                .forEach(table -> jdbc.sql("DROP TABLE IF EXISTS " + table).update());
    }
}

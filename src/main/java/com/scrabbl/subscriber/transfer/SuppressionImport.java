package com.scrabbl.subscriber.transfer;

import static com.scrabbl.timestamp.Timestamps.utc;

import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.transfer.ImportReport.Rejection;
import com.scrabbl.subscriber.transfer.Rows.Row;
import com.scrabbl.subscriber.transfer.SuppressionFile.Line;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Imports a list of addresses and domains that must not be mailed. What holds as long already stays as it is. */
@Component
public class SuppressionImport {

    private static final int CHUNK = 1_000;
    private static final int EXAMPLES = 20;

    private final JdbcClient jdbc;
    private final ImportDatabase database;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SuppressionImport(JdbcClient jdbc, ImportDatabase database, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What an import did: {@code lines = added + existing + rejected}.
     *
     * @param added suppressions that hold from now on, or again
     * @param existing lines about what held already
     * @param rejected lines that are wrong
     * @param examples the first few of the rejected lines
     */
    public record Report(long lines, long added, long existing, long rejected, List<Rejection> examples) {}

    /**
     * Rejected lines go into a file beside the list.
     *
     * @param cause of lines that name none
     * @param progress is told the number of the line that was reached
     */
    public Report run(SuppressionFile file, Cause cause, LongConsumer progress) throws IOException {
        try (RejectedLines wrong = file.rejectedLines()) {
            return read(file, cause, progress, wrong::add, this::write);
        }
    }

    /** Tells what {@link #run} would do, and writes nothing. */
    public Report rehearse(SuppressionFile file, Cause cause, LongConsumer progress) throws IOException {
        return read(file, cause, progress, (row, reason) -> {}, this::open);
    }

    private interface Rejecter {
        void reject(Row row, String reason) throws IOException;
    }

    private Report read(
            SuppressionFile file,
            Cause cause,
            LongConsumer progress,
            Rejecter rejecter,
            ToIntBiFunction<List<Line>, Instant> writer)
            throws IOException {
        long lines = 0;
        long added = 0;
        long rejected = 0;
        List<Rejection> examples = new ArrayList<>();
        Instant now = clock.instant();
        Map<String, Line> chunk = new LinkedHashMap<>();
        try (Rows rows = file.rows()) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                lines++;
                try {
                    Line line = file.read(row, cause, now);
                    chunk.putIfAbsent(line.pattern().stored() + " " + line.cause(), line);
                } catch (IllegalArgumentException e) {
                    Rejection rejection = new Rejection(row.line(), String.valueOf(e.getMessage()));
                    rejected++;
                    rejecter.reject(row, rejection.reason());
                    if (examples.size() < EXAMPLES) {
                        examples.add(rejection);
                    }
                }
                if (chunk.size() == CHUNK) {
                    added += bring(writer, chunk, now);
                    chunk.clear();
                }
                progress.accept(row.line());
            }
        }
        added += bring(writer, chunk, now);
        return new Report(lines, added, lines - added - rejected, rejected, examples);
    }

    private int bring(ToIntBiFunction<List<Line>, Instant> writer, Map<String, Line> chunk, Instant now) {
        Integer added = transaction.execute(status -> {
            database.lookUp();
            return writer.applyAsInt(List.copyOf(chunk.values()), now);
        });
        return added == null ? 0 : added;
    }

    /** Those that do not hold as long already. */
    private int open(List<Line> lines, Instant now) {
        return bind(jdbc.sql("""
                        SELECT count(*)
                        FROM unnest(CAST(:addresses AS varchar ARRAY), CAST(:causes AS varchar ARRAY),
                                    CAST(:evidences AS varchar ARRAY), CAST(:expiries AS varchar ARRAY))
                             AS l(address, cause, evidence, expires_at)
                        LEFT JOIN suppression s ON s.address = l.address AND s.cause = l.cause %s
                        WHERE s.address IS NULL
                           OR l.expires_at IS NULL AND s.expires_at IS NOT NULL
                           OR CAST(l.expires_at AS timestamp(6) with time zone) > s.expires_at
                        """.formatted(database.among("s.address", "addresses"))), lines)
                .query(Integer.class)
                .single();
    }

    private int write(List<Line> lines, Instant now) {
        // One that an operator had removed, or that would end earlier, holds again: the list is the later word.
        int again = bind(jdbc.sql("""
                                    UPDATE suppression
                                    SET evidence = l.evidence, since = :now,
                                        expires_at = CAST(l.expires_at AS timestamp(6) with time zone)
                                    FROM unnest(CAST(:addresses AS varchar ARRAY), CAST(:causes AS varchar ARRAY),
                                                CAST(:evidences AS varchar ARRAY), CAST(:expiries AS varchar ARRAY))
                                         AS l(address, cause, evidence, expires_at)
                                    WHERE suppression.address = l.address AND suppression.cause = l.cause %s
                                      AND (l.expires_at IS NULL AND suppression.expires_at IS NOT NULL
                                           OR CAST(l.expires_at AS timestamp(6) with time zone) > suppression.expires_at)
                                    """.formatted(database.among("suppression.address", "addresses"))), lines)
                .param("now", utc(now))
                .update();
        return again + bind(jdbc.sql("""
                            INSERT INTO suppression (address, cause, evidence, since, expires_at)
                            SELECT l.address, l.cause, l.evidence, :now,
                                   CAST(l.expires_at AS timestamp(6) with time zone)
                            FROM unnest(CAST(:addresses AS varchar ARRAY), CAST(:causes AS varchar ARRAY),
                                        CAST(:evidences AS varchar ARRAY), CAST(:expiries AS varchar ARRAY))
                                 AS l(address, cause, evidence, expires_at)
                            ON CONFLICT DO NOTHING
                            """), lines).param("now", utc(now)).update();
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, List<Line> lines) {
        return statement
                .param("addresses", column(lines, line -> line.pattern().stored()))
                .param("causes", column(lines, line -> line.cause().text()))
                .param("evidences", column(lines, Line::evidence))
                .param(
                        "expiries",
                        column(
                                lines,
                                line -> line.expiresAt() == null
                                        ? null
                                        : utc(line.expiresAt()).toString()));
    }

    private static @Nullable String[] column(List<Line> lines, Function<Line, @Nullable String> value) {
        @Nullable String[] column = new @Nullable String[lines.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(lines.get(i));
        }
        return column;
    }
}

package com.scrabbl.subscriber.transfer;

import com.scrabbl.subscriber.ErasureKey;
import com.scrabbl.subscriber.transfer.ImportReport.Rejection;
import com.scrabbl.subscriber.transfer.Rows.Row;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.LongConsumer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports a list of readers who agreed elsewhere: each new one becomes active, or is asked to confirm, with the file's
 * name as proof. Known readers stay as they are unless asked otherwise; who left, is suppressed or was erased is held back.
 * Who left or bounced elsewhere, as the list says, is put on record as such. Importing a file twice, or again after it broke
 * off, changes nothing more.
 */
@Component
public class SubscriberImport {

    /** What is wrong with a line that has no cells. */
    private static final String BROKEN_LINE = "line";

    /** Somebody may add the same person meanwhile, who is known the next time: at a form, or by the same list. */
    private static final int ATTEMPTS = 5;

    /** PostgreSQL has a process for each connection; two who write to the same H2 get in each other's way. */
    private static final int CONNECTIONS = 2;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ErasureKey erasureKey;
    private final Clock clock;
    private final ImportDatabase database;
    private final SearchIndexes searchIndexes;

    SubscriberImport(
            JdbcTemplate template,
            ImportDatabase database,
            SearchIndexes searchIndexes,
            TransactionTemplate transaction,
            ErasureKey erasureKey,
            Clock clock) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        this.transaction = transaction;
        this.erasureKey = erasureKey;
        this.clock = clock;
        this.database = database;
        this.searchIndexes = searchIndexes;
    }

    /** The same as {@link #run(ListFile, ImportOptions, LongConsumer)} with the options that are the default. */
    public ImportReport run(ListFile list, long newsletterId, LongConsumer progress) throws IOException {
        return run(list, ImportOptions.of(newsletterId), progress);
    }

    /**
     * Rejected lines go into a file beside the list.
     *
     * @param progress is told the number of the line that was reached
     */
    public ImportReport run(ListFile list, ImportOptions options, LongConsumer progress) throws IOException {
        boolean without = searchIndexes.areInTheWayOf(list.lines());
        try (RejectedLines rejected = list.rejectedLines()) {
            if (without) {
                searchIndexes.drop();
            }
            return read(list, options, progress, rejected::add, true);
        } finally {
            if (without) {
                searchIndexes.make();
            }
        }
    }

    /** Tells what {@link #run} would do, and writes nothing. */
    public ImportReport rehearse(ListFile list, ImportOptions options, LongConsumer progress) throws IOException {
        return read(list, options, progress, (row, reason) -> {}, false);
    }

    private ImportReport read(
            ListFile list, ImportOptions options, LongConsumer progress, Rejecter rejecter, boolean writing)
            throws IOException {
        if (list.lines() > SeenAddresses.MOST) {
            throw new UnreadableListException("%s has %d lines, at most %d are taken at once; split it"
                    .formatted(list.path(), list.lines(), SeenAddresses.MOST));
        }
        ImportTally tally = new ImportTally();
        ImportChunk chunk = new ImportChunk(
                template, erasureKey, new ImportTarget(options, clock.instant(), fileName(list), database), writing);
        ListReading reading = list.source().reading(list.columns(), slug(options.newsletterId()));
        try (Rows rows = list.rows();
                SeenAddresses seen = new SeenAddresses(list.lines());
                WriteBehind<ImportTally> behind =
                        new WriteBehind<>(database.isPostgresql() ? CONNECTIONS : 1, tally::add)) {
            Portion portion = new Portion();
            for (Row row = rows.next(); row != null; row = rows.next()) {
                tally.line();
                take(reading, row, seen, tally, rejecter, portion);
                if (portion.isFull()) {
                    Portion full = portion;
                    behind.write(() -> bring(chunk, full));
                    portion = new Portion();
                }
                progress.accept(row.line());
            }
            Portion rest = portion;
            behind.write(() -> bring(chunk, rest));
            behind.await();
        }
        return tally.report();
    }

    private static void take(
            ListReading reading, Row row, SeenAddresses seen, ImportTally tally, Rejecter rejecter, Portion portion)
            throws IOException {
        String kind = BROKEN_LINE;
        String problem = row.problem();
        if (problem == null) {
            try {
                ListEntry entry = reading.read(row.line(), row.cells());
                // An export of several newsletters has a person once for each.
                if (entry.standing().kind() == ListStanding.Kind.ELSEWHERE || seen.add(entry.address())) {
                    portion.add(entry);
                } else {
                    tally.duplicate();
                }
                return;
            } catch (WrongCellException e) {
                kind = e.column();
                problem = String.valueOf(e.getMessage());
            }
        }
        tally.rejected(kind, new Rejection(row.line(), problem));
        rejecter.reject(row, problem);
    }

    private ImportTally bring(ImportChunk chunk, Portion portion) {
        ImportTally tally = new ImportTally();
        portion.transactions(database.isPostgresql()).forEach(entries -> tally.add(commit(chunk, entries)));
        return tally;
    }

    private ImportTally commit(ImportChunk chunk, List<ListEntry> entries) {
        for (int attempt = 1; ; attempt++) {
            ImportTally tally = new ImportTally();
            try {
                transaction.executeWithoutResult(status -> {
                    erasureKey.share(database.isPostgresql());
                    chunk.bring(entries, tally);
                });
                return tally;
            } catch (DuplicateKeyException | PessimisticLockingFailureException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                chunk.somebodyIsKnown();
            }
        }
    }

    private String slug(long newsletterId) {
        return jdbc.sql("SELECT slug FROM newsletter WHERE id = :id")
                .param("id", newsletterId)
                .query(String.class)
                .single();
    }

    private static String fileName(ListFile list) {
        String name = String.valueOf(list.path().getFileName()).replaceAll("\\p{Cntrl}", "?");
        return name.substring(0, Math.min(name.length(), 1000));
    }

    private interface Rejecter {
        void reject(Row row, String reason) throws IOException;
    }
}

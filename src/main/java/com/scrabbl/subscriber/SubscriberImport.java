package com.scrabbl.subscriber;

import com.scrabbl.subscriber.ImportChunk.Target;
import com.scrabbl.subscriber.ImportReport.Rejection;
import com.scrabbl.subscriber.Rows.Row;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports a list of readers who agreed elsewhere: each new one becomes active, with the file's name as proof. Known
 * readers stay as they are; who left, is suppressed or was erased is held back. Importing a file twice, or again after it
 * broke off, changes nothing more.
 */
@Component
public class SubscriberImport {

    /** Lines that are sorted in memory together, in the order of the unique key. */
    private static final int CHUNK = 50_000;

    /** H2 keeps every version of a page that a running statement might read, so its statements must be short. */
    private static final int H2_STATEMENT = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ErasureKey erasureKey;
    private final Clock clock;
    private final int statement;

    SubscriberImport(JdbcTemplate template, TransactionTemplate transaction, ErasureKey erasureKey, Clock clock) {
        this.jdbc = JdbcClient.create(template);
        this.transaction = transaction;
        this.erasureKey = erasureKey;
        this.clock = clock;
        this.statement = postgresql(template) ? CHUNK : H2_STATEMENT;
    }

    /**
     * Rejected lines go into a file beside the list.
     *
     * @param progress is told the number of the line that was reached
     */
    public ImportReport run(ListFile list, long newsletterId, LongConsumer progress) throws IOException {
        try (RejectedLines rejected = new RejectedLines(list)) {
            return read(list, newsletterId, progress, rejected::add, ImportChunk::write);
        }
    }

    /** Tells what {@link #run} would do, and writes nothing. */
    public ImportReport rehearse(ListFile list, long newsletterId, LongConsumer progress) throws IOException {
        return read(list, newsletterId, progress, (row, reason) -> {}, ImportChunk::count);
    }

    private ImportReport read(ListFile list, long newsletterId, LongConsumer progress, Rejecter rejecter, Step step)
            throws IOException {
        if (list.lines() > SeenAddresses.MOST) {
            throw new UnreadableListException("%s has %d lines, at most %d are taken at once; split it"
                    .formatted(list.path(), list.lines(), SeenAddresses.MOST));
        }
        ImportTally tally = new ImportTally();
        ImportChunk chunk = new ImportChunk(jdbc, erasureKey, new Target(newsletterId, clock.instant(), detail(list)));
        try (Rows rows = list.rows();
                SeenAddresses seen = new SeenAddresses(list.lines());
                WriteBehind behind = new WriteBehind()) {
            List<ListEntry> entries = new ArrayList<>();
            for (Row row = rows.next(); row != null; row = rows.next()) {
                tally.line();
                take(list, row, seen, tally, rejecter, entries);
                if (entries.size() == CHUNK) {
                    List<ListEntry> full = entries;
                    behind.write(() -> bring(chunk, full, tally, step));
                    entries = new ArrayList<>();
                }
                progress.accept(row.line());
            }
            List<ListEntry> rest = entries;
            behind.write(() -> bring(chunk, rest, tally, step));
            behind.await();
        }
        return tally.report();
    }

    private static void take(
            ListFile list, Row row, SeenAddresses seen, ImportTally tally, Rejecter rejecter, List<ListEntry> entries)
            throws IOException {
        String problem = row.problem();
        if (problem == null) {
            try {
                ListEntry entry = list.columns().read(row.cells());
                if (seen.add(entry.address())) {
                    entries.add(entry);
                } else {
                    tally.duplicate();
                }
                return;
            } catch (IllegalArgumentException e) {
                problem = String.valueOf(e.getMessage());
            }
        }
        tally.rejected(new Rejection(row.line(), problem));
        rejecter.reject(row, problem);
    }

    private void bring(ImportChunk chunk, List<ListEntry> entries, ImportTally tally, Step step) {
        entries.sort(Comparator.comparing(entry -> entry.address().normal()));
        for (int first = 0; first < entries.size(); first += statement) {
            List<ListEntry> some = entries.subList(first, Math.min(first + statement, entries.size()));
            transaction.executeWithoutResult(status -> step.on(chunk, some, tally));
        }
    }

    private static boolean postgresql(JdbcTemplate template) {
        return "PostgreSQL".equals(template.execute((ConnectionCallback<String>)
                connection -> connection.getMetaData().getDatabaseProductName()));
    }

    private static String detail(ListFile list) {
        String name = String.valueOf(list.path().getFileName()).replaceAll("\\p{Cntrl}", "?");
        return name.substring(0, Math.min(name.length(), 1000));
    }

    private interface Rejecter {
        void reject(Row row, String reason) throws IOException;
    }

    private interface Step {
        void on(ImportChunk chunk, List<ListEntry> entries, ImportTally tally);
    }
}

package com.scrabbl.subscriber;

import com.scrabbl.subscriber.ImportChunk.Target;
import com.scrabbl.subscriber.ImportReport.Rejection;
import com.scrabbl.subscriber.Rows.Row;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Imports a list of readers who agreed elsewhere: each new one becomes active, with the file's name as proof. Known
 * readers stay as they are; who left, is suppressed or was erased is held back. Importing a file twice, or again after it
 * broke off, changes nothing more.
 */
@Component
public class SubscriberImport {

    private static final int CHUNK = 50_000;

    private final DataSource database;
    private final ErasureKey erasureKey;
    private final Clock clock;

    SubscriberImport(DataSource database, ErasureKey erasureKey, Clock clock) {
        this.database = database;
        this.erasureKey = erasureKey;
        this.clock = clock;
    }

    /**
     * Rejected lines go into a file beside the list.
     *
     * @param progress is told the number of the line that was reached
     */
    public ImportReport run(ListFile list, long newsletterId, LongConsumer progress) throws IOException, SQLException {
        try (RejectedLines rejected = new RejectedLines(list)) {
            return read(list, newsletterId, progress, rejected::add, ImportChunk::write);
        }
    }

    /** Tells what {@link #run} would do, and writes nothing. */
    public ImportReport rehearse(ListFile list, long newsletterId, LongConsumer progress)
            throws IOException, SQLException {
        return read(list, newsletterId, progress, (row, reason) -> {}, ImportChunk::count);
    }

    private ImportReport read(
            ListFile list, long newsletterId, LongConsumer progress, Rejecter rejecter, ChunkStep step)
            throws IOException, SQLException {
        if (list.lines() > SeenAddresses.MOST) {
            throw new UnreadableListException("%s has %d lines, at most %d are taken at once; split it"
                    .formatted(list.path(), list.lines(), SeenAddresses.MOST));
        }
        ImportTally tally = new ImportTally();
        Target target = new Target(newsletterId, clock.instant(), detail(list));
        try (Rows rows = list.rows();
                SeenAddresses seen = new SeenAddresses(list.lines());
                Connection connection = database.getConnection();
                ImportChunk chunk = new ImportChunk(connection, erasureKey, target)) {
            List<ListEntry> entries = new ArrayList<>();
            for (Row row = rows.next(); row != null; row = rows.next()) {
                tally.line();
                take(list, row, seen, tally, rejecter, entries);
                if (entries.size() == CHUNK) {
                    step.on(chunk, entries, tally);
                    entries.clear();
                }
                progress.accept(row.line());
            }
            step.on(chunk, entries, tally);
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

    private static String detail(ListFile list) {
        String name = String.valueOf(list.path().getFileName()).replaceAll("\\p{Cntrl}", "?");
        return name.substring(0, Math.min(name.length(), 1000));
    }

    private interface Rejecter {
        void reject(Row row, String reason) throws IOException;
    }

    private interface ChunkStep {
        void on(ImportChunk chunk, List<ListEntry> entries, ImportTally tally) throws SQLException;
    }
}

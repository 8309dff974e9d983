package com.scrabbl.subscriber.transfer;

import com.scrabbl.subscriber.AddressPattern;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.Suppressions;
import com.scrabbl.subscriber.transfer.Rows.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of addresses that must not be mailed. With a header line its columns are {@code address} (or {@code email}),
 * {@code cause}, {@code note} (or {@code evidence}) and {@code expires_at}, others are passed over, so what we list can be
 * imported; without one they are address, cause and note, of which the last two may be missing.
 */
public final class SuppressionFile {

    private static final Set<String> ADDRESS = Set.of("address", "email", "email address");
    private static final Set<String> CAUSE = Set.of("cause");
    private static final Set<String> NOTE = Set.of("note", "evidence");
    private static final Set<String> EXPIRY = Set.of("expires_at");
    private static final List<String> WITHOUT_HEADER = List.of("address", "cause", "note");

    private final CsvText text;
    private final List<String> columns;
    private final boolean header;

    private SuppressionFile(CsvText text, List<String> columns, boolean header) {
        this.text = text;
        this.columns = columns;
        this.header = header;
    }

    /**
     * One line.
     *
     * @param evidence what shows it
     * @param expiresAt exclusive; null is for ever
     */
    record Line(
            AddressPattern pattern,
            Cause cause,
            @Nullable String evidence,
            @Nullable Instant expiresAt) {}

    /** @throws UnreadableListException when nothing of it could be imported */
    public static SuppressionFile open(Path path) {
        CsvText text = CsvText.open(path, null);
        List<String> first = text.firstRow().stream()
                .map(cell -> FormulaGuard.unguarded(cell).strip().toLowerCase(Locale.ROOT))
                .toList();
        if (first.stream().anyMatch(ADDRESS::contains)) {
            return new SuppressionFile(text, first, true);
        }
        if (first.size() > WITHOUT_HEADER.size() || !first.get(0).contains("@")) {
            throw new UnreadableListException(
                    "%s neither has a column \"address\" in its header line nor begins with an address"
                            .formatted(path));
        }
        return new SuppressionFile(text, WITHOUT_HEADER.subList(0, first.size()), false);
    }

    /** Where the file lies. */
    public Path path() {
        return text.path();
    }

    /** How many lines the file has, or a few more. */
    public long lines() {
        return text.lines();
    }

    /** Beside it: where an import puts the lines that it rejects. */
    public Path rejectedFile() {
        return text.rejectedFile();
    }

    RejectedLines rejectedLines() throws IOException {
        return new RejectedLines(text.rejectedFile(), text.separator(), columns);
    }

    Rows rows() throws IOException {
        return text.rows(columns.size(), header);
    }

    /** @throws IllegalArgumentException when the line is wrong; the message says how */
    Line read(Row row, Cause otherwise, Instant now) {
        if (row.problem() != null) {
            throw new IllegalArgumentException(row.problem());
        }
        String cause = cell(row, CAUSE).strip();
        Cause meant = cause.isEmpty() ? otherwise : Cause.parse(cause);
        if (meant == Cause.ERASED) {
            throw new IllegalArgumentException("the cause erased is set by an erasure only");
        }
        Instant expiresAt = ListTime.parse("expires_at", cell(row, EXPIRY));
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw new IllegalArgumentException("expires_at %s is over".formatted(expiresAt));
        }
        String evidence = Suppressions.cut(cell(row, NOTE));
        return new Line(
                AddressPattern.parse(cell(row, ADDRESS)),
                meant,
                evidence == null || evidence.isEmpty() ? null : evidence,
                expiresAt);
    }

    private String cell(Row row, Set<String> names) {
        for (int i = 0; i < columns.size(); i++) {
            if (names.contains(columns.get(i))) {
                return FormulaGuard.unguarded(row.cells().get(i));
            }
        }
        return "";
    }
}

package com.scrabbl.mail.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All rows of the checklist, in their order. C rows are what receivers ask of bulk mail, by the number of the rule; E rows
 * are the frequent mistakes in a digest's HTML and text. Each group of rows is a class that has the rows as a table, and
 * below it how each is looked at.
 */
public final class Checklist {

    /** What only the relay can do for us: it signs, and it writes the envelope of bounces. */
    private static final List<CheckRow> RELAY = List.of(
            CheckRow.relays("C23", "A DKIM signature over both List-Unsubscribe headers"),
            CheckRow.relays("C40", "A DKIM signature that holds, by a key of 1024 bits or more"),
            CheckRow.relays("C41", "A DKIM signature over all headers that matter"),
            CheckRow.relays("C42", "A DKIM signature of the sender’s own domain"),
            CheckRow.relays("C50", "An envelope sender that tells whose mail came back"));

    /** The rows by their names, in order. */
    public static final Map<String, CheckRow> ROWS = rows();

    private Checklist() {}

    private static Map<String, CheckRow> rows() {
        Map<String, CheckRow> rows = Stream.of(
                        HeaderRows.ROWS,
                        PartRows.ROWS,
                        HiddenRows.ROWS,
                        ListRows.ROWS,
                        RELAY,
                        FrameRows.ROWS,
                        PictureRows.ROWS,
                        StyleRows.ROWS,
                        ColourRows.ROWS,
                        SizeRows.ROWS,
                        WordRows.ROWS)
                .flatMap(List::stream)
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .collect(Collectors.toMap(
                        CheckRow::id,
                        row -> row,
                        (one, other) -> {
                            throw new IllegalStateException("Two rows are called " + one.id());
                        },
                        LinkedHashMap::new));
        return Collections.unmodifiableMap(rows);
    }

    /** The row of that name, whatever its case; empty when there is none. */
    public static Optional<CheckRow> find(String id) {
        return Optional.ofNullable(ROWS.get(id.strip().toUpperCase(java.util.Locale.ROOT)));
    }

    /** The place of a row in the list; what is no row comes first. */
    static int place(String id) {
        return List.copyOf(ROWS.keySet()).indexOf(id);
    }
}

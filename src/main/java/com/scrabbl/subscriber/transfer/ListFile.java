package com.scrabbl.subscriber.transfer;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of readers whose header line was checked: UTF-8, or UTF-16 with a byte order mark, unless another encoding is
 * named; separated by commas, semicolons or tabs.
 */
public final class ListFile {

    private final CsvText text;
    private final Columns columns;
    private final ListSource source;

    private ListFile(CsvText text, Columns columns, ListSource source) {
        this.text = text;
        this.columns = columns;
        this.source = source;
    }

    /** @throws UnreadableListException when nothing of it could be imported */
    public static ListFile open(Path path) {
        return open(path, ListSource.OWN, Map.of(), null);
    }

    /**
     * The same for a list whose columns have other names.
     *
     * @param source what wrote it
     * @param mapping the name that a column of the file has with us, by its own; an empty one ignores the column
     * @param charset null is the one of its byte order mark, else UTF-8
     * @throws UnreadableListException when nothing of it could be imported
     */
    public static ListFile open(Path path, ListSource source, Map<String, String> mapping, @Nullable Charset charset) {
        source.check(path);
        CsvText text = CsvText.open(path, charset);
        Columns columns = Columns.of(path, text.firstRow(), mapping, source);
        return new ListFile(text, columns, source);
    }

    /** Where the file lies. */
    public Path path() {
        return text.path();
    }

    /** How many lines the file has, or a few more: some may be blank, some rows may span several. */
    public long lines() {
        return text.lines();
    }

    /** Beside it: where an import puts the lines that it rejects. */
    public Path rejectedFile() {
        return text.rejectedFile();
    }

    Columns columns() {
        return columns;
    }

    ListSource source() {
        return source;
    }

    /** The rows below the header. */
    Rows rows() throws IOException {
        return text.rows(columns.names().size(), true);
    }

    RejectedLines rejectedLines() throws IOException {
        return new RejectedLines(rejectedFile(), text.separator(), columns.own());
    }
}

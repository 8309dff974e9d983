package com.scrabbl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListingTests {

    private record Row(int id, String title, @Nullable Instant seen) {}

    private static final Listing<Row> LISTING = Listing.of(Row.class)
            .column("id", Row::id)
            .column("title", Row::title)
            .column("seen", Row::seen);

    private final StringWriter printed = new StringWriter();
    private final PrintWriter out = new PrintWriter(printed);

    @Test
    void tableIsAlignedWithNumbersAtTheRightAndNoSpaceAtTheEnd() {
        print(Format.TABLE, new Row(7, "Tide", null), new Row(12, "潮の満ち引き", Instant.EPOCH));

        assertThat(printed).hasToString("""
                id  title         seen
                 7  Tide
                12  潮の満ち引き  1970-01-01T00:00:00Z
                """);
    }

    @Test
    void tableShowsControlCharactersAndDirectionMarksHarmlessly() {
        print(Format.TABLE, new Row(1, "a\u001b[2Jb\nc\u202Ed", null));

        assertThat(printed.toString()).endsWith("1  a\\u001b[2Jb\\u000ac\\u202ed\n");
    }

    @Test
    void tableIsCutToTheTerminalAtItsWidestColumn() {
        List<Cell> row = List.of(new Cell(1), new Cell("A very long title that does not fit"), new Cell("short"));
        new Table(List.of("id", "title", "note"), OptionalInt.of(24))
                .print(List.of(row).iterator(), out);

        assertThat(printed).hasToString("""
                id  title          note
                 1  A very long t… short
                """.replace("t… ", "…  "));
        assertThat(printed.toString().lines()).allMatch(line -> line.length() <= 24);
    }

    @Test
    void csvIsQuotedAndDisarmsFormulasButNotNumbers() {
        print(Format.CSV, new Row(-3, "=HYPERLINK(\"x\")", null), new Row(4, "two\nlines, and a comma", null));

        assertThat(printed)
                .hasToString("id,title,seen\r\n-3,\"'=HYPERLINK(\"\"x\"\")\",\r\n4,\"two\nlines, and a comma\",\r\n");
    }

    @Test
    void jsonIsOneArrayOfObjects() {
        print(Format.JSON, new Row(1, "\u001b[0m", null), new Row(2, "b", Instant.EPOCH));

        assertThat(printed).hasToString("""
                [
                {"id":1,"title":"\\u001B[0m","seen":null},
                {"id":2,"title":"b","seen":"1970-01-01T00:00:00Z"}]
                """);
    }

    @Test
    void jsonOfNothingIsAnEmptyArray() {
        print(Format.JSON);

        assertThat(printed).hasToString("[]\n");
    }

    @Test
    void rowsAreNoLongerReadWhenNobodyReadsTheResult() {
        PrintWriter broken = new PrintWriter(new BrokenPipe());
        AtomicInteger read = new AtomicInteger();

        LISTING.print(
                Format.JSON,
                IntStream.range(0, 100_000).peek(i -> read.incrementAndGet()).mapToObj(i -> new Row(i, "t", null)),
                broken);

        assertThat(read.get()).isLessThan(2_000);
    }

    private void print(Format format, Row... rows) {
        LISTING.print(format, Stream.of(rows), out);
        out.flush();
    }

    private static final class BrokenPipe extends Writer {
        @Override
        public void write(char[] buffer, int offset, int length) throws java.io.IOException {
            throw new java.io.IOException("Broken pipe");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}

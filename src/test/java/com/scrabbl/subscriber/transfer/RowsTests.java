package com.scrabbl.subscriber.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.subscriber.transfer.Rows.Row;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A broken line must never take others with it. */
class RowsTests {

    @Test
    void aQuotedCellMaySpanLines() throws Exception {
        assertThat(rows("a,\"two\r\nlines, \"\"quoted\"\"\"\nb,c\n"))
                .containsExactly("1 [a, two\nlines, \"quoted\"]", "3 [b, c]");
    }

    @Test
    void aQuoteInsideABareCellIsText() throws Exception {
        assertThat(rows("Ada \"the first\",5\" x\nb,c\n")).containsExactly("1 [Ada \"the first\", 5\" x]", "2 [b, c]");
    }

    @Test
    void aQuoteThatIsNeverClosedBreaksItsLineOnly() throws Exception {
        assertThat(rows("a,\"b\nc,d\ne,f\n")).containsExactly("1 a quote is not closed", "2 [c, d]", "3 [e, f]");
    }

    @Test
    void aQuoteThatALaterCellSeemsToCloseBreaksItsLineOnly() throws Exception {
        assertThat(rows("a,\"b\nc,\"d\"\ne,\"f\"\n"))
                .containsExactly("1 a quote is not closed", "2 [c, d]", "3 [e, f]");
        assertThat(rows("\"a,b\n\"c,d\ne,f\n"))
                .containsExactly("1 a quote is not closed", "2 a quote is not closed", "3 [e, f]");
    }

    @Test
    void anOpenQuoteIsNotFollowedForEver() throws Exception {
        String many = "c,d\n".repeat(500);

        assertThat(rows("a,\"b\n" + many + "e,\"\n"))
                .hasSize(502)
                .startsWith("1 a quote is not closed", "2 [c, d]")
                .endsWith("502 a quote is not closed");
    }

    @Test
    void textAfterAClosingQuoteBreaksItsLineOnly() throws Exception {
        assertThat(rows("\"a\"x,b\nc,d\n")).containsExactly("1 a quote stands in a wrong place", "2 [c, d]");
    }

    @Test
    void aWrongNumberOfFieldsIsCounted() throws Exception {
        assertThat(rows("a\na,b,c\na,b\n"))
                .containsExactly(
                        "1 the line has 1 fields, the header has 2",
                        "2 the line has 3 fields, the header has 2",
                        "3 [a, b]");
    }

    @Test
    void aLineThatIsTooLongIsCutAndReported() throws Exception {
        assertThat(rows("a".repeat(1_000_000) + "\nc,d\n"))
                .containsExactly("1 the line is longer than 65536 characters", "2 [c, d]");
    }

    private static List<String> rows(String text) throws IOException {
        List<String> found = new ArrayList<>();
        try (Rows rows = new Rows(new Lines(new StringReader(text)), ',', 2)) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                found.add(
                        row.line() + " " + (row.problem() == null ? row.cells().toString() : row.problem()));
            }
        }
        return found;
    }
}

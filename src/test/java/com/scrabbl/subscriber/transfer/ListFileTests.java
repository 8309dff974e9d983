package com.scrabbl.subscriber.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.scrabbl.subscriber.transfer.Rows.Row;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListFileTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void findsTheSeparator(String separator) throws Exception {
        ListFile file = open("\"a,b;c\",email,name\n1,2,\"x;y\tz\"\n"
                .replace("\",", "\"" + separator)
                .replace("email,", "email" + separator)
                .replace("1,2,", "1" + separator + "2" + separator));

        assertThat(file.columns().names()).containsExactly("a,b;c", "email", "name");
        assertThat(rows(file)).extracting(Row::cells).containsExactly(List.of("1", "2", "x;y\tz"));
    }

    @Test
    void oneColumnNeedsNoSeparator() throws Exception {
        assertThat(rows(open("email\r\na@mail.example\rb@mail.example")))
                .extracting(Row::cells)
                .containsExactly(List.of("a@mail.example"), List.of("b@mail.example"));
    }

    @Test
    void readsUtf8AndUtf16WithTheirMarks() throws Exception {
        for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
            ListFile file = open(("\uFEFFemail,name\nzoë@mail.example,Zoë 😀\n").getBytes(charset));

            assertThat(rows(file)).extracting(Row::cells).containsExactly(List.of("zoë@mail.example", "Zoë 😀"));
        }
    }

    @Test
    void columnsAreFoundWhateverTheirCase() throws Exception {
        assertThat(open(" E-Mail , EMAIL ,Time_Zone,'=x\n").columns().names())
                .containsExactly("e-mail", "email", "time_zone", "=x");
    }

    @Test
    void blankLinesAreNotCounted() throws Exception {
        ListFile file = open("\n\nemail,name\n\n , \na@mail.example,\n,\n");

        assertThat(rows(file)).extracting(Row::line).containsExactly(6L);
        assertThat(file.lines()).isBetween(7L, 8L);
    }

    @Test
    void theLastColumnsOfAFileOfRejectedLinesAreNone() throws Exception {
        assertThat(open("email,line,reason\n").columns().own()).containsExactly("email");
        assertThat(open("email,reason,line\n").columns().own()).containsExactly("email", "reason", "line");
    }

    @Test
    void whatIsNoListIsRefusedWithASentence() {
        refused("", "is empty; its first line must name the columns, one of them email");
        refused(" \n\n", "is empty");
        refused(
                "name,mail\nAda,ada@mail.example\n",
                "has no column \"email\" in its header line; it has \"name, mail\"");
        refused("email,email\n", "has two columns named \"email\"");
        refused("email,,name\n", "Column 2 of ");
        refused("email,\"name\n", "quote in a wrong place");
        refused("email" + ",x".repeat(1300), "1301 columns");
        refused("email," + "x".repeat(101), "more than 100 characters");
        refused("x".repeat(70_000), "is no CSV file");
        refused("\u0000\u0001\u0002email", "is no CSV file; is it binary?");
    }

    @Test
    void whatDoesNotDecodeSpoilsItsLineOnly() throws Exception {
        byte[] latin = "email,name\na@mail.example,Zoë\nb@mail.example,Bo\n".getBytes(ISO_8859_1);

        List<Row> rows = rows(open(latin));

        assertThat(rows.get(0).problem()).contains("none in the file's encoding", "save the list as UTF-8");
        assertThat(rows.get(1).cells()).containsExactly("b@mail.example", "Bo");
        assertThat(rows(ListFile.open(folder.resolve("list.csv"), ListSource.OWN, Map.of(), ISO_8859_1)))
                .extracting(Row::cells)
                .containsExactly(List.of("a@mail.example", "Zoë"), List.of("b@mail.example", "Bo"));
    }

    @Test
    void whatIsNoTextAtAllIsRefused() {
        assertThatExceptionOfType(UnreadableListException.class)
                .isThrownBy(() -> open(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}))
                .withMessageContaining("is no text in UTF-8")
                .withMessageContaining("is it binary?");
    }

    @Test
    void aMissingFileOrAFolderIsRefused() {
        assertThatExceptionOfType(UnreadableListException.class)
                .isThrownBy(() -> ListFile.open(folder.resolve("none.csv")))
                .withMessageEndingWith("none.csv is not a file");
        assertThatExceptionOfType(UnreadableListException.class).isThrownBy(() -> ListFile.open(folder));
    }

    private void refused(String text, String reason) {
        assertThatExceptionOfType(UnreadableListException.class)
                .isThrownBy(() -> open(text))
                .withMessageContaining(reason)
                .withMessageContaining("list.csv");
    }

    private ListFile open(String text) throws IOException {
        return open(text.getBytes(UTF_8));
    }

    private ListFile open(byte[] bytes) throws IOException {
        return ListFile.open(Files.write(folder.resolve("list.csv"), bytes));
    }

    private static List<Row> rows(ListFile file) throws IOException {
        List<Row> found = new ArrayList<>();
        try (Rows rows = file.rows()) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                found.add(row);
            }
        }
        return found;
    }
}

package com.scrabbl.subscriber.transfer;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.subscriber.ListTester;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists that tell much of each reader, as those of other programs do. */
@OnEachDatabase
class WideListTests {

    private static final int COLUMNS = 70;
    private static final int READERS = 1_500;

    @TempDir
    Path folder;

    private final ListTester list;
    private final long daily;

    WideListTests(Database database) {
        list = new ListTester(database);
        daily = list.newsletter("daily");
    }

    @Test
    void eachCellOfManyColumnsIsTaken() throws Exception {
        ImportReport report = new Importing(list, folder, daily).run(text("here"));

        assertThat(report.added()).isEqualTo(READERS);
        assertThat(list.rows("subscriber_attribute")).isEqualTo((long) READERS * COLUMNS);
        assertThat(list.subscriber("r1499@mail.example").profile().attributes())
                .hasSize(COLUMNS)
                .containsEntry("c69", "here 1499 69");
    }

    @Test
    void eachCellOfManyColumnsIsBroughtUpToDate() throws Exception {
        new Importing(list, folder, daily).run(text("here"));

        ImportReport report = new Importing(list, folder, daily).updating().run(text("there"));

        assertThat(report.updated()).isEqualTo(READERS);
        assertThat(list.rows("subscriber_attribute")).isEqualTo((long) READERS * COLUMNS);
        assertThat(list.subscriber("r1499@mail.example").profile().attributes())
                .containsEntry("c0", "there 1499 0")
                .containsEntry("c69", "there 1499 69");
    }

    /** Else the heap would have to hold as many wide lines as it holds narrow ones. */
    @Test
    void someAreBroughtInBeforeTheNextAreRead() throws Exception {
        ListFile file = ListFile.open(Files.writeString(folder.resolve("list.csv"), text("here")));
        SubscriberImport imports = list.bean(SubscriberImport.class);

        assertThatThrownBy(() -> imports.run(file, daily, line -> {
                    if (line > READERS) {
                        throw new IllegalStateException("the last line is never read");
                    }
                }))
                .hasMessage("the last line is never read");

        assertThat(list.rows("subscription")).isBetween(500L, READERS - 1L);
    }

    private static String text(String what) {
        String head =
                IntStream.range(0, COLUMNS).mapToObj(column -> ",c" + column).collect(joining("", "email", "\n"));
        return IntStream.range(0, READERS)
                .mapToObj(reader -> IntStream.range(0, COLUMNS)
                        .mapToObj(column -> "," + what + " " + reader + " " + column)
                        .collect(joining("", "r" + reader + "@mail.example", "\n")))
                .collect(joining("", head, ""));
    }
}

package com.scrabbl.subscriber.transfer;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.scrabbl.subscriber.ListTester;
import com.scrabbl.support.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL looks at its tables once a minute at most. When it did so after a list was emptied, it takes the tables for empty
 * however long the list is that came in since.
 */
class StaleFiguresTests {

    private static final int READERS = 40_000;

    @TempDir
    Path folder;

    private final ListTester list = new ListTester(Database.POSTGRESQL);
    private final long daily = list.newsletter("daily");

    /** If each reader on the list were compared with each line, it would take minutes. */
    @Test
    void aListThatPostgresqlTakesForEmptyIsBroughtUpToDate() throws Exception {
        new Importing(list, folder, daily).run(text("Ada", "art"));
        list.application.jdbc().sql("""
                        UPDATE pg_class SET relpages = 1000, reltuples = 0
                        WHERE oid IN ('subscriber'::regclass, 'subscription'::regclass, 'subscriber_attribute'::regclass)
                        """).update();

        ImportReport report = assertTimeoutPreemptively(
                Duration.ofSeconds(45),
                () -> new Importing(list, folder, daily).updating().run(text("Bo", "sport")));

        assertThat(report.updated()).isEqualTo(READERS);
        assertThat(list.subscriber("r39999@mail.example").profile().name()).isEqualTo("Bo 39999");
        assertThat(list.subscriber("r39999@mail.example").profile().attributes())
                .containsEntry("city", "City of Bo");
        assertThat(list.subscription("r39999@mail.example", daily).topics().keys())
                .containsExactly("sport");
    }

    private static String text(String name, String topic) {
        return IntStream.range(0, READERS)
                .mapToObj(reader -> "r%1$d@mail.example,%2$s %1$d,%3$s,City of %2$s".formatted(reader, name, topic))
                .collect(joining("\n", "email,name,topics,city\n", "\n"));
    }
}

package com.scrabbl.subscriber.transfer;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.scrabbl.subscriber.ListTester;
import com.scrabbl.subscriber.SubscriberSearch;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A long list comes into an almost empty PostgreSQL without the indexes of the search, which are there again afterwards. */
class SearchIndexesTests {

    private static final String[] ALL = {"subscriber_domain", "subscriber_name_end", "subscriber_name_key"};
    private static final int READERS = 60_000;
    /** By then some chunks are written, and some are still to come. */
    private static final int LATE = 55_000;

    @TempDir
    Path folder;

    private final ListTester list = new ListTester(Database.POSTGRESQL);
    private final long daily = list.newsletter("daily");
    private final List<String> meanwhile = new ArrayList<>();

    @AfterEach
    void areThere() {
        list.bean(SearchIndexes.class).make();
    }

    @Test
    void aLongFirstListComesInWithoutThemAndCanBeSearchedAfterwards() throws IOException {
        ImportReport report = run(READERS, this::look);

        assertThat(report.added()).isEqualTo(READERS);
        assertThat(meanwhile).isEmpty();
        assertThat(indexes()).containsExactly(ALL);
        assertThat(found("Reader 59999")).containsExactly("r59999@mail.example");
    }

    @Test
    void searchingFindsPeopleWhileTheyAreMissing() throws IOException {
        run(100, line -> {});
        list.bean(SearchIndexes.class).drop();

        assertThat(found("Reader 99")).containsExactly("r99@mail.example");
        assertThat(found("99")).containsExactly("r99@mail.example");
    }

    @Test
    void aShortListLeavesThemAlone() throws IOException {
        run(LATE - 10_000, line -> {
            if (line == 40_000) {
                meanwhile.addAll(indexes());
            }
        });

        assertThat(meanwhile).containsExactly(ALL);
    }

    @Test
    void aLongListBesideManyPeopleLeavesThemAlone() throws IOException {
        list.application.jdbc().sql("""
                        INSERT INTO subscriber (email, address, created_at)
                        SELECT n || '@there.example', n || '@there.example', current_timestamp
                        FROM generate_series(1, :people) AS n(n)
                        """).param("people", READERS / 10 + 1).update();

        run(READERS, this::look);

        assertThat(meanwhile).containsExactly(ALL);
    }

    @Test
    void anImportThatBreaksOffMakesThemAllTheSame() {
        assertThatIllegalStateException()
                .isThrownBy(() -> run(READERS, line -> {
                    look(line);
                    if (line > LATE) {
                        throw new IllegalStateException("the file is gone");
                    }
                }));

        assertThat(meanwhile).isEmpty();
        assertThat(indexes()).containsExactly(ALL);
    }

    @Test
    void theNextStartMakesThemWhenTheImportWasKilled() {
        list.bean(SearchIndexes.class).drop();
        assertThat(indexes()).isEmpty();

        // As few connections as a send can do with.
        try (TestApplication next = list.application.another("--spring.datasource.hikari.maximum-pool-size=2")) {
            next.bean(JdbcTemplate.class);
        }

        assertThat(indexes()).containsExactly(ALL);
    }

    @Test
    void twoStartsAtOnceMakeThemOnce() throws Exception {
        run(READERS, line -> {});
        SearchIndexes indexes = list.bean(SearchIndexes.class);
        indexes.drop();

        CompletableFuture<Void> other = CompletableFuture.runAsync(indexes::make);
        indexes.make();
        other.get(1, MINUTES);

        assertThat(indexes()).containsExactly(ALL);
    }

    private void look(long line) {
        if (line == LATE) {
            meanwhile.addAll(indexes());
        }
    }

    private ImportReport run(int readers, LongConsumer progress) throws IOException {
        String text = IntStream.range(0, readers)
                .mapToObj(reader -> "r%1$d@mail.example,Reader %1$d".formatted(reader))
                .collect(joining("\n", "email,name\n", "\n"));
        ListFile file = ListFile.open(Files.writeString(folder.resolve("list.csv"), text));
        return list.bean(SubscriberImport.class).run(file, ImportOptions.of(daily), progress);
    }

    private List<String> found(String text) {
        return list.bean(SubscriberSearch.class).first(text, 10).found().stream()
                .map(person -> person.address().normal())
                .toList();
    }

    private List<String> indexes() {
        return list.application
                .jdbc()
                .sql("SELECT indexname FROM pg_indexes WHERE indexname = ANY(:all) ORDER BY indexname")
                .param("all", ALL)
                .query(String.class)
                .list();
    }
}

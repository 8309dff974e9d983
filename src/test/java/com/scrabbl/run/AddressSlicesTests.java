package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.edition.Edition;
import com.scrabbl.edition.Editions;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;

/** An audience of several slices that is stopped in the middle is not deliverable, and completed by the next execution. */
@OnEachDatabase
class AddressSlicesTests {

    private static final int READERS = 30_000;

    private final TestApplication application;
    private final RunTester runs;

    AddressSlicesTests(Database database) {
        application = TestApplication.on(database);
        runs = new RunTester(application);
    }

    @BeforeEach
    void frozenEdition(@TempDir Path folder) {
        new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared()
                .subscribed("anna@reader.example");
        application.run("send", "daily");
        application.jdbc().sql("DELETE FROM delivery").update();
        application.jdbc().sql("UPDATE edition SET audience = NULL").update();
        String digits = "(VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))";
        application.jdbc().sql("""
                INSERT INTO subscriber (email, address, created_at)
                SELECT 'r' || e.n || d.n || c.n || b.n || a.n || '@reader.example',
                    'r' || e.n || d.n || c.n || b.n || a.n || '@reader.example', CURRENT_TIMESTAMP
                FROM %1$s AS a (n), %1$s AS b (n), %1$s AS c (n), %1$s AS d (n), %1$s AS e (n)
                WHERE e.n < %2$d
                """.formatted(digits, READERS / 10_000)).update();
        // Else PostgreSQL checks references by a plan for the few that there were.
        application.ownersJdbc().sql("ANALYZE").update();
        application.jdbc().sql("""
                INSERT INTO subscription (newsletter_id, subscriber_id, state, since)
                SELECT (SELECT MAX(id) FROM newsletter), id, 'ACTIVE', CURRENT_TIMESTAMP FROM subscriber
                WHERE address <> 'anna@reader.example'
                """).update();
    }

    @Test
    void stopAfterTheFirstSliceLeavesTheRestToTheNextExecution() {
        FrozenAudience audience = application.bean(FrozenAudience.class);
        AtomicInteger looks = new AtomicInteger();

        boolean all = audience.freeze(edition(), () -> looks.incrementAndGet() > 1);

        assertThat(all).isFalse();
        assertThat(rows()).isEqualTo(audience.slice());
        assertThat(edition().audience()).as("not deliverable").isNull();

        assertThat(audience.freeze(edition(), () -> false)).isTrue();
        assertThat(rows()).isEqualTo(READERS + 1);
        assertThat(edition().audience()).isEqualTo(READERS + 1);
    }

    @Test
    void twoWhoFreezeItAtOnceGiveEachReaderOneRow() throws Exception {
        FrozenAudience audience = application.bean(FrozenAudience.class);
        Edition edition = edition();
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Callable<Boolean> freezing = () -> audience.freeze(edition, () -> false);
            for (Future<Boolean> all : both.invokeAll(List.of(freezing, freezing))) {
                assertThat(all.get()).isTrue();
            }
        } finally {
            both.shutdown();
        }

        assertThat(rows()).isEqualTo(READERS + 1);
        assertThat(edition().audience()).isEqualTo(READERS + 1);
    }

    @Test
    void failureOfOneSliceEndsItAndIsTold() {
        application
                .ownersJdbc()
                .sql("ALTER TABLE delivery ADD CONSTRAINT full_disk CHECK (subscription_id < 100)")
                .update();
        try {
            FrozenAudience audience = application.bean(FrozenAudience.class);

            assertThatThrownBy(() -> audience.freeze(edition(), () -> false))
                    .isInstanceOf(DataIntegrityViolationException.class);
            assertThat(edition().audience()).as("not deliverable").isNull();
        } finally {
            application
                    .ownersJdbc()
                    .sql("ALTER TABLE delivery DROP CONSTRAINT full_disk")
                    .update();
        }
    }

    private Edition edition() {
        return application
                .bean(Editions.class)
                .byId(Objects.requireNonNull(runs.run().edition()));
    }

    private long rows() {
        return application
                .jdbc()
                .sql("SELECT count(*) FROM delivery")
                .query(Long.class)
                .single();
    }
}

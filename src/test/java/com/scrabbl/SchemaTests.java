package com.scrabbl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.support.Database;
import com.scrabbl.support.LedgerTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** One set of migrations serves both databases. */
@OnEachDatabase
class SchemaTests {

    private final Database database;
    private final TestApplication application;

    SchemaTests(Database database) {
        this.database = database;
        application = TestApplication.on(database);
    }

    @Test
    void migrationsRunAndTheLedgerIsEmpty() {
        assertThat(application
                        .jdbc()
                        .sql("SELECT count(*) FROM delivery")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Statements go by the key alone, and take it for that of its edition and its subscription. */
    @Test
    void aDeliveryHasTheKeyOfItsEditionAndItsSubscription() {
        LedgerTester ledger = new LedgerTester(application);
        long edition = ledger.edition(1);
        long key = edition * 1_000_000_000_000L;

        for (long[] wrong :
                new long[][] {{key + 8, 9}, {key, 0}, {key - 1, -1}, {key + 1_000_000_000_000L, 1_000_000_000_000L}}) {
            StatementSpec row = application
                    .jdbc()
                    .sql("INSERT INTO delivery (id, edition_id, subscription_id, state) VALUES (?, ?, ?, 'PLANNED')")
                    .params(wrong[0], edition, wrong[1]);
            assertThatThrownBy(row::update).isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    /** The pool replaces each connection after half an hour. H2's checks by {@code IN} end with the one that made them. */
    @Test
    void statesAreCheckedWhenTheConnectionThatMadeTheTablesIsClosed() {
        DataSource source = database.freshSource();
        Flyway.configure()
                .configuration(application.bean(Flyway.class).getConfiguration())
                .dataSource(source)
                .load()
                .migrate();
        JdbcClient jdbc = JdbcClient.create(source);
        new LedgerTester(jdbc).edition(1);

        for (String table : List.of("delivery", "subscription")) {
            StatementSpec nonsense = jdbc.sql("UPDATE " + table + " SET state = 'NONSENSE'");
            assertThatThrownBy(nonsense::update).isInstanceOf(DataIntegrityViolationException.class);
        }
        assertThat(jdbc.sql("UPDATE delivery SET state = 'ACCEPTED'").update()).isOne();
    }
}

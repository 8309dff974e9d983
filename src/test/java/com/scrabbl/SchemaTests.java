package com.scrabbl;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import org.junit.jupiter.api.Test;

/** One set of migrations serves both databases. */
@OnEachDatabase
class SchemaTests {

    private final TestApplication application;

    SchemaTests(Database database) {
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
}

package com.scrabbl.delivery;

import java.sql.DatabaseMetaData;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/** Which database the ledger is in, and what it knows of it. */
@Component
public class LedgerDatabase {

    /** Plans for so many rows are good enough as they are. */
    private static final long MANY = 1_000;

    private final DataSource database;
    private final JdbcClient jdbc;
    private volatile @Nullable String product;

    LedgerDatabase(DataSource database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /**
     * So many deliveries were added. PostgreSQL goes on by what it knew before, and would look through all subscribers for
     * each group of attempts, until it takes a look by itself a minute later. That goes for a list just imported, too.
     */
    public void grown(long rows) {
        if (rows > MANY && !isH2()) {
            List<String> outgrown =
                    jdbc.sql("""
                            SELECT relname FROM pg_class
                            WHERE oid IN (to_regclass('subscriber'), to_regclass('subscription')) AND reltuples < :half
                            """).param("half", rows / 2).query(String.class).list();
            jdbc.sql("ANALYZE delivery").update();
            outgrown.forEach(table -> jdbc.sql("ANALYZE " + table).update());
        }
    }

    /** Whether it is H2; else it is PostgreSQL. */
    public boolean isH2() {
        String known = product;
        if (known == null) {
            try {
                known = JdbcUtils.extractDatabaseMetaData(database, DatabaseMetaData::getDatabaseProductName);
            } catch (MetaDataAccessException e) {
                throw new DataAccessResourceFailureException("No database answers", e);
            }
            product = known;
        }
        return "H2".equals(known);
    }
}

package com.scrabbl.delivery;

import java.sql.DatabaseMetaData;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/** Which database the ledger is in, asked when it is first needed. */
@Component
class LedgerDatabase {

    private final DataSource database;
    private volatile @Nullable String product;

    LedgerDatabase(DataSource database) {
        this.database = database;
    }

    /** Whether it is H2; else it is PostgreSQL. */
    boolean isH2() {
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

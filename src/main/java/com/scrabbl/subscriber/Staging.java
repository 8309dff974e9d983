package com.scrabbl.subscriber;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The quickest way into the import's temporary tables, which differs between databases; all that follows does not. */
interface Staging {

    /** Writes the rows, whose values stand in the columns' order. */
    void write(String table, List<String> columns, List<@Nullable String[]> rows) throws SQLException;

    static Staging of(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
                ? new CopyStaging(connection)
                : new InsertStaging(connection);
    }
}

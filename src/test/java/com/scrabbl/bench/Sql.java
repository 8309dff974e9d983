package com.scrabbl.bench;

import com.scrabbl.proofs.Engine.Storage;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Looks at the rows that the product left. */
final class Sql {

    private Sql() {}

    /** Name and version. */
    static String database(Storage storage) {
        try (Connection connection = storage.connect()) {
            DatabaseMetaData database = connection.getMetaData();
            return database.getDatabaseProductName() + " " + database.getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One value. */
    static <T> T one(Storage storage, String sql, Class<T> type, Object... parameters) {
        try (Connection connection = storage.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int parameter = 0; parameter < parameters.length; parameter++) {
                statement.setObject(parameter + 1, parameters[parameter]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getObject(1, type);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}

package com.scrabbl.subscriber.transfer;

import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which database a list comes into, and how PostgreSQL is kept to looking up what a statement names. It plans by what it knows
 * of a table, and that may be long past when a list comes in: where it takes a table for empty, it would read the whole
 * of it for a few thousand rows, or compare each of its rows with each of a statement's.
 */
@Component
class ImportDatabase {

    private final JdbcTemplate template;
    private final boolean postgresql;

    ImportDatabase(DataSource source) {
        this.template = new JdbcTemplate(source);
        this.postgresql = "PostgreSQL".equals(template.execute((ConnectionCallback<String>)
                connection -> connection.getMetaData().getDatabaseProductName()));
    }

    /** Else it is H2. */
    boolean isPostgresql() {
        return postgresql;
    }

    /** From now on to the end of the transaction, in which every join has to be narrowed by {@link #among}. */
    void lookUp() {
        if (postgresql) {
            template.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_nestloop = off");
        }
    }

    /**
     * SQL, of a join of a column with the values of a parameter: looks those values up. H2 does so by itself, and takes
     * longer for being told.
     */
    String among(String column, String parameter) {
        return postgresql ? "AND %s = ANY(:%s)".formatted(column, parameter) : "";
    }
}

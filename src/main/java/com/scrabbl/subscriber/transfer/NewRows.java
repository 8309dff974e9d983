package com.scrabbl.subscriber.transfer;

import static com.scrabbl.timestamp.Timestamps.utc;
import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Adds many rows to a table the quickest way of each database: PostgreSQL's is {@code COPY}, H2's a statement over arrays. */
final class NewRows {

    /** What a column holds, as an SQL type. */
    enum Type {
        /** A {@link String}. */
        TEXT("varchar"),
        /** A {@link Long}. */
        NUMBER("bigint"),
        /** An {@link Instant}. */
        TIME("timestamp(6) with time zone");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }
    }

    /** A column, and what each row has in it. */
    record Column<T>(String name, Type type, Function<T, @Nullable Object> value) {}

    /** A column in which all rows have the same. */
    record Same(String name, Type type, @Nullable Object value) {}

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final boolean postgresql;

    NewRows(JdbcTemplate template, boolean postgresql) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        this.postgresql = postgresql;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when one of them is there already */
    <T> void insert(String table, List<T> rows, List<Column<T>> columns, List<Same> same) {
        if (rows.isEmpty()) {
            return;
        }
        String names = "%s (%s)"
                .formatted(
                        table,
                        Stream.concat(
                                        columns.stream().map(Column::name),
                                        same.stream().map(Same::name))
                                .collect(joining(", ")));
        if (postgresql) {
            copy("COPY " + names + " FROM STDIN (FORMAT binary)", rows, columns, same);
            return;
        }
        String sql = "INSERT INTO %s SELECT %s FROM unnest(%s) AS l(%s)"
                .formatted(
                        names,
                        Stream.concat(
                                        columns.stream().map(one -> "l." + one.name()),
                                        same.stream().map(one -> cast(one.name(), one.type().sql)))
                                .collect(joining(", ")),
                        columns.stream()
                                .map(one -> cast(one.name(), one.type().sql + " ARRAY"))
                                .collect(joining(", ")),
                        columns.stream().map(Column::name).collect(joining(", ")));
        StatementSpec statement = jdbc.sql(sql);
        same.forEach(one -> statement.param(one.name(), parameter(one.value())));
        columns.forEach(column -> statement.param(
                column.name(),
                rows.stream().map(row -> parameter(column.value().apply(row))).toArray()));
        statement.update();
    }

    private static @Nullable Object parameter(@Nullable Object value) {
        return value instanceof Instant time ? utc(time) : value;
    }

    private static String cast(String name, String type) {
        return "CAST(:%s AS %s)".formatted(name, type);
    }

    private <T> void copy(String sql, List<T> rows, List<Column<T>> columns, List<Same> same) {
        template.execute((ConnectionCallback<Long>) connection -> CopiedRows.write(
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql), rows, columns, same));
    }
}

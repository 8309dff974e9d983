package com.scrabbl.run.audience;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Which of the values that a digest asks for a reader has, as an SQL expression over a subscriber {@code p}: the names,
 * sorted and joined by {@code |}, as a cohort has them.
 */
final class PresentValues {

    private static final String ATTRIBUTE = "reader.attributes.";

    private final List<String> names;

    PresentValues(Set<String> asked) {
        names = new ArrayList<>(new TreeSet<>(asked));
    }

    String expression() {
        if (names.isEmpty()) {
            return "''";
        }
        StringBuilder joined = new StringBuilder();
        for (int number = 0; number < names.size(); number++) {
            joined.append(number == 0 ? "" : " || ")
                    .append("CASE WHEN ")
                    .append(condition(number))
                    .append(" THEN '|' || CAST(:value")
                    .append(number)
                    .append(" AS varchar) ELSE '' END");
        }
        return "TRIM(LEADING '|' FROM " + joined + ")";
    }

    private String condition(int number) {
        return switch (names.get(number)) {
            case "reader.name" -> "p.name IS NOT NULL";
            case "reader.language" -> "p.language IS NOT NULL";
            // What no reader can have, such as a misspelt value, matches no attribute either.
            default ->
                "EXISTS (SELECT 1 FROM subscriber_attribute v WHERE v.subscriber_id = p.id AND v.name = :attribute"
                        + number + ")";
        };
    }

    /** Gives the expression's parameters to a statement that contains it. */
    StatementSpec bind(StatementSpec statement) {
        for (int number = 0; number < names.size(); number++) {
            String name = names.get(number);
            statement = statement.param("value" + number, name);
            if (condition(number).startsWith("EXISTS")) {
                statement = statement.param(
                        "attribute" + number, name.startsWith(ATTRIBUTE) ? name.substring(ATTRIBUTE.length()) : "");
            }
        }
        return statement;
    }

    /** The names that a result of the expression stands for. */
    static Set<String> set(String joined) {
        return joined.isEmpty() ? Set.of() : Set.of(joined.split("\\|"));
    }
}

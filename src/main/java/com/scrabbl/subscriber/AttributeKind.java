package com.scrabbl.subscriber;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the value of an attribute is. A list's header declares it after a colon, as in {@code age:number}; undeclared ones
 * are text.
 */
public enum AttributeKind {
    TEXT,
    /** A decimal number. */
    NUMBER,
    /** A day, as in 2026-11-24. */
    DATE,
    BOOLEAN,
    /** Several texts, joined by {@code |}. */
    LIST;

    private static final Set<String> TRUE = Set.of("true", "yes", "y", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "n", "0");

    /** As people write it: {@code number}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind that is written so. */
    public static Optional<AttributeKind> find(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }

    /**
     * The one form in which a value is stored.
     *
     * @param name of the attribute, for the message
     * @param typed on one line, not blank
     * @throws IllegalArgumentException when it is no such value
     */
    public String canonical(String name, String typed) {
        return switch (this) {
            case TEXT -> typed;
            case NUMBER -> number(name, typed);
            case DATE -> date(name, typed);
            case BOOLEAN -> truth(name, typed);
            case LIST -> list(name, typed);
        };
    }

    /** The stored content as programs have it: a number, a boolean, a list of texts; a date stays text. */
    public Object value(String content) {
        return switch (this) {
            case TEXT, DATE -> content;
            case NUMBER -> new BigDecimal(content);
            case BOOLEAN -> Boolean.valueOf(content);
            case LIST -> List.of(content.split("\\|"));
        };
    }

    private static String number(String name, String typed) {
        try {
            BigDecimal number = new BigDecimal(typed);
            // "1e999999999" is short and would be written with a billion digits.
            if (number.precision() <= 40 && Math.abs(number.scale()) <= 40) {
                return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s \"%s\" is no number such as 12 or -0.5".formatted(name, typed), e);
        }
        throw new IllegalArgumentException("%s \"%s\" has more than 40 digits".formatted(name, typed));
    }

    private static String date(String name, String typed) {
        try {
            return LocalDate.parse(typed).toString();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("%s \"%s\" is no date such as 2026-11-24".formatted(name, typed), e);
        }
    }

    private static String truth(String name, String typed) {
        String word = typed.toLowerCase(Locale.ROOT);
        if (TRUE.contains(word) || FALSE.contains(word)) {
            return Boolean.toString(TRUE.contains(word));
        }
        throw new IllegalArgumentException("%s \"%s\" is neither true nor false".formatted(name, typed));
    }

    private static String list(String name, String typed) {
        return elements(name, typed).stream()
                .map(element -> ReaderValue.clean(name, element, Profile.LONGEST_ATTRIBUTE))
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining("|"));
    }

    /** Separated by {@code |}, else by commas; elements may be quoted, as Mailchimp does. */
    private static List<String> elements(String name, String typed) {
        if (typed.contains("|") || !typed.contains("\"")) {
            return List.of(typed.split(typed.contains("|") ? "\\|" : ","));
        }
        try {
            return CsvReader.builder()
                    .allowUnclosedQuote(false)
                    .ofSingleCsvRecord(typed)
                    .getFields();
        } catch (CsvParseException e) {
            throw new IllegalArgumentException("%s \"%s\" is no list".formatted(name, typed), e);
        }
    }
}

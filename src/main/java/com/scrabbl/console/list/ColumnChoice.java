package com.scrabbl.console.list;

import com.scrabbl.subscriber.AttributeKind;
import com.scrabbl.subscriber.transfer.ListHead;
import com.scrabbl.subscriber.transfer.ListHead.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A column of a file with what it is taken for.
 *
 * @param id of its field in the form, {@code c0} for the first
 * @param chosen {@code email}, {@code name}, {@code language}, {@code time_zone}, {@code topics}, {@code ignore}, {@code special},
 *     or a kind of attribute such as {@code number}
 */
public record ColumnChoice(String id, Column column, String chosen) {

    private static final Set<String> KNOWN = Set.of("email", "name", "language", "time_zone", "topics");

    /** @param chosen a mapping, or the fields of a form */
    static List<ColumnChoice> of(ListHead head, Map<String, String> chosen) {
        List<ColumnChoice> choices = new ArrayList<>();
        for (int i = 0; i < head.columns().size(); i++) {
            Column column = head.columns().get(i);
            String id = "c" + i;
            choices.add(new ColumnChoice(
                    id,
                    column,
                    chosen.containsKey(id)
                            ? chosen.getOrDefault(id, "")
                            : meant(column, chosen.getOrDefault(column.name(), column.meaning()))));
        }
        return choices;
    }

    /** The fields of a form that says what the mapping says. */
    static Map<String, String> asChosen(ListHead head, Map<String, String> mapping) {
        Map<String, String> fields = new LinkedHashMap<>();
        of(head, mapping).forEach(choice -> fields.put(choice.id(), choice.chosen()));
        return fields;
    }

    /** Our name of each column, as commands take it. */
    static Map<String, String> mapping(ListHead head, Map<String, String> fields) {
        Map<String, String> mapping = new LinkedHashMap<>();
        of(head, fields).forEach(choice -> {
            String name = choice.column().name();
            switch (choice.chosen()) {
                case "special" -> {
                    // Nothing to map: the source knows it.
                }
                case "ignore" -> mapping.put(name, "");
                case "email", "name", "language", "time_zone", "topics" -> mapping.put(name, choice.chosen());
                default -> mapping.put(name, choice.column().attribute() + ":" + kind(choice.chosen()));
            }
        });
        return mapping;
    }

    private static String meant(Column column, String meaning) {
        if (meaning.startsWith("#")) {
            return "special";
        }
        if (meaning.isEmpty()) {
            return "ignore";
        }
        if (KNOWN.contains(meaning)) {
            return meaning;
        }
        int colon = meaning.lastIndexOf(':');
        return colon < 0 ? "text" : kind(meaning.substring(colon + 1));
    }

    private static String kind(String text) {
        return AttributeKind.find(text.strip().toLowerCase(Locale.ROOT))
                .orElse(AttributeKind.TEXT)
                .text();
    }
}

package com.scrabbl.subscriber.transfer;

import com.scrabbl.subscriber.AttributeKind;
import com.scrabbl.subscriber.Profile;
import com.scrabbl.subscriber.ReaderValue;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.Topics;
import com.scrabbl.subscriber.transfer.ListStanding.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An export of listmonk's subscribers: uuid, email, name, attributes (a JSON object), status, created_at, updated_at.
 * {@code enabled} has joined, {@code disabled} has left, {@code blocklisted} is suppressed.
 */
final class ListmonkList implements ListReading {

    static final Map<String, String> COLUMNS = Map.of(
            "uuid", "",
            "attributes", "#attributes",
            "status", "#status",
            "created_at", "#created",
            "updated_at", "#updated");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Columns columns;

    ListmonkList(Columns columns) {
        this.columns = columns;
    }

    @Override
    public ListEntry read(long line, List<String> cells) {
        Map<String, String> attributes = new TreeMap<>(columns.attributes(cells));
        Map<String, AttributeKind> kinds = new TreeMap<>(columns.kinds());
        json(columns.cell(cells, "#attributes")).forEachEntry((name, value) -> {
            String key = name.strip().toLowerCase(Locale.ROOT);
            AttributeKind kind = kind(value);
            String text = WrongCellException.in(
                    "attributes", () -> ReaderValue.clean(name, text(value, kind), Profile.LONGEST_ATTRIBUTE));
            if (text != null) {
                attributes.put(key, WrongCellException.in("attributes", () -> kind.canonical(key, text)));
                kinds.put(key, kind);
            }
        });
        return new ListEntry(
                line,
                ListReading.address(columns.cell(cells, "email")),
                ListReading.profile(
                        columns.cell(cells, "name"),
                        columns.cell(cells, "language"),
                        columns.cell(cells, "time_zone"),
                        attributes),
                kinds,
                WrongCellException.in("topics", () -> Topics.parse(columns.cell(cells, "topics"))),
                standing(cells));
    }

    private ListStanding standing(List<String> cells) {
        String status = columns.cell(cells, "#status").strip();
        @Nullable Instant created = ListTime.parse("created_at", columns.cell(cells, "#created"));
        @Nullable Instant updated = ListTime.parse("updated_at", columns.cell(cells, "#updated"));
        return switch (status) {
            case "enabled" -> ListStanding.of(Kind.JOINED, created, "enabled in listmonk");
            case "disabled" -> ListStanding.of(Kind.LEFT, updated, "disabled in listmonk");
            case "blocklisted" -> ListStanding.suppressed(Cause.MANUAL, updated, "blocklisted in listmonk");
            default ->
                throw new WrongCellException(
                        "status",
                        "status \"%s\" is none of enabled, disabled, blocklisted"
                                .formatted(status.substring(0, Math.min(status.length(), 50))),
                        null);
        };
    }

    private static JsonNode json(String cell) {
        try {
            JsonNode json = JSON.readTree(cell.isBlank() ? "{}" : cell);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            throw new WrongCellException("attributes", "attributes are no JSON object", e);
        }
        throw new WrongCellException("attributes", "attributes are no JSON object", null);
    }

    private static AttributeKind kind(JsonNode value) {
        if (value.isNumber()) {
            return AttributeKind.NUMBER;
        }
        if (value.isBoolean()) {
            return AttributeKind.BOOLEAN;
        }
        boolean plain = value.isArray()
                && value.valueStream()
                        .allMatch(element ->
                                element.isValueNode() && !element.asString("").contains("|"));
        return plain ? AttributeKind.LIST : AttributeKind.TEXT;
    }

    /** What is nested deeper stays JSON, as text. */
    private static @Nullable String text(JsonNode value, AttributeKind kind) {
        if (value.isNull()) {
            return null;
        }
        if (kind == AttributeKind.LIST) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(element.asString("")));
            return elements.isEmpty() ? null : String.join("|", elements) + "|";
        }
        return value.isValueNode() ? value.asString("") : value.toString();
    }
}

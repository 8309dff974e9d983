package com.scrabbl.subscriber.transfer;

import com.scrabbl.subscriber.Topics;
import com.scrabbl.subscriber.transfer.ListStanding.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list in our own columns; an export also says of which newsletter and in which state a reader is. */
record OwnList(Columns columns, String slug) implements ListReading {

    /** All three, or none: the names alone may well be attributes. */
    static final Map<String, String> COLUMNS =
            Map.of("newsletter", "#newsletter", "subscription", "#subscription", "since", "#since");

    @Override
    public ListEntry read(long line, List<String> cells) {
        return new ListEntry(
                line,
                ListReading.address(columns.cell(cells, "email")),
                ListReading.profile(
                        columns.cell(cells, "name"),
                        columns.cell(cells, "language"),
                        columns.cell(cells, "time_zone"),
                        columns.attributes(cells)),
                columns.kinds(),
                WrongCellException.in("topics", () -> Topics.parse(columns.cell(cells, "topics"))),
                columns.has("#newsletter") ? exported(cells) : ListStanding.JOINED);
    }

    private ListStanding exported(List<String> cells) {
        if (!columns.cell(cells, "#newsletter").strip().equals(slug)) {
            return ListStanding.of(Kind.ELSEWHERE, null, null);
        }
        String state = columns.cell(cells, "#subscription").strip().toUpperCase(Locale.ROOT);
        @Nullable Instant since = ListTime.parse("since", columns.cell(cells, "#since"));
        return switch (state) {
            case "ACTIVE" -> ListStanding.of(Kind.JOINED, since, null);
            case "PENDING" -> ListStanding.of(Kind.PENDING, since, null);
            case "ENDED" -> ListStanding.of(Kind.LEFT, since, null);
            default ->
                throw new WrongCellException(
                        "subscription",
                        "subscription \"%s\" is none of ACTIVE, PENDING, ENDED"
                                .formatted(state.substring(0, Math.min(state.length(), 50))),
                        null);
        };
    }
}

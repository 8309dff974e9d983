package com.scrabbl.article.read;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a page says about its article, in one of the ways there are. All texts are HTML; what is not said is null or
 * empty.
 *
 * @param declared whether it says that it is an article
 */
record PageMetadata(
        boolean declared,
        @Nullable String link,
        @Nullable String title,
        @Nullable String standfirst,
        @Nullable String body,
        List<String> authors,
        @Nullable String section,
        List<String> topics,
        @Nullable String language,
        @Nullable Image image,
        @Nullable Instant publishedAt) {

    static final PageMetadata NOTHING =
            new PageMetadata(false, null, null, null, null, List.of(), null, List.of(), null, null, null);

    private static final Pattern TIME_APART = Pattern.compile("(?<=^\\d{4}-\\d{2}-\\d{2})\\s+(?=\\d)");
    private static final Pattern ZONE_WITHOUT_COLON = Pattern.compile("([+-]\\d{2})(\\d{2})$");

    /** These facts, and where one is missing the other's. */
    PageMetadata or(PageMetadata other) {
        return new PageMetadata(
                declared || other.declared,
                first(other, PageMetadata::link),
                first(other, PageMetadata::title),
                first(other, PageMetadata::standfirst),
                first(other, PageMetadata::body),
                authors.isEmpty() ? other.authors : authors,
                first(other, PageMetadata::section),
                topics.isEmpty() ? other.topics : topics,
                first(other, PageMetadata::language),
                image == null ? other.image : image,
                publishedAt == null ? other.publishedAt : publishedAt);
    }

    private @Nullable String first(PageMetadata other, Function<PageMetadata, @Nullable String> fact) {
        String mine = fact.apply(this);
        return mine == null || mine.isBlank() ? fact.apply(other) : mine;
    }

    /** A date as pages write it, in UTC where they name no zone; null if it is none. */
    static @Nullable Instant instant(@Nullable String written) {
        if (written == null) {
            return null;
        }
        String date = ZONE_WITHOUT_COLON
                .matcher(TIME_APART.matcher(written.strip()).replaceFirst("T").replace(" ", ""))
                .replaceFirst("$1:$2");
        try {
            if (date.indexOf('T') < 0) {
                return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(date, OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime exact
                    ? exact.toInstant()
                    : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Keywords in one line, separated by commas. */
    static List<String> split(@Nullable String keywords) {
        return keywords == null
                ? List.of()
                : Stream.of(keywords.split(","))
                        .map(String::strip)
                        .filter(keyword -> !keyword.isEmpty())
                        .toList();
    }
}

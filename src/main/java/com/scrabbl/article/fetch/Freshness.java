package com.scrabbl.article.fetch;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For how long a server says that its answer stays good (RFC 9111 §4.2): who asks before that gets the same. */
final class Freshness {

    /** Servers that say more mean pictures, or say it of everything. News may be newer. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Pattern MAX_AGE = Pattern.compile("max-age\\s*=\\s*\"?([0-9]{1,10})\"?");

    private Freshness() {}

    /** Counted from the answer, at most {@link #LONGEST}; zero where nothing is said. */
    static Duration of(HttpHeaders answer) {
        Duration said = said(answer).minus(age(answer));
        if (said.isNegative()) {
            return Duration.ZERO;
        }
        return said.compareTo(LONGEST) > 0 ? LONGEST : said;
    }

    private static Duration said(HttpHeaders answer) {
        String[] directives = String.join(",", answer.allValues("Cache-Control"))
                .toLowerCase(Locale.ROOT)
                .split(",");
        if (Arrays.stream(directives).map(String::strip).anyMatch(one -> one.matches("no-cache\\b.*|no-store"))) {
            return Duration.ZERO;
        }
        return Arrays.stream(directives)
                .map(one -> MAX_AGE.matcher(one.strip()))
                .filter(Matcher::matches)
                .findFirst()
                .map(maxAge -> Duration.ofSeconds(Long.parseLong(maxAge.group(1))))
                .or(() -> date(answer, "Expires")
                        .flatMap(expires -> date(answer, "Date").map(date -> Duration.between(date, expires))))
                .orElse(Duration.ZERO);
    }

    private static Duration age(HttpHeaders answer) {
        return answer.firstValue("Age")
                .filter(age -> age.strip().matches("[0-9]{1,10}"))
                .map(age -> Duration.ofSeconds(Long.parseLong(age.strip())))
                .orElse(Duration.ZERO);
    }

    private static Optional<OffsetDateTime> date(HttpHeaders answer, String name) {
        try {
            return answer.firstValue(name)
                    .map(text -> OffsetDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

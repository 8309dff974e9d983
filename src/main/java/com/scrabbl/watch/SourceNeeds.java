package com.scrabbl.watch;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.SourceReference;
import com.scrabbl.watch.Need.Kind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sources of a newsletter that failed several times in succession. */
@Repository
class SourceNeeds {

    /** So many failures in succession are an alarm. */
    static final int TOO_MANY = 3;

    private final JdbcClient jdbc;

    SourceNeeds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Found(
            long id, String name, int failures, @Nullable String error, Instant since) {}

    /** Those that no newsletter names are polled by nobody, unless a newsletter takes all. */
    List<Need> of(List<Newsletter> newsletters) {
        return jdbc
                .sql("""
                        SELECT id, name, failures, error, COALESCE(succeeded_at, created_at) AS since
                        FROM source
                        WHERE failures >= :most
                        ORDER BY name, id
                        """)
                .param("most", TOO_MANY)
                .query((row, number) -> new Found(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getInt("failures"),
                        row.getString("error"),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .flatMap(found -> newsletter(found, newsletters).map(newsletter -> need(found, newsletter)).stream())
                .toList();
    }

    private static Optional<Newsletter> newsletter(Found found, List<Newsletter> newsletters) {
        return newsletters.stream()
                .filter(newsletter -> newsletter.settings().sources().isEmpty()
                        || newsletter.settings().sources().stream()
                                .map(SourceReference::name)
                                .anyMatch(found.name()::equals))
                .findFirst();
    }

    private static Need need(Found found, Newsletter newsletter) {
        boolean alone = newsletter.settings().sources().size() == 1;
        return new Need(
                Kind.FAILING,
                "source " + found.name(),
                newsletter.id(),
                "Source “%s” has failed %d times".formatted(found.name(), found.failures()),
                (found.error() == null ? "" : found.error() + (found.error().endsWith(".") ? " " : ". "))
                        + (alone ? "%s has no other source.".formatted(newsletter.name()) : "The other sources go on."),
                found.since(),
                ZoneOffset.UTC,
                "/console/sources",
                "Look at the source");
    }
}

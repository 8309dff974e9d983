package com.scrabbl.watch;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.watch.Need.Kind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Deliveries whose outcome a person decides, by edition. Each has an attempt that ended so, by which it is found; those
 * that are sent again by the newsletter's policy wait for nobody.
 */
@Repository
class UnknownNeeds {

    private static final int MOST_EDITIONS = 100;

    private final JdbcClient jdbc;

    UnknownNeeds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Found(long edition, long newsletter, Instant slot, long count, Instant since) {}

    List<Need> of(Map<Long, Newsletter> newsletters) {
        return found().stream()
                .map(found -> need(found, Objects.requireNonNull(newsletters.get(found.newsletter()))))
                .toList();
    }

    private List<Found> found() {
        return jdbc.sql("""
                        SELECT u.edition_id, e.newsletter_id, e.slot, u.n, u.since
                        FROM (
                            SELECT a.edition_id, count(*) AS n, MIN(a.settled_at) AS since
                            FROM attempt a
                            JOIN delivery d ON d.id = a.edition_id * 1000000000000 + a.subscription_id
                            WHERE a.state = 'UNKNOWN' AND d.state = 'UNKNOWN' AND d.attempts = a.number
                              AND d.next_attempt_at IS NULL
                            GROUP BY a.edition_id
                            ORDER BY a.edition_id DESC
                            LIMIT :most) u
                        JOIN edition e ON e.id = u.edition_id
                        ORDER BY u.edition_id
                        """)
                .param("most", MOST_EDITIONS)
                .query((row, number) -> new Found(
                        row.getLong("edition_id"),
                        row.getLong("newsletter_id"),
                        row.getObject("slot", OffsetDateTime.class).toInstant(),
                        row.getLong("n"),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static Need need(Found found, Newsletter newsletter) {
        boolean one = found.count() == 1;
        return new Need(
                Kind.UNKNOWN,
                "edition " + found.edition(),
                newsletter.id(),
                "%s of %s, %s"
                        .formatted(
                                When.count(found.count(), "delivery", "deliveries"),
                                newsletter.name(),
                                When.at(found.slot(), newsletter.zone())),
                (one ? "It was cut off while it was under way." : "They were cut off while they were under way.")
                        + (one ? " Nobody can know whether it arrived." : " Nobody can know whether they arrived."),
                found.since(),
                newsletter.zone(),
                "/console/unknown?edition=" + found.edition(),
                "Decide for " + When.count(found.count(), "reader", "readers"));
    }
}

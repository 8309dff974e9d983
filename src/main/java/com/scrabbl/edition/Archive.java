package com.scrabbl.edition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.scrabbl.timestamp.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Past editions for everybody to read, without anything of their readers: those of which at least one mail was accepted.
 * What was withdrawn since is left out, and an edition of which nothing is left is none.
 */
@Repository
public class Archive {

    private static final int STORIES_KEPT = 200;

    /**
     * The editions first, then what is told of them: of the many that a list leaves out nothing is asked. PostgreSQL would
     * make a join over all editions of an EXISTS; a count it looks up edition by edition, until the list is full.
     */
    private static final String SELECT = """
            SELECT e.id, e.newsletter_id, n.slug, e.slot, e.frozen_at,
                   (SELECT count(*)
                    FROM edition_article ea JOIN article a ON a.id = ea.article_id
                    WHERE ea.edition_id = e.id AND a.withdrawn_at IS NULL) AS articles,
                   (SELECT COALESCE(r.title, a.title)
                    FROM edition_article ea
                    JOIN article a ON a.id = ea.article_id
                    LEFT JOIN article_revision r ON r.article_id = ea.article_id AND r.revision = ea.revision
                    WHERE ea.edition_id = e.id AND a.withdrawn_at IS NULL
                    ORDER BY ea.position LIMIT 1) AS headline
            FROM (SELECT e.id, e.newsletter_id, e.slot, e.frozen_at
                  FROM edition e
                  WHERE e.published_at IS NOT NULL
                    AND (SELECT count(*)
                         FROM edition_article ea JOIN article a ON a.id = ea.article_id
                         WHERE ea.edition_id = e.id AND a.withdrawn_at IS NULL) > 0
                    AND %s
                  ORDER BY %s
                  LIMIT :limit) AS e
            JOIN newsletter n ON n.id = e.newsletter_id
            ORDER BY e.slot DESC, e.newsletter_id DESC
            """;

    private static final String NEWEST_FIRST = "e.slot DESC, e.newsletter_id DESC";

    private record Frozen(List<ArchivedStory> articles) {}

    private final JdbcClient jdbc;

    /** Frozen text never changes. */
    private final Cache<Long, List<ArchivedStory>> frozen =
            Caffeine.newBuilder().maximumSize(STORIES_KEPT).build();

    Archive(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Editions of these newsletters, the newest first.
     *
     * @param before after which one the list goes on; null for its beginning
     * @param limit at most so many
     */
    public List<ArchivedEdition> page(Collection<Long> newsletters, @Nullable Place before, int limit) {
        if (newsletters.isEmpty()) {
            return List.of();
        }
        String older = before == null ? "" : " AND e.slot <= :slot AND (e.slot < :slot OR e.newsletter_id < :last)";
        JdbcClient.StatementSpec statement = jdbc.sql(
                        SELECT.formatted("e.newsletter_id IN (:newsletters)" + older, NEWEST_FIRST))
                .param("newsletters", newsletters)
                .param("limit", limit);
        if (before != null) {
            statement = statement.param("slot", Timestamps.utc(before.slot())).param("last", before.newsletterId());
        }
        return statement.query(Archive::edition).list();
    }

    /** A place in a list of editions. */
    public record Place(Instant slot, long newsletterId) {}

    /** The latest edition of each of these newsletters that has one. */
    public List<ArchivedEdition> latestOfEach(Collection<Long> newsletters) {
        return newsletters.stream()
                .flatMap(newsletter -> page(List.of(newsletter), null, 1).stream())
                .toList();
    }

    /** The edition of a slot, in whole seconds. */
    public Optional<ArchivedEdition> find(long newsletter, Instant slot) {
        return one("e.newsletter_id = :newsletter AND e.slot = :slot", NEWEST_FIRST, newsletter, slot);
    }

    /** The edition before this one of the same newsletter. */
    public Optional<ArchivedEdition> before(ArchivedEdition edition) {
        return one(
                "e.newsletter_id = :newsletter AND e.slot < :slot",
                NEWEST_FIRST,
                edition.newsletterId(),
                edition.slot());
    }

    /** The edition after this one of the same newsletter. */
    public Optional<ArchivedEdition> after(ArchivedEdition edition) {
        return one(
                "e.newsletter_id = :newsletter AND e.slot > :slot", "e.slot", edition.newsletterId(), edition.slot());
    }

    /** What the edition says: its articles as they were sent, in their order. */
    public List<ArchivedStory> stories(ArchivedEdition edition) {
        List<ArchivedStory> all = Objects.requireNonNull(frozen.get(edition.id(), this::read));
        Set<Integer> withdrawn = withdrawn(edition.id());
        return withdrawn.isEmpty()
                ? all
                : IntStream.range(0, all.size())
                        .filter(position -> !withdrawn.contains(position))
                        .mapToObj(all::get)
                        .toList();
    }

    private List<ArchivedStory> read(long edition) {
        String model = jdbc.sql("SELECT model FROM edition WHERE id = ?")
                .param(edition)
                .query(String.class)
                .single();
        return List.copyOf(EditionJson.read(model, Frozen.class).articles());
    }

    private Set<Integer> withdrawn(long edition) {
        return jdbc.sql("""
                        SELECT ea.position
                        FROM edition_article ea JOIN article a ON a.id = ea.article_id
                        WHERE ea.edition_id = :edition AND a.withdrawn_at IS NOT NULL
                        """).param("edition", edition).query(Integer.class).set();
    }

    private Optional<ArchivedEdition> one(String where, String order, long newsletter, Instant slot) {
        return jdbc.sql(SELECT.formatted(where, order))
                .param("newsletter", newsletter)
                .param("slot", Timestamps.utc(slot))
                .param("limit", 1)
                .query(Archive::edition)
                .optional();
    }

    private static ArchivedEdition edition(ResultSet row, int number) throws SQLException {
        return new ArchivedEdition(
                row.getLong("id"),
                row.getLong("newsletter_id"),
                row.getString("slug"),
                row.getObject("slot", OffsetDateTime.class).toInstant(),
                row.getObject("frozen_at", OffsetDateTime.class).toInstant(),
                row.getString("headline"),
                row.getInt("articles"));
    }
}

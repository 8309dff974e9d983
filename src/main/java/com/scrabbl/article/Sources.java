package com.scrabbl.article;

import com.scrabbl.article.fetch.ArticlesProperties;
import com.scrabbl.article.fetch.ConfinedPlaces;
import com.scrabbl.article.fetch.ForbiddenPlaceException;
import com.scrabbl.timestamp.Timestamps;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sources of this installation. */
@Repository
public class Sources {

    private static final int LONGEST_NAME = 600;
    private static final int LONGEST_PLACE = 2000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ArticlesProperties properties;
    private final ConfinedPlaces confinedPlaces;

    Sources(JdbcClient jdbc, Clock clock, ArticlesProperties properties, ConfinedPlaces confinedPlaces) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
        this.confinedPlaces = confinedPlaces;
    }

    /**
     * The source of this name, new or as it stands; whether it is trusted is what the last declaration says.
     *
     * @param place an http or https URL, or a path, which is made absolute
     * @throws SourceConflictException if the name belongs to another place
     * @throws InvalidSourceException if name or place is blank or too long
     */
    public Source declare(String name, SourceKind kind, String place, boolean trusted) {
        return declare(name, kind, place, trusted, false);
    }

    /**
     * The same for what was named on the console. What the owner of the machine declared stays the owner's as long as
     * nothing of it changes; everything else is confined.
     *
     * @throws ForbiddenPlaceException if the console may not name that place
     */
    public Source declareOnConsole(String name, SourceKind kind, String place, boolean trusted) {
        requireAllowedOnConsole(name, kind, place, trusted);
        String kept = kept(kind, place);
        return find(name)
                .filter(source -> same(source, kind, kept, trusted))
                .orElseGet(() -> declare(name, kind, place, trusted, true));
    }

    /**
     * Requires that the console may declare this source: it stands so already, or it lies where the settings allow it.
     *
     * @throws ForbiddenPlaceException if it may not; the message names the key to set
     */
    public void requireAllowedOnConsole(String name, SourceKind kind, String place, boolean trusted) {
        String kept = kept(kind, place);
        if (find(name).filter(source -> same(source, kind, kept, trusted)).isPresent()) {
            return;
        }
        if (kind != SourceKind.URL) {
            confinedPlaces.requireAllowed(Path.of(kept), kind == SourceKind.FOLDER);
        } else if (trusted) {
            confinedPlaces.requirePrivateHost(kept);
        }
    }

    private Source declare(String name, SourceKind kind, String place, boolean trusted, boolean confined) {
        String kept = kept(kind, place);
        requireText("name", name, LONGEST_NAME);
        requireText("place", kept, LONGEST_PLACE);
        insert(name, kind, kept, trusted, confined);
        Source source = find(name).orElseThrow();
        if (!source.place().equals(kept)) {
            throw new SourceConflictException(source, kept);
        }
        return same(source, kind, kept, trusted) && source.confined() == confined
                ? source
                : changed(source, kind, trusted, confined);
    }

    private static String kept(SourceKind kind, String place) {
        return kind == SourceKind.URL
                ? place.strip()
                : Path.of(place).toAbsolutePath().normalize().toString();
    }

    private static boolean same(Source source, SourceKind kind, String place, boolean trusted) {
        return source.kind() == kind && source.place().equals(place) && source.trusted() == trusted;
    }

    /** The source of that name; empty when there is none. */
    public Optional<Source> find(String name) {
        return jdbc.sql("""
                        SELECT id, name, kind, place, trusted, confined
                        FROM source
                        WHERE name = :name
                        """).param("name", name).query(Sources::source).optional();
    }

    /** The source of that number; empty when there is none. */
    public Optional<Source> byId(long id) {
        return jdbc.sql("SELECT id, name, kind, place, trusted, confined FROM source WHERE id = :id")
                .param("id", id)
                .query(Sources::source)
                .optional();
    }

    /** All sources, by name. */
    public List<Source> all() {
        return jdbc.sql("SELECT id, name, kind, place, trusted, confined FROM source ORDER BY name, id")
                .query(Sources::source)
                .list();
    }

    /**
     * Those that nobody polled for {@code scrabbl.articles.poll-every} and that are not left alone, the longest waiting
     * first; none, if that is zero.
     */
    public List<Source> due() {
        if (properties.pollEvery().isZero()) {
            return List.of();
        }
        Instant now = clock.instant();
        return jdbc.sql("""
                        SELECT id, name, kind, place, trusted, confined
                        FROM source
                        WHERE COALESCE(polled_at, created_at) <= :before AND (next_poll_at IS NULL OR next_poll_at <= :now)
                        ORDER BY COALESCE(polled_at, created_at), id
                        """)
                .param("before", Timestamps.utc(now.minus(properties.pollEvery())))
                .param("now", Timestamps.utc(now))
                .query(Sources::source)
                .list();
    }

    /** All sources with their health, by name. */
    public List<SourceHealth> health() {
        return health("", Integer.MAX_VALUE);
    }

    /** The sources whose name comes after this one with their health, by name. */
    public List<SourceHealth> health(String after, int limit) {
        return jdbc.sql("""
                        SELECT s.id, s.name, s.kind, s.place, s.trusted, s.confined, s.succeeded_at, s.changed_at, s.failures, s.error,
                               s.next_poll_at, s.moved_to,
                               (SELECT count(*) FROM article a WHERE a.source_id = s.id) AS articles
                        FROM source s
                        WHERE s.name > :after
                        ORDER BY s.name, s.id
                        LIMIT :limit
                        """)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new SourceHealth(
                        source(row, number),
                        row.getLong("articles"),
                        Timestamps.instantOrNull(row, "succeeded_at"),
                        Timestamps.instantOrNull(row, "changed_at"),
                        row.getInt("failures"),
                        row.getString("error"),
                        Timestamps.instantOrNull(row, "next_poll_at"),
                        row.getString("moved_to")))
                .list();
    }

    private void insert(String name, SourceKind kind, String place, boolean trusted, boolean confined) {
        jdbc.sql("""
                        INSERT INTO source (name, kind, place, trusted, confined, created_at)
                        VALUES (:name, :kind, :place, :trusted, :confined, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .param("name", name)
                .param("kind", kind.name())
                .param("place", place)
                .param("trusted", trusted)
                .param("confined", confined)
                .param("now", Timestamps.utc(clock.instant()))
                .update();
    }

    private Source changed(Source source, SourceKind kind, boolean trusted, boolean confined) {
        jdbc.sql("UPDATE source SET kind = :kind, trusted = :trusted, confined = :confined WHERE id = :id")
                .param("kind", kind.name())
                .param("trusted", trusted)
                .param("confined", confined)
                .param("id", source.id())
                .update();
        return new Source(source.id(), source.name(), kind, source.place(), trusted, confined);
    }

    private static Source source(ResultSet row, int number) throws SQLException {
        return new Source(
                row.getLong("id"),
                row.getString("name"),
                SourceKind.valueOf(row.getString("kind")),
                row.getString("place"),
                row.getBoolean("trusted"),
                row.getBoolean("confined"));
    }

    private static void requireText(String what, String text, int longest) {
        if (text.isBlank() || text.length() > longest) {
            throw new InvalidSourceException(what, text, longest);
        }
    }
}

package com.scrabbl.article;

import com.scrabbl.timestamp.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The stored articles. */
@Repository
public class Articles {

    private static final String SELECT = """
            SELECT a.id, a.source_id, s.name AS source, a.external_id, a.url, a.canonical_url, a.title, a.standfirst, a.author,
                   a.section, a.language, a.image_url, a.image_alt, a.image_width, a.image_height, a.body, a.published_at,
                   a.first_seen, a.first_seen_at, a.first_import, a.feed_position, a.revision, a.withdrawn_at
            FROM article a
            JOIN source s ON s.id = a.source_id
            """;

    private final JdbcClient jdbc;
    private final ArticleStore store;
    private final Clock clock;

    Articles(JdbcClient jdbc, ArticleStore store, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.clock = clock;
    }

    /** The article of that number; empty when there is none. */
    public Optional<Article> find(long id) {
        return byIds(List.of(id)).stream().findFirst();
    }

    /**
     * The next number of the sequence of {@code firstSeen}, for articles that are to count as new once more. Nobody stores
     * articles before the end of the transaction, so the number is above all that anybody has looked at.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long nextFirstSeen() {
        store.lock();
        return jdbc.sql("SELECT nextval('article_first_seen')")
                .query(Long.class)
                .single();
    }

    /** @throws UnknownArticleException if there is none */
    public Article get(long id) {
        return find(id).orElseThrow(() -> new UnknownArticleException(id));
    }

    /** Those of these articles that exist, in the order of their numbers; at most some thousands. */
    public List<Article> byIds(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return withTopics(
                jdbc.sql(SELECT + "WHERE a.id IN (:ids) ORDER BY a.id").param("ids", ids));
    }

    /**
     * A page of all articles, the newest to this installation first.
     *
     * @param firstSeen the last page ended with it; {@link Long#MAX_VALUE} for the first page
     */
    public List<Article> before(long firstSeen, int limit) {
        return withTopics(jdbc.sql(SELECT + "WHERE a.first_seen < :firstSeen ORDER BY a.first_seen DESC LIMIT :limit")
                .param("firstSeen", firstSeen)
                .param("limit", limit));
    }

    /** A page of the articles that a filter lets pass, the latest published first. */
    public List<Article> search(ArticleFilter filter, ArticlePlace place, int limit) {
        if (filter.sources() != null && filter.sources().isEmpty()) {
            return List.of();
        }
        String beyond = place.older() ? "<" : ">";
        StringBuilder where = new StringBuilder(
                "WHERE a.published_at %1$s= :at AND (a.published_at %1$s :at OR a.id %1$s :id) ".formatted(beyond));
        Map<String, Object> parameters = new HashMap<>();
        if (filter.sources() != null) {
            where.append("AND a.source_id IN (:sources) ");
            parameters.put("sources", filter.sources());
        }
        if (!filter.text().isEmpty()) {
            where.append(
                    "AND POSITION(:text IN LOWER(a.title || ' ' || COALESCE(a.standfirst, '') || ' ' || a.url)) > 0 ");
            parameters.put("text", filter.text().toLowerCase(Locale.ROOT));
        }
        List<Article> found = new ArrayList<>(withTopics(jdbc.sql(SELECT
                        + where
                        + "ORDER BY a.published_at %1$s, a.id %1$s LIMIT :limit"
                                .formatted(place.older() ? "DESC" : "ASC"))
                .param("at", Timestamps.utc(place.publishedAt()))
                .param("id", place.id())
                .param("limit", limit)
                .params(parameters)));
        if (!place.older()) {
            Collections.reverse(found);
        }
        return found;
    }

    /** What an article said before, the oldest first. */
    public List<ArticleRevision> revisions(long id) {
        return jdbc.sql("""
                        SELECT revision, title, standfirst, author, section, url, body, replaced_at
                        FROM article_revision
                        WHERE article_id = :id
                        ORDER BY revision
                        """)
                .param("id", id)
                .query((row, number) -> new ArticleRevision(
                        row.getInt("revision"),
                        row.getString("title"),
                        row.getString("standfirst"),
                        row.getString("author"),
                        row.getString("section"),
                        row.getString("url"),
                        row.getString("body"),
                        Timestamps.instant(row, "replaced_at")))
                .list();
    }

    /**
     * Keeps an article out of every edition to come. Doing it again changes nothing.
     *
     * @return whether it was not withdrawn yet
     * @throws UnknownArticleException if there is none
     */
    public boolean withdraw(long id) {
        int withdrawn = jdbc.sql("UPDATE article SET withdrawn_at = :now WHERE id = :id AND withdrawn_at IS NULL")
                .param("now", Timestamps.utc(clock.instant()))
                .param("id", id)
                .update();
        if (withdrawn == 0) {
            get(id);
        }
        return withdrawn == 1;
    }

    private List<Article> withTopics(JdbcClient.StatementSpec statement) {
        List<Article> bare = statement.query((row, number) -> article(row)).list();
        if (bare.isEmpty()) {
            return bare;
        }
        Map<Long, List<String>> topics = topics(bare.stream().map(Article::id).toList());
        return bare.stream()
                .map(article -> article.withTopics(topics.getOrDefault(article.id(), List.of())))
                .toList();
    }

    private record Topic(long articleId, String topic) {}

    private Map<Long, List<String>> topics(List<Long> ids) {
        return jdbc.sql("""
                        SELECT article_id, topic
                        FROM article_topic
                        WHERE article_id IN (:ids)
                        ORDER BY article_id, position, topic_key
                        """).param("ids", ids).query(Topic.class).list().stream()
                .collect(
                        Collectors.groupingBy(Topic::articleId, Collectors.mapping(Topic::topic, Collectors.toList())));
    }

    private static Article article(ResultSet row) throws SQLException {
        return new Article(
                row.getLong("id"),
                row.getLong("source_id"),
                row.getString("source"),
                row.getString("external_id"),
                row.getString("url"),
                row.getString("canonical_url"),
                row.getString("title"),
                row.getString("standfirst"),
                row.getString("author"),
                row.getString("section"),
                List.of(),
                row.getString("language"),
                image(row),
                row.getString("body"),
                Timestamps.instant(row, "published_at"),
                row.getLong("first_seen"),
                Timestamps.instant(row, "first_seen_at"),
                row.getBoolean("first_import"),
                row.getInt("feed_position"),
                row.getInt("revision"),
                Timestamps.instantOrNull(row, "withdrawn_at"));
    }

    private static @Nullable ArticleImage image(ResultSet row) throws SQLException {
        String url = row.getString("image_url");
        return url == null
                ? null
                : new ArticleImage(
                        url,
                        row.getString("image_alt"),
                        row.getObject("image_width", Integer.class),
                        row.getObject("image_height", Integer.class));
    }
}

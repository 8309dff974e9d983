package com.scrabbl.edition;

import com.scrabbl.article.Source;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.SelectionRule;
import com.scrabbl.spelling.CanonicalName;
import com.scrabbl.timestamp.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The questions of selection to the stored articles. */
@Repository
class CandidateQuery {

    private final JdbcClient jdbc;
    private final Newsletters newsletters;

    CandidateQuery(JdbcClient jdbc, Newsletters newsletters) {
        this.jdbc = jdbc;
        this.newsletters = newsletters;
    }

    /**
     * How many articles the newsletter's sources have, and the highest {@code firstSeen} among them and those that were
     * given back.
     */
    record Stored(long count, long highestFirstSeen) {}

    /** The newsletter's sources in the order of its declaration; empty means all. */
    List<Long> sources(Newsletter newsletter) {
        return newsletters.sourcesOf(newsletter).stream().map(Source::id).toList();
    }

    Stored stored(Newsletter newsletter, List<Long> sources) {
        JdbcClient.StatementSpec statement = jdbc.sql("""
                        SELECT count(*) AS stored, COALESCE(MAX(first_seen), 0) AS highest,
                            (SELECT COALESCE(MAX(g.first_seen), 0) FROM given_back g WHERE g.newsletter_id = :newsletter) AS back
                        FROM article
                        """ + (sources.isEmpty() ? "" : "WHERE source_id IN (:sources)"))
                .param("newsletter", newsletter.id());
        if (!sources.isEmpty()) {
            statement = statement.param("sources", sources);
        }
        return statement
                .query((row, number) ->
                        new Stored(row.getLong("stored"), Math.max(row.getLong("highest"), row.getLong("back"))))
                .single();
    }

    /** The highest {@code firstSeen} that the newsletter's editions of earlier slots looked at; 0 before the first. */
    long lookedAtBefore(long newsletterId, Instant slot) {
        return jdbc.sql("""
                        SELECT COALESCE(MAX(highest_first_seen), 0)
                        FROM edition
                        WHERE newsletter_id = :newsletter AND slot < :slot
                        """)
                .param("newsletter", newsletterId)
                .param("slot", Timestamps.utc(slot))
                .query(Long.class)
                .single();
    }

    /** The highest {@code firstSeen} that any edition of the newsletter looked at; 0 before the first. */
    long lookedAt(long newsletterId) {
        return jdbc.sql("SELECT COALESCE(MAX(highest_first_seen), 0) FROM edition WHERE newsletter_id = :newsletter")
                .param("newsletter", newsletterId)
                .query(Long.class)
                .single();
    }

    /** Of these articles, those that were given back, each with the {@code firstSeen} that counts since. */
    Map<Long, Long> givenBack(long newsletterId, List<Long> articles) {
        Map<Long, Long> back = new HashMap<>();
        jdbc.sql("""
                        SELECT article_id, first_seen FROM given_back
                        WHERE newsletter_id = :newsletter AND article_id IN (:articles)
                        """)
                .param("newsletter", newsletterId)
                .param("articles", articles)
                .query((ResultSet row) -> {
                    back.put(row.getLong("article_id"), row.getLong("first_seen"));
                });
        return back;
    }

    /**
     * Articles that may be sent and are young enough at the slot, were not published in a pause that drops them, and neither
     * they nor another article of the same address are in an edition or proposed for one.
     *
     * @param above only those whose {@code firstSeen} is above it, or that were given back since
     * @param upTo and not above this
     */
    List<Candidate> candidates(Newsletter newsletter, List<Long> sources, Instant slot, long above, long upTo) {
        JdbcClient.StatementSpec statement = jdbc.sql(
                        """
                        SELECT a.id, a.source_id, a.canonical_url, a.section, a.author, a.published_at, a.feed_position
                        FROM article a
                        WHERE a.first_seen <= :upTo
                          AND (a.first_seen > :above OR EXISTS (
                              SELECT 1
                              FROM given_back g
                              WHERE g.newsletter_id = :newsletter AND g.article_id = a.id AND g.first_seen > :above))
                          AND a.withdrawn_at IS NULL
                          AND CASE WHEN a.first_import THEN a.published_at ELSE a.first_seen_at END >= :oldest
                          AND NOT EXISTS (
                              SELECT 1
                              FROM edition_article e JOIN article sent ON sent.id = e.article_id
                              WHERE e.newsletter_id = :newsletter AND sent.canonical_url = a.canonical_url)
                          AND NOT EXISTS (
                              SELECT 1
                              FROM proposal_article q JOIN article held ON held.id = q.article_id
                              WHERE q.newsletter_id = :newsletter AND held.canonical_url = a.canonical_url)
                          AND NOT EXISTS (
                              SELECT 1
                              FROM newsletter_pause p
                              WHERE p.newsletter_id = :newsletter AND p.articles = 'DROP'
                                AND (a.published_at >= p.begins_at AND (p.ends_at IS NULL OR a.published_at < p.ends_at)
                                  OR a.first_seen_at >= p.begins_at AND (p.ends_at IS NULL OR a.first_seen_at < p.ends_at)))
                        """ + (sources.isEmpty() ? "" : " AND a.source_id IN (:sources) ") + "ORDER BY a.id")
                .param("above", above)
                .param("upTo", upTo)
                .param("oldest", oldest(newsletter.settings().selection(), slot))
                .param("newsletter", newsletter.id());
        if (!sources.isEmpty()) {
            statement = statement.param("sources", sources);
        }
        List<Candidate> found =
                statement.query((row, number) -> candidate(row, List.of())).list();
        Map<Long, List<String>> topics =
                topics(found.stream().map(Candidate::id).toList());
        return found.stream()
                .map(bare -> new Candidate(
                        bare.id(),
                        bare.sourceId(),
                        bare.canonicalUrl(),
                        bare.section(),
                        bare.author(),
                        topics.getOrDefault(bare.id(), List.of()),
                        bare.publishedAt(),
                        bare.feedPosition()))
                .toList();
    }

    static OffsetDateTime oldest(SelectionRule rule, Instant slot) {
        return Timestamps.utc(slot.minus(rule.maxAge()));
    }

    private record Topic(long articleId, String topicKey) {}

    private Map<Long, List<String>> topics(List<Long> articles) {
        List<Topic> topics = new ArrayList<>();
        for (int from = 0; from < articles.size(); from += 1000) {
            topics.addAll(jdbc.sql("""
                            SELECT article_id, topic_key
                            FROM article_topic
                            WHERE article_id IN (:articles)
                            ORDER BY article_id, topic_key
                            """)
                    .param("articles", articles.subList(from, Math.min(from + 1000, articles.size())))
                    .query(Topic.class)
                    .list());
        }
        return topics.stream()
                .collect(Collectors.groupingBy(
                        Topic::articleId,
                        Collectors.mapping(topic -> CanonicalName.of(topic.topicKey()), Collectors.toList())));
    }

    private static Candidate candidate(ResultSet row, List<String> topics) throws SQLException {
        return new Candidate(
                row.getLong("id"),
                row.getLong("source_id"),
                row.getString("canonical_url"),
                row.getString("section"),
                row.getString("author"),
                topics,
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                row.getInt("feed_position"));
    }
}

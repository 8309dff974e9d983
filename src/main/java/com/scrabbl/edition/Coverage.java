package com.scrabbl.edition;

import com.scrabbl.article.Article;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Pause;
import com.scrabbl.newsletter.Pauses;
import com.scrabbl.newsletter.SelectionRule;
import com.scrabbl.newsletter.SelectionRule.Leftovers;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells of stored articles which edition has them, or why none: the reasons are those of the selection. */
@Component
public class Coverage {

    private final JdbcClient jdbc;
    private final CandidateQuery query;
    private final Newsletters newsletters;
    private final Pauses pauses;
    private final Clock clock;

    Coverage(JdbcClient jdbc, CandidateQuery query, Newsletters newsletters, Pauses pauses, Clock clock) {
        this.jdbc = jdbc;
        this.query = query;
        this.newsletters = newsletters;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** What became of these articles in one newsletter, by their numbers; at most some thousands. */
    public Map<Long, ArticleCoverage> of(Newsletter newsletter, List<Article> articles) {
        if (articles.isEmpty()) {
            return Map.of();
        }
        Map<Long, String> editions = editions(newsletter, articles);
        Map<Long, String> proposed = proposed(newsletter, articles);
        Map<Long, String> namesakes = namesakes(newsletter, articles);
        Map<Long, String> alike = proposedNamesakes(newsletter, articles);
        List<Long> sources = query.sources(newsletter);
        long lookedAt = query.lookedAt(newsletter.id());
        Map<Long, Long> back = query.givenBack(
                newsletter.id(), articles.stream().map(Article::id).toList());
        List<Pause> dropping = pauses.dropping(newsletter);
        Map<Long, ArticleCoverage> coverage = new LinkedHashMap<>();
        for (Article article : articles) {
            String edition = editions.get(article.id());
            String waiting = proposed.get(article.id());
            coverage.put(
                    article.id(),
                    edition != null
                            ? ArticleCoverage.in(edition)
                            : waiting != null && article.withdrawnAt() == null
                                    ? ArticleCoverage.proposed(waiting)
                                    : ArticleCoverage.none(reason(
                                            newsletter,
                                            article,
                                            sources,
                                            namesakes,
                                            alike,
                                            dropping,
                                            back.getOrDefault(article.id(), article.firstSeen()) <= lookedAt)));
        }
        return coverage;
    }

    /** What became of these articles in all newsletters, by their numbers; at most some thousands. */
    public Map<Long, ArticleCoverage> of(List<Article> articles) {
        Map<String, Map<Long, ArticleCoverage>> all = new LinkedHashMap<>();
        newsletters.all().forEach(newsletter -> all.put(newsletter.slug(), of(newsletter, articles)));
        Map<Long, ArticleCoverage> coverage = new LinkedHashMap<>();
        articles.forEach(article -> coverage.put(article.id(), joined(article.id(), all)));
        return coverage;
    }

    private static ArticleCoverage joined(long article, Map<String, Map<Long, ArticleCoverage>> all) {
        if (all.isEmpty()) {
            return ArticleCoverage.none("there is no newsletter");
        }
        String editions = all.values().stream()
                .map(newsletter ->
                        Objects.requireNonNull(newsletter.get(article)).edition())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        if (!editions.isEmpty()) {
            return ArticleCoverage.in(editions);
        }
        return ArticleCoverage.none(all.entrySet().stream()
                .map(newsletter -> (all.size() == 1 ? "" : newsletter.getKey() + ": ")
                        + Objects.requireNonNull(newsletter.getValue().get(article))
                                .reason())
                .distinct()
                .collect(Collectors.joining("; ")));
    }

    private String reason(
            Newsletter newsletter,
            Article article,
            List<Long> sources,
            Map<Long, String> namesakes,
            Map<Long, String> alike,
            List<Pause> dropping,
            boolean lookedAt) {
        SelectionRule rule = newsletter.settings().selection();
        if (article.withdrawnAt() != null) {
            return "withdrawn";
        }
        if (!sources.isEmpty() && !sources.contains(article.sourceId())) {
            return "its source is none of the newsletter's";
        }
        String namesake = namesakes.get(article.id());
        if (namesake != null) {
            return "an article of the same address is in " + namesake;
        }
        if (alike.containsKey(article.id())) {
            return "an article of the same address is proposed for " + alike.get(article.id());
        }
        String mismatch = new RuleMatch(rule).reasonAgainst(Candidate.of(article));
        if (mismatch != null) {
            return mismatch;
        }
        if (dropping.stream()
                .anyMatch(pause -> pause.covers(article.publishedAt()) || pause.covers(article.firstSeenAt()))) {
            return "published while the newsletter was paused, and such articles are dropped";
        }
        if (article.firstImport()
                && article.publishedAt().isBefore(article.firstSeenAt().minus(rule.maxAge()))) {
            return "not for sending: older than " + length(rule.maxAge()) + " at first import";
        }
        Instant age = article.firstImport() ? article.publishedAt() : article.firstSeenAt();
        if (age.isBefore(clock.instant().minus(rule.maxAge()))) {
            return "older than " + length(rule.maxAge());
        }
        if (rule.leftovers() == Leftovers.DROP && lookedAt) {
            return "passed over, and leftovers are dropped";
        }
        return ArticleCoverage.WAITS;
    }

    private static String length(Duration duration) {
        long days = duration.toDays();
        return duration.equals(Duration.ofDays(days)) ? days + (days == 1 ? " day" : " days") : duration.toString();
    }

    private Map<Long, String> editions(Newsletter newsletter, List<Article> articles) {
        return named(
                newsletter,
                jdbc.sql("""
                        SELECT a.article_id AS article, e.slot
                        FROM edition_article a JOIN edition e ON e.id = a.edition_id
                        WHERE a.newsletter_id = :newsletter AND a.article_id IN (:articles)
                        ORDER BY a.article_id
                        """)
                        .param("articles", articles.stream().map(Article::id).toList()));
    }

    private Map<Long, String> proposed(Newsletter newsletter, List<Article> articles) {
        return named(
                newsletter,
                jdbc.sql("""
                        SELECT a.article_id AS article, p.slot
                        FROM proposal_article a JOIN proposal p ON p.id = a.proposal_id
                        WHERE a.newsletter_id = :newsletter AND a.article_id IN (:articles)
                        ORDER BY a.article_id
                        """)
                        .param("articles", articles.stream().map(Article::id).toList()));
    }

    private Map<Long, String> namesakes(Newsletter newsletter, List<Article> articles) {
        return named(
                newsletter,
                jdbc.sql("""
                        SELECT other.id AS article, MIN(e.slot) AS slot
                        FROM article other
                        JOIN article sent ON sent.canonical_url = other.canonical_url
                        JOIN edition_article a ON a.article_id = sent.id
                        JOIN edition e ON e.id = a.edition_id
                        WHERE a.newsletter_id = :newsletter AND other.id IN (:articles)
                        GROUP BY other.id
                        ORDER BY other.id
                        """)
                        .param("articles", articles.stream().map(Article::id).toList()));
    }

    private Map<Long, String> proposedNamesakes(Newsletter newsletter, List<Article> articles) {
        return named(
                newsletter,
                jdbc.sql("""
                        SELECT other.id AS article, MIN(p.slot) AS slot
                        FROM article other
                        JOIN article held ON held.canonical_url = other.canonical_url
                        JOIN proposal_article a ON a.article_id = held.id
                        JOIN proposal p ON p.id = a.proposal_id
                        WHERE a.newsletter_id = :newsletter AND other.id IN (:articles)
                        GROUP BY other.id
                        ORDER BY other.id
                        """)
                        .param("articles", articles.stream().map(Article::id).toList()));
    }

    private static Map<Long, String> named(Newsletter newsletter, JdbcClient.StatementSpec statement) {
        Map<Long, String> names = new HashMap<>();
        statement.param("newsletter", newsletter.id()).query((ResultSet row) -> {
            Instant slot = row.getObject("slot", OffsetDateTime.class).toInstant();
            names.put(row.getLong("article"), newsletter.slug() + "/" + slot);
        });
        return names;
    }
}

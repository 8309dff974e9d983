package com.scrabbl.console.content;

import com.scrabbl.article.Article;
import com.scrabbl.edition.ArticleCoverage;
import com.scrabbl.edition.Coverage;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Pauses;
import com.scrabbl.newsletter.SourceReference;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells of articles which editions have them, or why none. */
@Component
class ArticleLines {

    /** Of more newsletters only those are told of that name one of the articles' sources. */
    private static final int MOST_NEWSLETTERS = 12;

    private final Newsletters newsletters;
    private final Pauses pauses;
    private final Coverage coverage;
    private final Clock clock;

    ArticleLines(Newsletters newsletters, Pauses pauses, Coverage coverage, Clock clock) {
        this.newsletters = newsletters;
        this.pauses = pauses;
        this.coverage = coverage;
        this.clock = clock;
    }

    /** @param only the newsletter that is wanted; null for all that may have the articles */
    List<ArticleLine> of(List<Article> articles, @Nullable Newsletter only) {
        Map<Long, List<ArticleLine.Told>> told = new HashMap<>();
        for (Newsletter newsletter : only == null ? mayHave(articles) : List.of(only)) {
            Instant next = next(newsletter);
            coverage.of(newsletter, articles)
                    .forEach((article, covered) -> told.computeIfAbsent(article, number -> new ArrayList<>())
                            .add(told(newsletter, covered, next)));
        }
        return articles.stream()
                .map(article -> new ArticleLine(article, essential(told.getOrDefault(article.id(), List.of()))))
                .toList();
    }

    private List<Newsletter> mayHave(List<Article> articles) {
        List<Newsletter> all = newsletters.all();
        if (all.size() <= MOST_NEWSLETTERS) {
            return all;
        }
        Set<String> sources = articles.stream().map(Article::source).collect(Collectors.toSet());
        return all.stream()
                .filter(newsletter -> newsletter.settings().sources().stream()
                        .map(SourceReference::name)
                        .anyMatch(sources::contains))
                .limit(MOST_NEWSLETTERS)
                .toList();
    }

    /** Those that have it, or may have it soon; only where there are none, why the others do not. */
    private static List<ArticleLine.Told> essential(List<ArticleLine.Told> told) {
        List<ArticleLine.Told> good = told.stream()
                .filter(one -> one.reason() == null || one.proposed())
                .toList();
        return good.isEmpty() ? told : good;
    }

    private static ArticleLine.Told told(Newsletter newsletter, ArticleCoverage covered, @Nullable Instant next) {
        String edition = covered.edition();
        return new ArticleLine.Told(
                newsletter.slug(),
                newsletter.name(),
                newsletter.zone(),
                edition == null ? null : Instant.parse(edition.substring(edition.indexOf('/') + 1)),
                covered.waits() ? next : null,
                edition != null || covered.waits() ? null : Objects.requireNonNull(covered.reason()),
                covered.mayStillBe() && !covered.waits());
    }

    private @Nullable Instant next(Newsletter newsletter) {
        return pauses.nextSlot(newsletter, clock.instant()).orElse(null);
    }
}

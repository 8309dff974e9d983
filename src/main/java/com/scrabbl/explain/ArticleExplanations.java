package com.scrabbl.explain;

import com.scrabbl.article.Article;
import com.scrabbl.article.ArticleRevision;
import com.scrabbl.article.Articles;
import com.scrabbl.edition.ArticleCoverage;
import com.scrabbl.edition.Coverage;
import com.scrabbl.explain.Circumstances.Dropped;
import com.scrabbl.explain.Explanation.Fact;
import com.scrabbl.explain.Explanation.Included;
import com.scrabbl.explain.Explanation.Item;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Explains why somebody got an article, or did not. It changes nothing. */
@Component
public class ArticleExplanations {

    private static final String WAITS = "waits for the next edition";

    private final Explanations editions;
    private final Articles articles;
    private final Coverage coverage;
    private final Newsletters newsletters;
    private final Clock clock;

    ArticleExplanations(
            Explanations editions, Articles articles, Coverage coverage, Newsletters newsletters, Clock clock) {
        this.editions = editions;
        this.articles = articles;
        this.coverage = coverage;
        this.newsletters = newsletters;
        this.clock = clock;
    }

    /**
     * Why this address got the article with that edition, or did not.
     *
     * @param edition as for {@link Explanations#of}
     * @throws com.scrabbl.article.UnknownArticleException when there is no such article
     */
    public Explanation of(String edition, EmailAddress address, long number) {
        Article article = articles.get(number);
        Circumstances facts = editions.circumstances(edition, address);
        Optional<Item> item = Explanations.item(editions.items(facts), number);
        Optional<Dropped> dropped = editions.dropped(facts).stream()
                .filter(one -> one.article() == number)
                .findFirst();
        String verdict = dropped.map(one -> "“%s” is not in this edition: it was proposed, and %s dropped it."
                        .formatted(one.title(), one.who()))
                .or(() ->
                        item.map(one -> "“%s”: %s %s".formatted(one.title(), lower(one.sentence()), Verdict.of(facts))))
                .orElseGet(() -> "“%s” is not in this edition: %s.".formatted(article.title(), whyNot(article, facts)));
        List<Fact> timeline = new ArrayList<>(story(article, facts.moments()));
        timeline.addAll(Timeline.of(facts));
        return new Explanation(
                Explanations.subject(facts),
                verdict,
                sorted(timeline),
                item.stream().toList());
    }

    /**
     * What became of an article in every newsletter.
     *
     * @param address whether this reader got it with the edition that has it; null for the article alone
     * @throws com.scrabbl.article.UnknownArticleException when there is no such article
     */
    public Explanation of(long number, @Nullable EmailAddress address) {
        Article article = articles.get(number);
        List<Item> items = new ArrayList<>();
        for (Newsletter newsletter : newsletters.all()) {
            ArticleCoverage covered = covered(article, newsletter);
            items.add(new Item(
                    newsletter.slug(),
                    newsletter.name(),
                    covered.edition() != null ? Included.YES : covered.mayStillBe() ? Included.NOT_YET : Included.NO,
                    covered.edition() == null
                            ? "In no edition: %s.".formatted(covered.reason())
                            : "In %s.%s".formatted(covered.edition(), reader(covered.edition(), address, number))));
        }
        long editionsWithIt =
                items.stream().filter(item -> item.included() == Included.YES).count();
        String verdict = editionsWithIt == 0
                ? "“%s” is in no edition.".formatted(article.title())
                : "“%s” is in %s."
                        .formatted(article.title(), editionsWithIt == 1 ? "one edition" : editionsWithIt + " editions");
        return new Explanation(
                "Article " + number,
                verdict,
                sorted(story(article, new Moments(ZoneOffset.UTC, clock.instant()))),
                items);
    }

    private String reader(String edition, @Nullable EmailAddress address, long number) {
        if (address == null) {
            return "";
        }
        Circumstances facts = editions.circumstances(edition, address);
        return " " + Verdict.of(facts)
                + Explanations.item(editions.items(facts), number)
                        .filter(item -> facts.row() != null)
                        .map(item -> " " + item.sentence())
                        .orElse("");
    }

    private String whyNot(Article article, Circumstances facts) {
        ArticleCoverage covered = covered(article, facts.newsletter());
        if (covered.edition() != null) {
            return "it is in " + covered.edition();
        }
        Circumstances.Frozen edition = facts.edition();
        String reason = String.valueOf(covered.reason());
        if (edition == null) {
            return "no articles are frozen for it, and the article " + said(reason);
        }
        if (article.firstSeenAt().isAfter(edition.frozenAt())) {
            return "it was first seen %s, after the articles were frozen %s; it %s"
                    .formatted(
                            facts.moments().when(article.firstSeenAt()),
                            facts.moments().when(edition.frozenAt()),
                            said(reason));
        }
        int most = facts.newsletter().settings().selection().maxItems();
        return reason.equals(WAITS)
                ? editions.articles(edition.id()).size() >= most
                        ? "it passes the rule of today, and there was no room: max-items is " + most
                        : "it passes the rule of today, which may have been another one then"
                : "by the rule of today " + (reason.equals("withdrawn") ? "it is withdrawn" : reason);
    }

    private static String said(String reason) {
        return reason.equals(WAITS) ? reason : "would be left out (%s)".formatted(reason);
    }

    private ArticleCoverage covered(Article article, Newsletter newsletter) {
        return Objects.requireNonNull(coverage.of(newsletter, List.of(article)).get(article.id()));
    }

    private List<Fact> story(Article article, Moments moments) {
        List<Fact> story = new ArrayList<>();
        story.add(fact(article.publishedAt(), moments, "The article was published, as its source says."));
        story.add(fact(
                article.firstSeenAt(),
                moments,
                "The article was first seen, at the source %s.".formatted(article.source())));
        for (ArticleRevision revision : articles.revisions(article.id())) {
            story.add(fact(
                    revision.replacedAt(),
                    moments,
                    "The article changed: revision %d came.".formatted(revision.revision() + 1)));
        }
        if (article.withdrawnAt() != null) {
            story.add(fact(article.withdrawnAt(), moments, "The article was withdrawn."));
        }
        return story;
    }

    private Fact fact(Instant at, Moments moments, String sentence) {
        return new Fact(at, moments.exact(at), sentence, null, at.isAfter(clock.instant()));
    }

    private static List<Fact> sorted(List<Fact> facts) {
        return facts.stream()
                .sorted(Comparator.comparing(Fact::at, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    private static String lower(String sentence) {
        return sentence.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + sentence.substring(1);
    }
}

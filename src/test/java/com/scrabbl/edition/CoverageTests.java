package com.scrabbl.edition;

import static com.scrabbl.edition.Desk.Piece.titled;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.article.Article;
import com.scrabbl.article.Articles;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterSettings.Render;
import com.scrabbl.newsletter.SelectionRule;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class CoverageTests {

    private static final Instant SLOT = TestApplication.START;

    private final TestApplication application;
    private final Desk desk;
    private final Coverage coverage;

    CoverageTests(Database database) {
        application = TestApplication.on(database);
        desk = new Desk(application);
        coverage = application.bean(Coverage.class);
    }

    @Test
    void everyArticleHasItsEditionOrTheReasonWhyNone() {
        Article sent = desk.put(titled("sent").hoursAgo(1));
        Article left = desk.put(titled("left over").hoursAgo(2));
        Article elsewhere = desk.put(titled("elsewhere").from("sport"));
        Article gossip = desk.put(titled("gossip").about("Gossip"));
        Article old = desk.put(titled("old").hoursAgo(24 * 9).atFirstImport());
        Article namesake = desk.put(titled("sent again").hoursAgo(4), sent.url());
        Article withdrawn = application
                .bean(Articles.class)
                .get(desk.put(titled("withdrawn")).id());
        application.bean(Articles.class).withdraw(withdrawn.id());
        Newsletter daily = desk.newsletter(rule(SelectionRule.Leftovers.CARRY), "world");
        Selection selection = application.bean(EditionSelection.class).select(daily, SLOT);
        desk.freeze(application.bean(Digests.class).draft(daily, SLOT, selection));

        List<Article> all = application.bean(Articles.class).before(Long.MAX_VALUE, 100);
        assertThat(coverage.of(daily, all))
                .containsEntry(sent.id(), ArticleCoverage.in("daily/2026-11-24T06:00:00Z"))
                .containsEntry(left.id(), ArticleCoverage.none("waits for the next edition"))
                .containsEntry(elsewhere.id(), ArticleCoverage.none("its source is none of the newsletter's"))
                .containsEntry(gossip.id(), ArticleCoverage.none("its topic gossip is excluded"))
                .containsEntry(old.id(), ArticleCoverage.none("not for sending: older than 7 days at first import"))
                .containsEntry(
                        namesake.id(),
                        ArticleCoverage.none("an article of the same address is in daily/2026-11-24T06:00:00Z"))
                .containsEntry(withdrawn.id(), ArticleCoverage.none("withdrawn"));
        Newsletter dropping = desk.newsletter(rule(SelectionRule.Leftovers.DROP), "world");
        assertThat(coverage.of(dropping, all))
                .containsEntry(left.id(), ArticleCoverage.none("passed over, and leftovers are dropped"));
    }

    @Test
    void whatWaitsIsWhatSelectionTakes() {
        for (int i = 0; i < 12; i++) {
            desk.put(titled("story " + i)
                    .hoursAgo(i * 20)
                    .about(i % 3 == 0 ? "Gossip" : "Harbour")
                    .in(i % 4 == 0 ? "Sport" : "City"));
        }
        SelectionRule rule = new SelectionRule(
                List.of("harbour"),
                List.of("city"),
                List.of(),
                List.of(),
                100,
                1,
                Duration.ofDays(7),
                SelectionRule.Leftovers.CARRY,
                SelectionRule.Order.NEWEST);
        Newsletter daily = desk.newsletter(rule);
        List<Long> taken = application.bean(EditionSelection.class).select(daily, SLOT).articles().stream()
                .map(Article::id)
                .toList();
        assertThat(taken).isNotEmpty();
        List<Article> all = application.bean(Articles.class).before(Long.MAX_VALUE, 100);
        assertThat(coverage.of(daily, all).entrySet().stream()
                        .filter(entry -> "waits for the next edition"
                                .equals(entry.getValue().reason()))
                        .map(entry -> entry.getKey()))
                .containsExactlyInAnyOrderElementsOf(taken);
    }

    @Test
    void overAllNewslettersTheReasonsAreNamedByNewsletter() {
        Article article = desk.put(titled("gossip").about("Gossip"));
        assertThat(coverage.of(List.of(article)))
                .containsEntry(article.id(), ArticleCoverage.none("there is no newsletter"));
        desk.newsletter(rule(SelectionRule.Leftovers.CARRY));
        assertThat(coverage.of(List.of(article)))
                .containsEntry(article.id(), ArticleCoverage.none("its topic gossip is excluded"));
        Newsletter weekly = desk.newsletter("weekly", Desk.RULE, "small", Render.SHARED, "x");
        assertThat(coverage.of(List.of(article)))
                .containsEntry(
                        article.id(),
                        ArticleCoverage.none(
                                "daily: its topic gossip is excluded; weekly: waits for the next edition"));
        desk.freeze(application
                .bean(Digests.class)
                .draft(weekly, SLOT, new Selection(List.of(article), null, article.firstSeen())));
        assertThat(coverage.of(List.of(article)))
                .containsEntry(article.id(), ArticleCoverage.in("weekly/2026-11-24T06:00:00Z"));
    }

    private static SelectionRule rule(SelectionRule.Leftovers leftovers) {
        return new SelectionRule(
                List.of(),
                List.of(),
                List.of(),
                List.of("Gossip"),
                1,
                1,
                Duration.ofDays(7),
                leftovers,
                SelectionRule.Order.NEWEST);
    }
}

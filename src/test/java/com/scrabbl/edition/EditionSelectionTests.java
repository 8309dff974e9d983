package com.scrabbl.edition;

import static com.scrabbl.edition.Desk.Piece.titled;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.article.Article;
import com.scrabbl.article.Articles;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.SelectionRule;
import com.scrabbl.newsletter.SelectionRule.Leftovers;
import com.scrabbl.newsletter.SelectionRule.Order;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class EditionSelectionTests {

    private static final Instant SLOT = TestApplication.START;

    private final TestApplication application;
    private final Desk desk;

    EditionSelectionTests(Database database) {
        application = TestApplication.on(database);
        desk = new Desk(application);
    }

    @Test
    void takesTheNewestOfItsSourcesUpToTheMost() {
        desk.put(titled("old").hoursAgo(5));
        desk.put(titled("new").hoursAgo(1));
        desk.put(titled("middle").hoursAgo(2));
        desk.put(titled("elsewhere").from("sport"));
        assertThat(select(items(2, 1), "world")).containsExactly("new", "middle");
        assertThat(select(Desk.RULE, "world")).containsExactly("new", "middle", "old");
        assertThat(select(Desk.RULE)).hasSize(4);
    }

    @Test
    void ordersByAgeOrAsTheSourcesHaveThem() {
        desk.put(titled("a").hoursAgo(5).at(1));
        desk.put(titled("b").hoursAgo(1).at(2));
        desk.put(titled("c").hoursAgo(2).at(0));
        desk.put(titled("d").hoursAgo(3).at(0).from("sport"));
        assertThat(select(ordered(Order.OLDEST), "world")).containsExactly("a", "c", "b");
        assertThat(select(ordered(Order.SOURCE), "sport", "world")).containsExactly("d", "c", "a", "b");
        assertThat(select(ordered(Order.SOURCE), "world", "sport")).containsExactly("c", "a", "b", "d");
    }

    @Test
    void topicsSectionsAndAuthorsCountWithoutCase() {
        desk.put(titled("match").about("Harbour", "Trade").in("City").by("Mara Lindqvist"));
        desk.put(titled("excluded").about("Harbour", "Gossip").in("City").by("Mara Lindqvist"));
        desk.put(titled("other topic").about("Tennis").in("City").by("Mara Lindqvist"));
        desk.put(titled("other section").about("Harbour").in("Sport").by("Mara Lindqvist"));
        desk.put(titled("other author").about("Harbour").in("City").by("Someone"));
        desk.put(titled("nothing known").in(null).by(null));
        SelectionRule rule = new SelectionRule(
                List.of("HARBOUR"),
                List.of("city"),
                List.of("mara lindqvist"),
                List.of("gossip"),
                12,
                1,
                Duration.ofDays(7),
                Leftovers.CARRY,
                Order.NEWEST);
        assertThat(select(rule)).containsExactly("match");
    }

    @Test
    void ageCountsFromPublicationAtAFirstImportAndFromFirstSightAfterIt() {
        desk.put(titled("old at first import").hoursAgo(24 * 8).atFirstImport());
        desk.put(titled("young at first import").hoursAgo(24 * 6).atFirstImport());
        desk.put(titled("back-dated later").hoursAgo(24 * 30));
        assertThat(select(Desk.RULE)).containsExactly("young at first import", "back-dated later");
        application.clock().tick(Duration.ofDays(8));
        assertThat(selection(desk.newsletter(Desk.RULE), application.clock().instant())
                        .skipped()
                        .kind())
                .isEqualTo(SkipReason.Kind.NOTHING_NEW);
    }

    @Test
    void withdrawnArticlesAndThoseOfAnEditionAreLeftOut() {
        Article withdrawn = desk.put(titled("withdrawn"));
        desk.put(titled("sent"));
        application.bean(Articles.class).withdraw(withdrawn.id());
        Newsletter daily = desk.newsletter(Desk.RULE);
        freeze(daily, SLOT);
        assertThat(selection(daily, SLOT.plusSeconds(60)).skipped())
                .hasToString(
                        "NOTHING_NEW: none of the 2 stored articles is new: each is in an edition already, too old or withdrawn");
        Newsletter other = desk.newsletter(
                "weekly", Desk.RULE, "small", com.scrabbl.newsletter.NewsletterSettings.Render.SHARED, "x");
        assertThat(selection(other, SLOT).articles()).extracting(Article::title).containsExactly("sent");
    }

    @Test
    void anArticleOfTwoSourcesIsSentOnce() {
        desk.put(titled("one").hoursAgo(2), "https://paper.example/same");
        desk.put(titled("one again").from("sport").hoursAgo(3), "https://paper.example/same");
        Newsletter daily = desk.newsletter(Desk.RULE);
        assertThat(selection(daily, SLOT).articles()).extracting(Article::title).containsExactly("one");
        freeze(daily, SLOT);
        assertThat(selection(daily, SLOT.plusSeconds(60)).skipped()).isNotNull();
    }

    @Test
    void leftoversAreCarriedOrDropped() {
        desk.put(titled("first").hoursAgo(2));
        desk.put(titled("left over").hoursAgo(3));
        Newsletter daily = desk.newsletter(items(1, 1));
        Edition edition = freeze(daily, SLOT);
        assertThat(edition.articles()).isOne();
        assertThat(selection(daily, SLOT.plusSeconds(60)).articles())
                .extracting(Article::title)
                .containsExactly("left over");

        SelectionRule drop = new SelectionRule(
                List.of(), List.of(), List.of(), List.of(), 1, 1, Duration.ofDays(7), Leftovers.DROP, Order.NEWEST);
        Newsletter dropping = desk.newsletter(drop);
        assertThat(selection(dropping, SLOT.plusSeconds(60)).skipped()).isNotNull();
        desk.put(titled("later").hoursAgo(9));
        Selection selection = selection(dropping, SLOT.plusSeconds(60));
        assertThat(selection.articles()).extracting(Article::title).containsExactly("later");
        assertThat(selection.highestFirstSeen()).isEqualTo(3);
    }

    @Test
    void tooFewIsAReasonOfItsOwn() {
        desk.put(titled("only"));
        assertThat(selection(desk.newsletter(items(5, 2)), SLOT).skipped())
                .hasToString("TOO_FEW: 1 new article, and the rule wants 2");
        assertThat(SkipReason.noReaders().kind()).isEqualTo(SkipReason.Kind.NO_READERS);
    }

    private Edition freeze(Newsletter newsletter, Instant slot) {
        EditionDraft draft = application.bean(Digests.class).draft(newsletter, slot, selection(newsletter, slot));
        return desk.freeze(draft);
    }

    private List<String> select(SelectionRule rule, String... sources) {
        return selection(desk.newsletter(rule, sources), SLOT).articles().stream()
                .map(Article::title)
                .toList();
    }

    private Selection selection(Newsletter newsletter, Instant slot) {
        return application.bean(EditionSelection.class).select(newsletter, slot);
    }

    private static SelectionRule items(int most, int fewest) {
        return new SelectionRule(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                most,
                fewest,
                Duration.ofDays(7),
                Leftovers.CARRY,
                Order.NEWEST);
    }

    private static SelectionRule ordered(Order order) {
        return new SelectionRule(
                List.of(), List.of(), List.of(), List.of(), 12, 1, Duration.ofDays(7), Leftovers.CARRY, order);
    }
}

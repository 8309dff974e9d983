package com.scrabbl.edition;

import static com.scrabbl.edition.Desk.Piece.titled;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.article.Article;
import com.scrabbl.article.Articles;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.SelectionRule;
import com.scrabbl.newsletter.SelectionRule.Leftovers;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A newsletter of two sources with whatever happens to articles and editions. After each thing every article has its one
 * answer: the edition that has it, or why none.
 */
public final class ArticleFates {

    private static final int ALL = 1_000;

    private final TestApplication application;
    private final Desk desk;
    private final SelectionRule rule;
    private final Newsletter newsletter;
    private final List<Article> stored = new ArrayList<>();
    private final Set<Instant> proposed = new HashSet<>();

    /** What may happen. The number that goes with it says to which article, or how many hours it is about. */
    public enum Happening {
        ARRIVES,
        ARRIVES_BACK_DATED,
        IMPORTED_AT_FIRST,
        ARRIVES_FROM_ANOTHER_SOURCE,
        ARRIVES_OFF_TOPIC,
        EDITED,
        WITHDRAWN,
        HOURS_PASS,
        SENT,
        FAILED,
        BLOCKED,
        PROPOSED,
        APPROVED,
        SKIPPED
    }

    /** Something that happens. */
    public record Event(Happening what, int number) {}

    public ArticleFates(Leftovers leftovers, int mostItems, int leastItems) {
        application = TestApplication.on(Database.H2);
        desk = new Desk(application);
        desk.source("world");
        desk.source("city");
        rule = new SelectionRule(
                List.of(),
                List.of(),
                List.of(),
                List.of("Gossip"),
                mostItems,
                Math.min(leastItems, mostItems),
                Duration.ofDays(7),
                leftovers,
                SelectionRule.Order.NEWEST);
        newsletter = desk.newsletter(rule, "world", "city");
    }

    /** Lets it happen, and looks at all articles. */
    public void happens(Event event) {
        int number = event.number();
        switch (event.what()) {
            case ARRIVES -> stored.add(desk.put(piece("news").hoursAgo(hoursSinceStart(0))));
            case ARRIVES_BACK_DATED -> stored.add(desk.put(piece("late").hoursAgo(hoursSinceStart(number * 20))));
            case IMPORTED_AT_FIRST ->
                stored.add(desk.put(
                        piece("old").hoursAgo(hoursSinceStart(number * 20)).atFirstImport()));
            case ARRIVES_FROM_ANOTHER_SOURCE ->
                one(number)
                        .ifPresent(first -> stored.add(desk.put(piece("again").from("city"), first.url())));
            case ARRIVES_OFF_TOPIC -> stored.add(desk.put(piece("gossip").about("Gossip")));
            case EDITED -> one(number).ifPresent(this::edit);
            case WITHDRAWN ->
                one(number)
                        .ifPresent(article -> application.bean(Articles.class).withdraw(article.id()));
            case HOURS_PASS ->
                application.clock().set(application.clock().instant().plus(Duration.ofHours(number)));
            case SENT -> draft().ifPresent(draft -> delivered(desk.freeze(draft)));
            case FAILED -> draft();
            case BLOCKED -> draft().ifPresent(draft -> takeBack(desk.freeze(draft)));
            case PROPOSED -> draft().ifPresent(this::propose);
            case APPROVED -> oldest().ifPresent(this::approve);
            case SKIPPED -> oldest().ifPresent(this::skip);
        }
        everyArticleHasItsAnswer();
    }

    private int hoursSinceStart(int more) {
        return (int) (more - Duration.between(TestApplication.START, now()).toHours());
    }

    private Desk.Piece piece(String title) {
        return titled(title + " " + stored.size());
    }

    private java.util.Optional<Article> one(int number) {
        return stored.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(stored.get(number % stored.size()));
    }

    private void edit(Article article) {
        application
                .jdbc()
                .sql("UPDATE article SET title = title || ' (corrected)', revision = revision + 1 WHERE id = ?")
                .param(article.id())
                .update();
    }

    private Instant now() {
        return application.clock().instant();
    }

    /** Each in a slot of its own, a second after the one before. */
    private java.util.Optional<EditionDraft> draft() {
        application.clock().set(now().plusSeconds(1));
        Selection selection = application.bean(EditionSelection.class).select(newsletter, now());
        return selection.skipped() == null
                ? java.util.Optional.of(application.bean(Digests.class).draft(newsletter, now(), selection))
                : java.util.Optional.empty();
    }

    private void delivered(Edition edition) {
        application.bean(Editions.class).audience(edition.id(), 0);
        assertThat(application.bean(Editions.class).audience(edition.id(), 0))
                .as("done again")
                .isFalse();
    }

    private void takeBack(Edition edition) {
        application
                .bean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> application.bean(Clearances.class).takeBack(edition.id()));
    }

    private void propose(EditionDraft draft) {
        application.bean(Proposals.class).propose(draft, draft.slot().plus(Duration.ofDays(9)));
        proposed.add(draft.slot());
    }

    private java.util.Optional<Instant> oldest() {
        return proposed.stream().sorted().findFirst();
    }

    private void approve(Instant slot) {
        Proposal proposal =
                application.bean(Proposals.class).find(newsletter.id(), slot).orElseThrow();
        if (proposal.selection().skipped() == null) {
            proposed.remove(slot);
            delivered(desk.freeze(application.bean(Digests.class).draft(newsletter, slot, proposal.selection())));
        } else {
            skip(slot);
        }
    }

    private void skip(Instant slot) {
        proposed.remove(slot);
        application.bean(HeldArticles.class).release(newsletter.id(), slot);
    }

    private void everyArticleHasItsAnswer() {
        List<Article> all = application.bean(Articles.class).before(Long.MAX_VALUE, ALL);
        Map<Long, ArticleCoverage> answers = application.bean(Coverage.class).of(newsletter, all);
        Map<Long, String> editions = new HashMap<>();
        Set<String> addresses = new HashSet<>();
        application.jdbc().sql("""
                        SELECT a.id, a.canonical_url, e.slot
                        FROM edition_article ea JOIN article a ON a.id = ea.article_id JOIN edition e ON e.id = ea.edition_id
                        """).query((java.sql.ResultSet row) -> {
            Instant slot = com.scrabbl.timestamp.Timestamps.instant(row, "slot");
            assertThat(editions.put(row.getLong("id"), "daily/" + slot))
                    .as("in one edition at the most")
                    .isNull();
            assertThat(addresses.add(row.getString("canonical_url")))
                    .as("one article of an address")
                    .isTrue();
        });
        assertThat(answers).hasSameSizeAs(all).hasSameSizeAs(stored);
        answers.forEach((article, answer) -> {
            assertThat(answer.edition()).isEqualTo(editions.get(article));
            assertThat(answer.edition() == null).isNotEqualTo(answer.reason() == null);
        });
        assertThat(waiting(answers)).isEqualTo(wouldBeTaken());
    }

    private static Set<Long> waiting(Map<Long, ArticleCoverage> answers) {
        return answers.entrySet().stream()
                .filter(answer -> answer.getValue().waits())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What the next edition would take if it had room for all: of one address any of them. */
    private Set<Long> wouldBeTaken() {
        return application
                .bean(CandidateQuery.class)
                .candidates(newsletter, application.bean(CandidateQuery.class).sources(newsletter), now(), above(), ALL)
                .stream()
                .filter(candidate -> new RuleMatch(rule).reasonAgainst(candidate) == null)
                .map(Candidate::id)
                .collect(Collectors.toSet());
    }

    private long above() {
        return rule.leftovers() == Leftovers.DROP
                ? application.bean(CandidateQuery.class).lookedAt(newsletter.id())
                : 0;
    }
}

package com.scrabbl.edition;

import com.scrabbl.article.Article;
import com.scrabbl.article.Articles;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.SelectionRule;
import com.scrabbl.newsletter.SelectionRule.Leftovers;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Chooses the articles of an edition by its newsletter's rule. It changes nothing. */
@Component
public class EditionSelection {

    private final CandidateQuery query;
    private final Articles articles;

    EditionSelection(CandidateQuery query, Articles articles) {
        this.query = query;
        this.articles = articles;
    }

    /** What the edition of this slot takes; an article's age is counted at the slot. */
    public Selection select(Newsletter newsletter, Instant slot) {
        CandidateQuery.Stored stored = query.stored(newsletter, query.sources(newsletter));
        return select(newsletter, slot, stored, stored.highestFirstSeen(), candidate -> true);
    }

    /**
     * What an edition takes that is made later than its slot, with the next one waiting: nothing that was published after
     * the slot. What it leaves is not passed over, whatever becomes of leftovers.
     */
    public Selection selectPublishedBy(Newsletter newsletter, Instant slot) {
        return select(
                newsletter,
                slot,
                query.stored(newsletter, query.sources(newsletter)),
                query.lookedAtBefore(newsletter.id(), slot),
                candidate -> !candidate.publishedAt().isAfter(slot));
    }

    /**
     * What the edition of a slot to come would take, if nothing were published until then.
     *
     * @param taken what the editions before it would take
     */
    public Selection forecast(Newsletter newsletter, Instant slot, List<Article> taken) {
        Set<String> addresses = taken.stream().map(Article::canonicalUrl).collect(Collectors.toSet());
        boolean passedOver = newsletter.settings().selection().leftovers() == Leftovers.DROP && !taken.isEmpty();
        return select(
                newsletter,
                slot,
                query.stored(newsletter, query.sources(newsletter)),
                0,
                candidate -> !passedOver && !addresses.contains(candidate.canonicalUrl()));
    }

    private Selection select(
            Newsletter newsletter,
            Instant slot,
            CandidateQuery.Stored stored,
            long lookedUpTo,
            Predicate<Candidate> wanted) {
        SelectionRule rule = newsletter.settings().selection();
        List<Long> sources = query.sources(newsletter);
        long above = rule.leftovers() == Leftovers.DROP ? query.lookedAtBefore(newsletter.id(), slot) : 0;
        List<Candidate> looked = query.candidates(newsletter, sources, slot, above, stored.highestFirstSeen()).stream()
                .filter(wanted)
                .toList();
        RuleMatch match = new RuleMatch(rule);
        List<Candidate> fitting = looked.stream()
                .filter(candidate -> match.reasonAgainst(candidate) == null)
                .sorted(order(rule, sources))
                .filter(firstOfItsAddress())
                .toList();
        if (fitting.isEmpty()) {
            return skipped(SkipReason.nothingNew(stored.count(), looked.size()), stored);
        }
        if (fitting.size() < rule.minItems()) {
            return skipped(SkipReason.tooFew(fitting.size(), rule.minItems()), stored);
        }
        return new Selection(read(fitting.subList(0, Math.min(rule.maxItems(), fitting.size()))), null, lookedUpTo);
    }

    private static Selection skipped(SkipReason reason, CandidateQuery.Stored stored) {
        return new Selection(List.of(), reason, stored.highestFirstSeen());
    }

    private static Comparator<Candidate> order(SelectionRule rule, List<Long> sources) {
        Comparator<Candidate> byDate =
                Comparator.comparing(Candidate::publishedAt).thenComparing(Candidate::id);
        return switch (rule.order()) {
            case NEWEST -> byDate.reversed();
            case OLDEST -> byDate;
            case SOURCE ->
                Comparator.<Candidate>comparingInt(candidate -> sources.indexOf(candidate.sourceId()))
                        .thenComparing(Candidate::sourceId)
                        .thenComparing(Candidate::feedPosition)
                        .thenComparing(byDate.reversed());
        };
    }

    /** Two sources may have the same article. */
    private static Predicate<Candidate> firstOfItsAddress() {
        Set<String> addresses = new HashSet<>();
        return candidate -> addresses.add(candidate.canonicalUrl());
    }

    private List<Article> read(List<Candidate> chosen) {
        Map<Long, Article> read = articles
                .byIds(chosen.stream().map(Candidate::id).toList())
                .stream()
                .collect(Collectors.toMap(Article::id, Function.identity()));
        return chosen.stream().map(candidate -> read.get(candidate.id())).toList();
    }
}

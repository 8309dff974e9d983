package com.scrabbl.run.approval;

import com.scrabbl.article.Article;
import com.scrabbl.edition.EditionDraft;
import com.scrabbl.edition.HeldArticles;
import com.scrabbl.edition.Proposal;
import com.scrabbl.edition.Proposal.ProposedArticle;
import com.scrabbl.edition.ProposalChangedException;
import com.scrabbl.edition.Proposals;
import com.scrabbl.edition.SkipReason;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterSettings;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.run.ProposedRuns;
import com.scrabbl.run.Proposing;
import com.scrabbl.run.PublicUrlMissingException;
import com.scrabbl.run.RelayTrial;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunState;
import com.scrabbl.run.Runs;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What operators do with an edition that waits for approval. Each call names the proposal as it was seen: of two operators
 * the second one is told.
 */
@Component
public class Approvals {

    private final Runs runs;
    private final ProposedRuns waiting;
    private final Newsletters newsletters;
    private final Proposals proposals;
    private final HeldArticles held;
    private final Proposing proposing;
    private final RelayTrial trial;
    private final Clock clock;

    Approvals(
            Runs runs,
            ProposedRuns waiting,
            Newsletters newsletters,
            Proposals proposals,
            HeldArticles held,
            Proposing proposing,
            RelayTrial trial,
            Clock clock) {
        this.runs = runs;
        this.waiting = waiting;
        this.newsletters = newsletters;
        this.proposals = proposals;
        this.held = held;
        this.proposing = proposing;
        this.trial = trial;
        this.clock = clock;
    }

    /**
     * What an operator wants to be different.
     *
     * @param first the numbers of the articles that are to come first, in this order; the others follow as they stand
     * @param dropped the numbers of all articles that are to be left out
     * @param subject as text; null or blank means the newsletter's
     */
    public record Wish(
            List<Long> first, Set<Long> dropped, @Nullable String subject) {

        public Wish {
            first = List.copyOf(first);
            dropped = Set.copyOf(dropped);
            subject = subject == null || subject.isBlank() ? null : NewsletterSettings.subjectText(subject);
        }
    }

    /**
     * The proposal that a person names.
     *
     * @param id a run's number, or {@code NEWSLETTER/SLOT}
     * @throws com.scrabbl.run.UnknownRunException when there is no such run
     * @throws NotProposedException when it does not wait for approval
     */
    public Proposed get(String id) {
        Run run = runs.get(id);
        if (run.state() != RunState.PROPOSED) {
            throw NotProposedException.of(run);
        }
        Newsletter newsletter = newsletters.byId(run.newsletterId());
        return new Proposed(
                run, newsletter, proposals.find(run.newsletterId(), run.slot()).orElseThrow());
    }

    /** All editions that wait, the oldest slot first. */
    public List<Proposed> all() {
        return waiting.all().stream()
                .flatMap(run -> proposals.find(run.newsletterId(), run.slot()).stream()
                        .map(proposal -> new Proposed(run, newsletters.byId(run.newsletterId()), proposal)))
                .toList();
    }

    /**
     * What it would be if it were sent as it stands; empty when no article is left.
     *
     * @throws com.scrabbl.template.TemplateProblemException when template or subject cannot be rendered
     */
    public Optional<EditionDraft> draft(Proposed proposed) {
        return proposed.proposal().chosen().isEmpty()
                ? Optional.empty()
                : Optional.of(proposing.draft(
                        proposed.newsletter(),
                        proposed.proposal(),
                        proposed.proposal().selection()));
    }

    /**
     * Changes the proposal.
     *
     * @param by the operator's name
     * @return how it stands now
     * @throws ProposalRefusedException when the wish names an article that is not in it
     * @throws ProposalChangedException when it is not any more what was seen
     * @throws NotProposedException when it does not wait any more
     */
    @Transactional
    public Proposed change(Proposed seen, Wish wish, String by) {
        requireOpen(seen);
        List<Long> articles = numbers(seen.proposal());
        for (Long article : wish.first()) {
            requireIn(articles, article);
        }
        wish.dropped().forEach(article -> requireIn(articles, article));
        Set<Long> order = new LinkedHashSet<>(wish.first());
        order.addAll(articles);
        proposals.change(seen.proposal(), new ArrayList<>(order), wish.dropped(), wish.subject(), by);
        return get(Long.toString(seen.run().id()));
    }

    /**
     * What is approved is sent at once: so nobody approves what cannot be.
     *
     * @throws PublicUrlMissingException when the links in the mail would lead nowhere
     */
    public void requireSendable() {
        trial.requirePublicUrl();
    }

    /**
     * Approves the proposal: the run is due at once, for whoever serves or sends.
     *
     * @param by the operator's name
     * @throws ProposalRefusedException when no article is left in it
     * @throws ProposalChangedException when it is not any more what was seen, or an article of it was withdrawn since
     * @throws NotProposedException when it does not wait any more
     * @throws PublicUrlMissingException when it cannot be sent
     */
    @Transactional
    public void approve(Proposed seen, String by) {
        requireSendable();
        requireOpen(seen);
        Proposal present =
                proposals.find(seen.run().newsletterId(), seen.run().slot()).orElseThrow();
        requireNothingGone(seen.proposal(), present);
        if (present.chosen().isEmpty()) {
            throw ProposalRefusedException.empty();
        }
        proposals.approve(seen.proposal(), by);
        waiting.approved(seen.run(), "approved by " + by);
    }

    /**
     * Skips the edition now; its articles are candidates of the next one.
     *
     * @param by the operator's name
     * @throws ProposalChangedException when it is not any more what was seen
     * @throws NotProposedException when it does not wait any more
     */
    @Transactional
    public void skip(Proposed seen, String by) {
        requireOpen(seen);
        if (proposals
                        .find(seen.run().newsletterId(), seen.run().slot())
                        .orElseThrow()
                        .version()
                != seen.proposal().version()) {
            throw new ProposalChangedException("Somebody else changed this proposal in the meantime.");
        }
        held.release(seen.run().newsletterId(), seen.run().slot());
        waiting.skipped(seen.run(), SkipReason.notApproved("skipped by " + by).toString());
    }

    /** Holds the run's row until the end of the transaction, so that it cannot expire meanwhile. */
    private void requireOpen(Proposed seen) {
        Run present = waiting.locked(seen.run());
        if (present.state() != RunState.PROPOSED) {
            throw NotProposedException.of(present);
        }
        if (!clock.instant().isBefore(seen.proposal().approveUntil())) {
            throw NotProposedException.tooLate(
                    present,
                    Proposing.time(
                            seen.proposal().approveUntil(), seen.newsletter().zone()),
                    seen.isSkippedUnapproved());
        }
    }

    private static void requireIn(List<Long> articles, long article) {
        if (!articles.contains(article)) {
            throw ProposalRefusedException.unknown(article, articles);
        }
    }

    private static void requireNothingGone(Proposal seen, Proposal present) {
        Set<Long> left = present.chosen().stream().map(Article::id).collect(Collectors.toSet());
        for (ProposedArticle article : present.articles()) {
            boolean chosen = seen.chosen().stream()
                    .anyMatch(one -> one.id() == article.article().id());
            if (chosen && !article.dropped() && !left.contains(article.article().id())) {
                throw new ProposalChangedException("\"%s\" is %s since and would be left out."
                        .formatted(article.article().title(), article.gone()));
            }
        }
    }

    private static List<Long> numbers(Proposal proposal) {
        return proposal.articles().stream().map(one -> one.article().id()).toList();
    }
}

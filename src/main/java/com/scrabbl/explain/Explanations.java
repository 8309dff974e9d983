package com.scrabbl.explain;

import com.scrabbl.edition.FrozenArticle;
import com.scrabbl.edition.FrozenArticles;
import com.scrabbl.edition.Proposals;
import com.scrabbl.edition.UnknownEditionException;
import com.scrabbl.explain.Circumstances.Dropped;
import com.scrabbl.explain.Circumstances.Frozen;
import com.scrabbl.explain.Circumstances.Round;
import com.scrabbl.explain.Explanation.Included;
import com.scrabbl.explain.Explanation.Item;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.WrittenSlot;
import com.scrabbl.subscriber.Consent;
import com.scrabbl.subscriber.Consents;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.subscriber.Suppression;
import com.scrabbl.subscriber.Suppressions;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Explains why somebody got an edition, or did not. It changes nothing. */
@Component
public class Explanations {

    private final Newsletters newsletters;
    private final Records records;
    private final FrozenArticles articles;
    private final Proposals proposals;
    private final Subscribers subscribers;
    private final Subscriptions subscriptions;
    private final Suppressions suppressions;
    private final Consents consents;
    private final Clock clock;

    Explanations(
            Newsletters newsletters,
            Records records,
            FrozenArticles articles,
            Proposals proposals,
            Subscribers subscribers,
            Subscriptions subscriptions,
            Suppressions suppressions,
            Consents consents,
            Clock clock) {
        this.newsletters = newsletters;
        this.records = records;
        this.articles = articles;
        this.proposals = proposals;
        this.subscribers = subscribers;
        this.subscriptions = subscriptions;
        this.suppressions = suppressions;
        this.consents = consents;
        this.clock = clock;
    }

    /**
     * Why this address got the edition, or did not, and each article of it.
     *
     * @param edition {@code SLUG/SLOT} or {@code SLUG/latest}; a slot that was skipped, missed or is not sent yet will do
     * @throws UnknownEditionException when nothing is recorded under that name
     * @throws com.scrabbl.newsletter.UnknownNewsletterException when there is no such newsletter
     */
    public Explanation of(String edition, EmailAddress address) {
        Circumstances facts = circumstances(edition, address);
        return new Explanation(subject(facts), Verdict.of(facts), Timeline.of(facts), items(facts));
    }

    static String subject(Circumstances facts) {
        return facts.newsletter().name() + ", " + facts.moments().heading(facts.slot());
    }

    List<Item> items(Circumstances facts) {
        return facts.edition() == null
                ? Choice.ofProposed(facts)
                : Stream.concat(
                                Choice.of(facts, articles.of(facts.edition().id())).stream(),
                                dropped(facts).stream().map(Explanations::dropped))
                        .toList();
    }

    /** What operators dropped before the edition was frozen. */
    List<Dropped> dropped(Circumstances facts) {
        return facts.proposal() == null
                ? List.of()
                : records.dropped(facts.proposal().id());
    }

    private static Item dropped(Dropped article) {
        return new Item(
                Long.toString(article.article()),
                article.title(),
                Included.NO,
                "Not in the edition: it was proposed, and %s dropped it.".formatted(article.who()));
    }

    Circumstances circumstances(String name, EmailAddress address) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            throw new UnknownEditionException(
                    "\"%s\" names no edition; write NEWSLETTER/SLOT or NEWSLETTER/latest".formatted(name));
        }
        Newsletter newsletter = newsletters.get(name.substring(0, slash));
        return circumstances(newsletter, slot(newsletter, name, name.substring(slash + 1)), address);
    }

    private Instant slot(Newsletter newsletter, String name, String slot) {
        Optional<Instant> latest = records.latestSlot(newsletter.id());
        if (slot.equals("latest")) {
            return latest.orElseThrow(() -> unknown(name, latest, newsletter));
        }
        try {
            Instant given = WrittenSlot.parse(slot);
            if (records.edition(newsletter.id(), given) != null
                    || !records.rounds(newsletter.id(), given).isEmpty()) {
                return given;
            }
        } catch (DateTimeException e) {
            throw new UnknownEditionException(
                    "\"%s\" names no edition: a slot is an instant such as 2026-11-24T06:00:00Z, or `latest`"
                            .formatted(name));
        }
        throw unknown(name, latest, newsletter);
    }

    private static UnknownEditionException unknown(String name, Optional<Instant> latest, Newsletter newsletter) {
        return new UnknownEditionException("There is no edition %s; %s"
                .formatted(
                        name,
                        latest.map(slot -> "the latest is " + newsletter.slug() + "/" + slot)
                                .orElse("the newsletter has none yet")));
    }

    private Circumstances circumstances(Newsletter newsletter, Instant slot, EmailAddress address) {
        Optional<Subscriber> person = subscribers.find(address);
        @Nullable
        Subscription subscription = person.flatMap(found -> subscriptions.find(found.id(), newsletter.id()))
                .orElse(null);
        @Nullable Frozen edition = records.edition(newsletter.id(), slot);
        List<Round> rounds = records.rounds(newsletter.id(), slot);
        return new Circumstances(
                newsletter,
                slot,
                rounds,
                edition,
                proposals.find(newsletter.id(), slot).orElse(null),
                address,
                person.isPresent(),
                person.isPresent() ? null : erasedAt(address),
                subscription,
                records.suppressions(address),
                person.map(found -> consents(found, newsletter)).orElse(List.of()),
                edition == null || subscription == null ? null : records.row(edition.id(), subscription.id()),
                edition == null || subscription == null ? List.of() : records.attempts(edition.id(), subscription.id()),
                acts(targets(newsletter, slot, rounds, address)),
                clock.instant());
    }

    private @Nullable Instant erasedAt(EmailAddress address) {
        return suppressions.active(address, clock.instant()).stream()
                .filter(suppression -> suppression.cause() == Suppression.Cause.ERASED)
                .map(Suppression::since)
                .findFirst()
                .orElse(null);
    }

    private List<Consent> consents(Subscriber person, Newsletter newsletter) {
        return consents.of(person.id()).stream()
                .filter(consent -> consent.newsletterId() == newsletter.id())
                .toList();
    }

    /** A number alone may also be that of an article. */
    private List<Circumstances.Act> acts(List<String> targets) {
        return records.acts(targets).stream()
                .filter(act -> act.what().startsWith("runs") || !act.target().matches("\\d+"))
                .toList();
    }

    /** Under which names commands and pages write down what they did. */
    private static List<String> targets(Newsletter newsletter, Instant slot, List<Round> rounds, EmailAddress address) {
        return Stream.concat(
                        Stream.of(newsletter.slug() + "/" + slot, address.normal(), address.typed()),
                        rounds.stream().map(round -> Long.toString(round.id())))
                .distinct()
                .toList();
    }

    /** The article of the edition that has this number. */
    static Optional<Item> item(List<Item> items, long article) {
        return items.stream()
                .filter(item -> item.key().equals(Long.toString(article)))
                .findFirst();
    }

    List<FrozenArticle> articles(long edition) {
        return articles.of(edition);
    }
}

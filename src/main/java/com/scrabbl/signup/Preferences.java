package com.scrabbl.signup;

import com.scrabbl.delivery.LedgerReport;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.Consent.Origin;
import com.scrabbl.subscriber.SubscriberList;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.subscriber.SubscriptionTokens.Purpose;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.subscriber.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a person chose. The link to it travels with forwarded mail: whoever has it can choose less mail, and for more the
 * owner of the address is asked by a letter.
 */
@Component
public class Preferences {

    private static final String LEFT = "preferences";
    private static final int MOST_SENT = 10;

    /** A newsletter and how the person stands with it. */
    public record Line(Newsletter newsletter, @Nullable State state, Topics topics) {

        public boolean isActive() {
            return state == State.ACTIVE;
        }
    }

    /**
     * How things stand.
     *
     * @param address masked
     * @param pausedUntil the first day with mail again; null when not paused
     */
    public record Choices(
            String address,
            List<Line> lines,
            @Nullable String name,
            @Nullable String language,
            @Nullable String timeZone,
            @Nullable LocalDate pausedUntil) {}

    /**
     * What a save did.
     *
     * @param left names of newsletters that no longer come
     * @param asked names of newsletters for which a confirmation is on its way
     */
    public record Saved(List<String> left, List<String> asked) {}

    private final SubscriptionTokens tokens;
    private final Person.Finder people;
    private final Newsletters newsletters;
    private final Subscribers subscribers;
    private final Subscriptions subscriptions;
    private final SubscriberList list;
    private final Wishes wishes;
    private final LedgerReport ledger;
    private final Clock clock;

    Preferences(
            SubscriptionTokens tokens,
            Person.Finder people,
            Newsletters newsletters,
            Subscribers subscribers,
            Subscriptions subscriptions,
            SubscriberList list,
            Wishes wishes,
            LedgerReport ledger,
            Clock clock) {
        this.tokens = tokens;
        this.people = people;
        this.newsletters = newsletters;
        this.subscribers = subscribers;
        this.subscriptions = subscriptions;
        this.list = list;
        this.wishes = wishes;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * How things stand. Changes nothing.
     *
     * @throws UnknownLinkException when the token is none of ours
     * @throws GoneLinkException when nothing is kept of the person
     */
    public Choices look(String token) {
        Person person = person(token);
        Map<Long, Subscription> standing = standing(person);
        return new Choices(
                person.masked(),
                newsletters.all().stream()
                        .map(newsletter -> line(newsletter, standing.get(newsletter.id())))
                        .toList(),
                person.subscriber().profile().name(),
                person.subscriber().profile().language(),
                person.subscriber().profile().timeZone(),
                paused(person, standing));
    }

    /**
     * What was sent to the person lately, the newest first.
     *
     * @throws UnknownLinkException when the token is none of ours
     * @throws GoneLinkException when nothing is kept of the person
     */
    public List<SentEdition> sent(String token) {
        return ledger.ofReader(person(token).subscriber().id(), MOST_SENT).stream()
                .map(SentEdition::of)
                .toList();
    }

    /**
     * Does what the form says; for newsletters that come new the owner of the address is asked.
     *
     * @throws UnknownLinkException when the token is none of ours
     * @throws GoneLinkException when nothing is kept of the person
     * @throws RefusedPreferencesException when something in the form is wrong: then nothing is changed
     * @throws TooManyTriesException when too many letters were asked for: then nothing is changed
     */
    @Transactional
    public Saved save(String token, PreferencesForm form) {
        Person person = person(token);
        Instant now = clock.instant();
        PreferencesForm.Checked checked = form.check(zone(person), now);
        Map<Long, Subscription> standing = standing(person);
        List<String> left = new ArrayList<>();
        List<Newsletter> more = new ArrayList<>();
        for (Newsletter newsletter : newsletters.all()) {
            Subscription subscription = standing.get(newsletter.id());
            boolean wanted = form.newsletters().contains(newsletter.slug());
            if (subscription != null && subscription.state() == State.ACTIVE) {
                if (wanted) {
                    subscriptions.choose(subscription.id(), form.topicsOf(newsletter, subscription.topics()));
                } else if (list.end(subscription, LEFT, Origin.FORM, "preferences page")) {
                    left.add(newsletter.name());
                }
            } else if (wanted) {
                more.add(newsletter);
            }
        }
        subscribers.describe(person.subscriber().id(), checked.profile());
        subscriptions.pause(person.subscriber().id(), checked.pausedUntil());
        wishes.ask(person, more, form);
        return new Saved(left, more.stream().map(Newsletter::name).toList());
    }

    /**
     * Ends all subscriptions of the person.
     *
     * @return names of the newsletters that no longer come
     * @throws UnknownLinkException when the token is none of ours
     * @throws GoneLinkException when nothing is kept of the person
     */
    @Transactional
    public List<String> leaveAll(String token) {
        Person person = person(token);
        return standing(person).values().stream()
                .filter(subscription -> list.end(subscription, LEFT, Origin.FORM, "preferences page, all newsletters"))
                .map(subscription ->
                        newsletters.byId(subscription.newsletterId()).name())
                .sorted()
                .toList();
    }

    Person person(String token) {
        long id = tokens.verify(token, Purpose.PREFERENCES).orElseThrow(UnknownLinkException::new);
        return people.of(id).orElseThrow(() -> new GoneLinkException(GoneLinkException.Why.NOBODY));
    }

    private Map<Long, Subscription> standing(Person person) {
        return subscriptions.of(List.of(person.subscriber().id())).stream()
                .collect(Collectors.toMap(Subscription::newsletterId, Function.identity()));
    }

    private static Line line(Newsletter newsletter, @Nullable Subscription subscription) {
        return subscription == null
                ? new Line(newsletter, null, Topics.ALL)
                : new Line(newsletter, subscription.state(), subscription.topics());
    }

    private @Nullable LocalDate paused(Person person, Map<Long, Subscription> standing) {
        Instant now = clock.instant();
        return standing.values().stream()
                .map(Subscription::pausedUntil)
                .filter(Objects::nonNull)
                .filter(until -> until.isAfter(now))
                .max(Instant::compareTo)
                .map(until -> until.atZone(zone(person)).toLocalDate())
                .orElse(null);
    }

    /** The person's own, else the newsletter's. */
    private ZoneId zone(Person person) {
        String own = person.subscriber().profile().timeZone();
        if (own != null) {
            return ZoneId.of(own);
        }
        return newsletters.byId(person.subscription().newsletterId()).zone();
    }
}

package com.scrabbl.signup;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Policies.OptIn;
import com.scrabbl.signup.Letter.Kind;
import com.scrabbl.signup.SignupRequest.Origin;
import com.scrabbl.signup.SignupRequest.Outcome;
import com.scrabbl.subscriber.Frequency;
import com.scrabbl.subscriber.Profile;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.subscriber.Suppression;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.Suppressions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides what follows from a request, once, after the form was answered: only here is looked up whose the address is. A
 * known person's rows stay as they are until that person confirms, whoever filled in the form.
 */
@Component
class RequestDesk {

    private static final Duration DAY = Duration.ofDays(1);

    private final SignupRequests requests;
    private final Letters letters;
    private final Joining joining;
    private final Subscribers subscribers;
    private final Subscriptions subscriptions;
    private final Suppressions suppressions;
    private final Newsletters newsletters;
    private final SignupProperties settings;
    private final Clock clock;

    RequestDesk(
            SignupRequests requests,
            Letters letters,
            Joining joining,
            Subscribers subscribers,
            Subscriptions subscriptions,
            Suppressions suppressions,
            Newsletters newsletters,
            SignupProperties settings,
            Clock clock) {
        this.requests = requests;
        this.letters = letters;
        this.joining = joining;
        this.subscribers = subscribers;
        this.subscriptions = subscriptions;
        this.suppressions = suppressions;
        this.newsletters = newsletters;
        this.settings = settings;
        this.clock = clock;
    }

    /** Handles the request unless another process has it in hand, or has handled it. */
    @Transactional
    public void handle(long id) {
        requests.take(id).ifPresent(request -> {
            Instant now = clock.instant();
            requests.handled(id, decide(request, now), now);
        });
    }

    private Outcome decide(SignupRequest request, Instant now) {
        EmailAddress address = request.address();
        List<Suppression> suppressed = suppressions.active(address, now);
        if (suppressed.stream().anyMatch(suppression -> !suppression.isLiftedByOwner())) {
            return Outcome.REFUSED;
        }
        if (!address.ascii()) {
            return Outcome.UNSENDABLE;
        }
        // What a person ticks on the page of preferences must not wait for what strangers filled in.
        if (request.origin() == Origin.FORM && letters.countSince(address, now.minus(DAY)) >= mostLetters(suppressed)) {
            return Outcome.LIMITED;
        }
        Optional<Subscriber> known = subscribers.find(address);
        if (known.isPresent()) {
            return known(request, known.get(), !suppressed.isEmpty(), now);
        }
        // Someone who was erased, or wanted no mail at all, is no stranger: nothing is written down of them.
        return suppressed.isEmpty() ? stranger(request, now) : confirm(request, request.choices(), now);
    }

    /** A mailbox that was gone is asked once a day only: whoever writes to many of those gets a bad name. */
    private int mostLetters(List<Suppression> suppressed) {
        boolean gone = suppressed.stream().anyMatch(suppression -> suppression.cause() == Cause.HARD_BOUNCE);
        return gone ? 1 : settings.perAddress();
    }

    /** @param suppressed whether a suppression is to be lifted by the yes: then even a reader of all of it is asked */
    private Outcome known(SignupRequest request, Subscriber subscriber, boolean suppressed, Instant now) {
        Map<Long, Subscription> standing = subscriptions.of(List.of(subscriber.id())).stream()
                .collect(Collectors.toMap(Subscription::newsletterId, Function.identity()));
        List<Choice> wanted = request.choices().stream()
                .filter(choice -> suppressed || !isActive(standing.get(choice.newsletterId())))
                .toList();
        if (!wanted.isEmpty()) {
            return confirm(request, wanted, now);
        }
        Subscription first = java.util.Objects.requireNonNull(
                standing.get(request.choices().get(0).newsletterId()));
        String own = subscriber.profile().language();
        letters.queue(
                new Letters.Order(
                        Kind.ALREADY,
                        request.id(),
                        first.id(),
                        first.newsletterId(),
                        request.address(),
                        own != null ? own : language(request)),
                now);
        return Outcome.ALREADY;
    }

    private static boolean isActive(@Nullable Subscription subscription) {
        return subscription != null && subscription.state() == State.ACTIVE;
    }

    private Outcome stranger(SignupRequest request, Instant now) {
        List<Choice> single = new ArrayList<>();
        List<Choice> toConfirm = new ArrayList<>();
        for (Choice choice : request.choices()) {
            OptIn optIn = newsletters
                    .byId(choice.newsletterId())
                    .settings()
                    .policies()
                    .optIn();
            // Whoever brings a list and wants it confirmed has it confirmed.
            boolean atOnce = optIn == OptIn.SINGLE && request.origin() != Origin.IMPORT;
            (atOnce ? single : toConfirm).add(choice);
        }
        if (!single.isEmpty()) {
            joining.join(request, single, null, now);
        }
        if (toConfirm.isEmpty()) {
            return Outcome.JOINED;
        }
        Subscriber subscriber = subscribers.add(
                request.address(), new Profile(null, request.language(), request.timeZone(), Map.of()), now);
        toConfirm.forEach(choice ->
                subscriptions.request(subscriber.id(), choice.newsletterId(), choice.topics(), Frequency.EVERY, now));
        return confirm(request, toConfirm, now);
    }

    private Outcome confirm(SignupRequest request, List<Choice> wanted, Instant now) {
        letters.queue(
                new Letters.Order(
                        Kind.CONFIRM,
                        request.id(),
                        null,
                        wanted.get(0).newsletterId(),
                        request.address(),
                        language(request)),
                now);
        return Outcome.CONFIRM;
    }

    private String language(SignupRequest request) {
        return request.language() != null
                ? request.language()
                : newsletters
                        .byId(request.choices().get(0).newsletterId())
                        .settings()
                        .language();
    }
}

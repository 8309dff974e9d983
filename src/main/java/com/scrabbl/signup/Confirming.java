package com.scrabbl.signup;

import com.scrabbl.audit.Audit;
import com.scrabbl.audit.Change;
import com.scrabbl.audit.Via;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.signup.GoneLinkException.Why;
import com.scrabbl.signup.Letter.Kind;
import com.scrabbl.subscriber.ChangeOfAddress;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.subscriber.SubscriptionTokens.Purpose;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.subscriber.Suppressions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The owner of an address says yes, by the link of a letter: to newsletters, or to being mailed there from now on. */
@Component
public class Confirming {

    /** Where the link of a letter stands. */
    public enum Step {
        /** The owner is to be asked. */
        ASKS,
        /** Said yes just now. */
        DONE,
        /** Had said yes before. */
        AGAIN,
        /** Had said yes before, and gets none of it any more. */
        LEFT,
        /** The link is too old. */
        LATE,
        /** The address cannot be subscribed: somebody else must lift what stands in the way. */
        REFUSED,
        /** Another person has this address. */
        TAKEN
    }

    /**
     * What the page of a link says.
     *
     * @param newsletters that it is about; none when an address is changed
     * @param address the new address, when one is changed
     * @param preferences token of the preferences' page; null before the yes
     */
    public record Confirmation(
            Step step,
            List<Newsletter> newsletters,
            @Nullable String address,
            @Nullable String preferences) {}

    private final SubscriptionTokens tokens;
    private final Letters letters;
    private final SignupRequests requests;
    private final Joining joining;
    private final Subscribers subscribers;
    private final Subscriptions subscriptions;
    private final ChangeOfAddress change;
    private final Audit audit;
    private final Suppressions suppressions;
    private final Newsletters newsletters;
    private final Clock clock;

    Confirming(
            SubscriptionTokens tokens,
            Letters letters,
            SignupRequests requests,
            Joining joining,
            Subscribers subscribers,
            Subscriptions subscriptions,
            ChangeOfAddress change,
            Audit audit,
            Suppressions suppressions,
            Newsletters newsletters,
            Clock clock) {
        this.tokens = tokens;
        this.letters = letters;
        this.requests = requests;
        this.joining = joining;
        this.subscribers = subscribers;
        this.subscriptions = subscriptions;
        this.change = change;
        this.audit = audit;
        this.suppressions = suppressions;
        this.newsletters = newsletters;
        this.clock = clock;
    }

    /**
     * Where the link stands. Changes nothing.
     *
     * @throws UnknownLinkException when the token is none of ours
     * @throws GoneLinkException when its owner was erased
     */
    public Confirmation look(String token) {
        Optional<Letter> letter = letter(token);
        if (letter.isEmpty()) {
            return late();
        }
        return letter.get().kind() == Kind.CONFIRM ? lookJoining(letter.get()) : lookMoving(letter.get());
    }

    /**
     * Says yes, once; said again, nothing more happens.
     *
     * @throws UnknownLinkException when the token is none of ours
     * @throws GoneLinkException when its owner was erased
     */
    @Transactional
    public Confirmation confirm(String token) {
        Confirmation before = look(token);
        Optional<Letter> letter = letter(token);
        if (before.step() != Step.ASKS || letter.isEmpty()) {
            return before;
        }
        return letter.get().kind() == Kind.CONFIRM ? join(letter.get(), before) : move(letter.get(), before);
    }

    /** Empty when the letter was ours and is forgotten. */
    private Optional<Letter> letter(String token) {
        OptionalLong id = tokens.verify(token, Purpose.CONFIRM);
        if (id.isEmpty()) {
            throw new UnknownLinkException();
        }
        Optional<Letter> letter = letters.find(id.getAsLong());
        if (letter.isEmpty()) {
            GoneLinkException gone = letters.gone(id.getAsLong());
            if (gone.why() != Why.TOO_OLD) {
                throw gone;
            }
        }
        return letter;
    }

    private Confirmation lookJoining(Letter letter) {
        Optional<SignupRequest> found = Optional.ofNullable(letter.requestId()).flatMap(requests::find);
        if (found.isEmpty()) {
            return late();
        }
        SignupRequest request = found.get();
        List<Newsletter> wanted = request.choices().stream()
                .map(choice -> newsletters.byId(choice.newsletterId()))
                .toList();
        if (request.confirmedAt() != null) {
            return confirmed(request, wanted);
        }
        Instant now = clock.instant();
        if (!letter.isGood(now)) {
            return late();
        }
        boolean barred = isBarred(request.address(), now);
        return new Confirmation(barred ? Step.REFUSED : Step.ASKS, wanted, null, null);
    }

    private Confirmation join(Letter letter, Confirmation asked) {
        Instant now = clock.instant();
        SignupRequest request =
                requests.find(Objects.requireNonNull(letter.requestId())).orElseThrow();
        if (!requests.confirm(request.id(), now)) {
            return confirmed(request, asked.newsletters());
        }
        List<Subscription> joined = joining.join(request, request.choices(), now, now);
        return new Confirmation(
                Step.DONE,
                asked.newsletters(),
                null,
                tokens.preferences(joined.get(0).id()));
    }

    private Confirmation lookMoving(Letter letter) {
        Instant now = clock.instant();
        Step step = letter.usedAt() != null
                ? Step.AGAIN
                : !letter.isGood(now) ? Step.LATE : isBarred(letter.to(), now) ? Step.REFUSED : Step.ASKS;
        return new Confirmation(step, List.of(), letter.to().typed(), null);
    }

    private boolean isBarred(EmailAddress address, Instant now) {
        return suppressions.active(address, now).stream().anyMatch(suppression -> !suppression.isLiftedByOwner());
    }

    private Confirmation move(Letter letter, Confirmation asked) {
        Instant now = clock.instant();
        Optional<Subscription> subscription =
                Optional.ofNullable(letter.subscriptionId()).flatMap(subscriptions::find);
        if (subscription.isEmpty() || !letters.use(letter.id(), now)) {
            return new Confirmation(Step.AGAIN, List.of(), asked.address(), null);
        }
        long person = subscription.get().subscriberId();
        if (!change.move(person, letter.to())) {
            return new Confirmation(Step.TAKEN, List.of(), asked.address(), null);
        }
        audit.record(
                new Change(Via.SITE, "reader", "change of address", letter.to().normal(), null, null, null, null));
        suppressions.liftByOwner(letter.to(), now);
        return new Confirmation(
                Step.DONE,
                List.of(),
                asked.address(),
                tokens.preferences(subscription.get().id()));
    }

    /** Where those stand who had said yes: a reader of at least one of the newsletters, or of none any more. */
    private Confirmation confirmed(SignupRequest request, List<Newsletter> wanted) {
        return subscribers
                .find(request.address())
                .flatMap(subscriber -> request.choices().stream()
                        .flatMap(choice -> subscriptions.find(subscriber.id(), choice.newsletterId()).stream())
                        .filter(subscription -> subscription.state() == State.ACTIVE)
                        .findFirst())
                .map(active -> new Confirmation(Step.AGAIN, wanted, null, tokens.preferences(active.id())))
                .orElseGet(() -> new Confirmation(Step.LEFT, wanted, null, null));
    }

    private static Confirmation late() {
        return new Confirmation(Step.LATE, List.of(), null, null);
    }
}

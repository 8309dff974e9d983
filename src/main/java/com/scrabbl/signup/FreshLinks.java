package com.scrabbl.signup;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.network.ClientNetwork;
import com.scrabbl.signup.GoneLinkException.Why;
import com.scrabbl.signup.Letter.Kind;
import com.scrabbl.signup.SignupForm.Problem;
import com.scrabbl.subscriber.Erasure;
import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.subscriber.SubscriptionTokens.Purpose;
import com.scrabbl.subscriber.Suppressions;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What only the owner of a mailbox may do, by a link that is mailed there on the spot and good for 15 minutes: to see all
 * that is kept, to move, to be erased.
 */
@Component
public class FreshLinks {

    /** What a link is for. */
    public enum Wish {
        DATA(Kind.DATA),
        ADDRESS(Kind.ADDRESS),
        ERASE(Kind.ERASE);

        private final Kind kind;

        Wish(Kind kind) {
            this.kind = kind;
        }
    }

    private final Preferences preferences;
    private final SubscriptionTokens tokens;
    private final Person.Finder people;
    private final Letters letters;
    private final RateLimits limits;
    private final ReaderData data;
    private final Suppressions suppressions;
    private final RefusedAddresses refused;
    private final Erasure erasure;
    private final Clock clock;

    FreshLinks(
            Preferences preferences,
            SubscriptionTokens tokens,
            Person.Finder people,
            Letters letters,
            RateLimits limits,
            ReaderData data,
            Suppressions suppressions,
            RefusedAddresses refused,
            Erasure erasure,
            Clock clock) {
        this.preferences = preferences;
        this.tokens = tokens;
        this.people = people;
        this.letters = letters;
        this.limits = limits;
        this.data = data;
        this.suppressions = suppressions;
        this.refused = refused;
        this.erasure = erasure;
        this.clock = clock;
    }

    /**
     * Has a fresh link mailed to the person whose preferences the token opens.
     *
     * @param from the network address of the request
     * @return the person's address, masked
     * @throws UnknownLinkException when the token is none of ours
     * @throws GoneLinkException when nothing is kept of the person
     * @throws TooManyTriesException after too many letters
     */
    @Transactional
    public String mail(String preferencesToken, Wish wish, String language, String from) {
        limits.countAsking(ClientNetwork.of(from));
        Person person = preferences.person(preferencesToken);
        limits.countForPerson(person.address());
        letters.queue(order(wish.kind, person, person.address(), language), clock.instant());
        return person.masked();
    }

    /**
     * Whose link it is, masked. Changes nothing.
     *
     * @throws UnknownLinkException when the token is none of ours, or for another wish
     * @throws GoneLinkException when it is not good any more
     */
    public String look(String token, Wish wish) {
        return person(letter(token, wish)).masked();
    }

    /**
     * All that is kept of the person.
     *
     * @throws UnknownLinkException when the token is none of ours, or for another wish
     * @throws GoneLinkException when it is not good any more
     */
    public Map<String, @Nullable Object> data(String token) {
        return data.of(person(letter(token, Wish.DATA)));
    }

    /**
     * Has the new address asked, by a letter to it, whether the person may be mailed there. Whether somebody has it
     * already is not told.
     *
     * @param typed the new address
     * @throws UnknownLinkException when the token is none of ours, or for another wish
     * @throws GoneLinkException when it is not good any more
     * @throws RefusedFormException when the new address is none that a mail could go to
     * @throws TooManyTriesException after too many letters
     */
    @Transactional
    public void move(String token, String typed, String language) {
        Letter letter = letter(token, Wish.ADDRESS);
        Person person = person(letter);
        EmailAddress address = sendable(typed);
        limits.count(address);
        Instant now = clock.instant();
        if (!letters.use(letter.id(), now)) {
            return;
        }
        boolean barred =
                suppressions.active(address, now).stream().anyMatch(suppression -> !suppression.isLiftedByOwner());
        if (!barred) {
            letters.queue(order(Kind.NEW_ADDRESS, person, address, language), now);
        }
    }

    /**
     * Erases the person, at once.
     *
     * @throws UnknownLinkException when the token is none of ours, or for another wish
     * @throws GoneLinkException when it is not good any more
     */
    @Transactional
    public void erase(String token) {
        erasure.erase(person(letter(token, Wish.ERASE)).address());
    }

    private EmailAddress sendable(String typed) {
        try {
            EmailAddress address = EmailAddress.parse(typed);
            if (!address.ascii()) {
                throw new RefusedFormException(EnumSet.of(Problem.EMAIL_NOT_ASCII));
            }
            if (refused.contain(address)) {
                throw new RefusedFormException(EnumSet.of(Problem.EMAIL_REFUSED));
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw new RefusedFormException(EnumSet.of(Problem.EMAIL));
        }
    }

    private static Letters.Order order(Kind kind, Person person, EmailAddress to, String language) {
        return new Letters.Order(
                kind, null, person.subscription().id(), person.subscription().newsletterId(), to, language);
    }

    private Letter letter(String token, Wish wish) {
        OptionalLong id = tokens.verify(token, Purpose.FRESH);
        if (id.isEmpty()) {
            throw new UnknownLinkException();
        }
        Letter letter = letters.find(id.getAsLong()).orElseThrow(() -> letters.gone(id.getAsLong()));
        if (letter.kind() != wish.kind) {
            throw new UnknownLinkException();
        }
        if (letter.usedAt() != null) {
            throw new GoneLinkException(Why.USED);
        }
        if (!letter.isGood(clock.instant())) {
            throw new GoneLinkException(Why.TOO_OLD);
        }
        return letter;
    }

    private Person person(Letter letter) {
        return people.of(Objects.requireNonNull(letter.subscriptionId()))
                .orElseThrow(() -> new GoneLinkException(Why.NOBODY));
    }
}

package com.scrabbl.explain;

import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.edition.Proposal;
import com.scrabbl.edition.Proposal.ProposedArticle;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.run.RunState;
import com.scrabbl.subscriber.Consent;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Suppression;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is recorded of one edition and one address.
 *
 * @param slot the instant for which the edition was due
 * @param rounds its runs, the first one first; empty only for an edition that nothing ran
 * @param edition null when its text is not frozen
 * @param proposal null when nobody has to approve it
 * @param known whether somebody on the lists has the address
 * @param erasedAt when somebody with the address was erased; null when nobody was
 * @param subscription null when there never was one
 * @param suppressions of the address and its domain, over or not
 * @param row null when the reader has none in the ledger
 * @param attempts those that have a record of their own, the first one first
 * @param acts what people did to the edition's runs and to the reader, the first one first
 */
record Circumstances(
        Newsletter newsletter,
        Instant slot,
        List<Round> rounds,
        @Nullable Frozen edition,
        @Nullable Proposal proposal,
        EmailAddress address,
        boolean known,
        @Nullable Instant erasedAt,
        @Nullable Subscription subscription,
        List<Suppression> suppressions,
        List<Consent> consents,
        @Nullable Row row,
        List<Attempt> attempts,
        List<Act> acts,
        Instant now) {

    /**
     * A run of the edition.
     *
     * @param origin how its slot came to be run other than on time; null for who was on time
     */
    record Round(
            long id,
            int round,
            RunState state,
            @Nullable String reason,
            @Nullable String origin,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant dueAt) {

        /** Whether the run may still freeze or mail anything. */
        boolean isOpen() {
            return switch (state) {
                case SKIPPED, MISSED, COMPLETED -> false;
                case FAILED -> dueAt != null;
                case PROPOSED, RUNNING, WAITING, STOPPED, HALTED -> true;
            };
        }
    }

    /**
     * The edition, its text frozen.
     *
     * @param audience how many rows were frozen; null until all are in
     */
    record Frozen(long id, Instant frozenAt, @Nullable Long audience) {}

    /**
     * The reader's row of the ledger.
     *
     * @param choice the articles that were chosen for the reader at the freezing, a 1 or a 0 for each; null when not recorded
     * @param beingSent whether whoever began the latest attempt is still heard of
     * @param latest the latest attempt, as far as it is recorded
     */
    record Row(
            DeliveryState state,
            @Nullable String reason,
            int round,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant decidedAt,
            @Nullable String choice,
            boolean beingSent,
            Attempt latest) {}

    /** One try. */
    record Attempt(
            int number,
            DeliveryState state,
            @Nullable String reason,
            @Nullable String stage,
            @Nullable Integer code,
            @Nullable String enhanced,
            @Nullable String reply,
            @Nullable String relay,
            @Nullable Integer tookMillis,
            @Nullable Instant attemptedAt,
            @Nullable Instant settledAt) {

        /** The relay's answer with its codes; null when it gave none. */
        @Nullable
        String said() {
            if (code == null) {
                return reply;
            }
            StringBuilder said = new StringBuilder().append(code);
            if (enhanced != null && !String.valueOf(reply).startsWith(enhanced)) {
                said.append(' ').append(enhanced);
            }
            if (reply != null) {
                said.append(' ').append(reply);
            }
            return said.toString();
        }
    }

    /** What somebody did, as the audit has it, and why. */
    record Act(
            Instant at,
            String actor,
            String what,
            String target,
            @Nullable String detail,
            @Nullable String reason) {}

    /**
     * An article that an operator dropped from an edition before it was approved.
     *
     * @param by the operator's name; null when it is not known
     */
    record Dropped(long article, String title, @Nullable String by) {

        /** Who did it, at the beginning of a sentence or in it. */
        String who() {
            return by == null ? "an operator" : by;
        }
    }

    /** The articles that wait for approval; none once the edition is frozen. */
    List<ProposedArticle> proposed() {
        return proposal == null || edition != null ? List.of() : proposal.articles();
    }

    Moments moments() {
        return new Moments(newsletter.zone(), now);
    }

    /** The run of the latest round. */
    Optional<Round> run() {
        return rounds.isEmpty() ? Optional.empty() : Optional.of(rounds.get(rounds.size() - 1));
    }

    /** Whether all rows of the audience are in the ledger, so that who has none is not of it. */
    boolean audienceIsFrozen() {
        return edition != null && edition.audience() != null;
    }

    /** Whether the readers are still to be frozen and this one is to be among them, as things stand. */
    boolean mayStillCome() {
        return !audienceIsFrozen()
                && run().filter(Round::isOpen).isPresent()
                && subscription != null
                && subscription.state() == Subscription.State.ACTIVE
                && suppression().isEmpty()
                && pausedUntil().isEmpty();
    }

    /** The suppression that holds now; of several the first one. */
    Optional<Suppression> suppression() {
        return suppressions.stream()
                .filter(one -> one.expiresAt() == null || one.expiresAt().isAfter(now))
                .findFirst();
    }

    /** When the pause that the reader makes now is over. */
    Optional<Instant> pausedUntil() {
        return Optional.ofNullable(subscription).map(Subscription::pausedUntil).filter(until -> until.isAfter(now));
    }
}

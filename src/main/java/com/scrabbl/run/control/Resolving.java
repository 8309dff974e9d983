package com.scrabbl.run.control;

import com.scrabbl.delivery.Decisions;
import com.scrabbl.delivery.Decisions.Decision;
import com.scrabbl.delivery.LedgerReport;
import com.scrabbl.edition.Edition;
import com.scrabbl.edition.Editions;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.run.EditionLock;
import com.scrabbl.run.Rounds;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunOwners;
import com.scrabbl.run.RunState;
import com.scrabbl.run.Runs;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Decides, at somebody's word, deliveries whose outcome is unknown. */
@Component
public class Resolving {

    private static final String REASON = "unknown outcomes are sent again, as an operator decided";

    private final Editions editions;
    private final Decisions decisions;
    private final LedgerReport ledger;
    private final Runs runs;
    private final RunOwners owners;
    private final Rounds rounds;
    private final EditionLock lock;
    private final TransactionOperations transactions;
    private final Clock clock;

    Resolving(
            Editions editions,
            Decisions decisions,
            LedgerReport ledger,
            Runs runs,
            RunOwners owners,
            Rounds rounds,
            EditionLock lock,
            TransactionOperations transactions,
            Clock clock) {
        this.editions = editions;
        this.decisions = decisions;
        this.ledger = ledger;
        this.runs = runs;
        this.owners = owners;
        this.rounds = rounds;
        this.lock = lock;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What was decided.
     *
     * @param count how many deliveries
     * @param run that sends them again; null when none are
     * @param driven whether a live process drives that run
     */
    public record Resolved(int count, @Nullable Run run, boolean driven) {}

    /**
     * Decides them, all at once or none.
     *
     * @param name {@code NEWSLETTER/SLOT}, or {@code NEWSLETTER/latest}
     * @param addresses of whom; empty means of all
     * @throws NothingUnknownException when one of the addresses has no unknown outcome in this edition
     */
    public Resolved resolve(String name, List<EmailAddress> addresses, Decision decision) {
        Edition edition = editions.get(name);
        return resolve(
                edition,
                () -> addresses.isEmpty() ? decisions.unknown(edition.id()) : unknown(edition, addresses),
                decision,
                "an operator");
    }

    /**
     * Decides those of these subscriptions, all at once or none.
     *
     * @param by who decides
     * @throws AlreadyDecidedException when one of them has no unknown outcome any more
     */
    public Resolved resolve(long edition, Collection<Long> subscriptions, Decision decision, String by) {
        List<Long> wanted = subscriptions.stream().distinct().toList();
        return Objects.requireNonNull(transactions.execute(status -> {
            Resolved resolved = resolve(editions.byId(edition), () -> wanted, decision, by);
            if (resolved.count() < wanted.size()) {
                throw new AlreadyDecidedException(wanted.size(), wanted.size() - resolved.count());
            }
            return resolved;
        }));
    }

    private Resolved resolve(Edition edition, Supplier<List<Long>> whose, Decision decision, String by) {
        return Objects.requireNonNull(transactions.execute(status -> {
            lock.take(edition.id());
            List<Long> subscriptions = whose.get();
            Run latest = runs.find(edition.newsletterId(), edition.slot()).orElseThrow();
            boolean nextRound = latest.state() == RunState.COMPLETED;
            boolean paused = paused(edition, latest);
            int round = latest.round() + (nextRound ? 1 : 0);
            int decided = 0;
            for (long subscription : subscriptions) {
                decided += decisions.decide(edition.id(), subscription, decision, by, round, clock.instant()) ? 1 : 0;
            }
            if (decision == Decision.ACCEPTED && decided > 0) {
                editions.publish(edition.newsletterId(), edition.slot());
            }
            return decision == Decision.RESEND && decided > 0
                    ? sentAgain(decided, latest, nextRound, paused)
                    : new Resolved(decided, null, false);
        }));
    }

    /** A run that waits although something is due leaves a busy relay alone: what is decided waits with the rest. */
    private boolean paused(Edition edition, Run latest) {
        Instant now = clock.instant();
        return latest.state() == RunState.WAITING
                && ledger.nextDue(edition.id(), now)
                        .filter(due -> !due.isAfter(now))
                        .isPresent();
    }

    private Resolved sentAgain(int count, Run latest, boolean nextRound, boolean paused) {
        if (nextRound) {
            rounds.openDue(latest, REASON);
        } else if (!paused) {
            rounds.hasten(latest);
        }
        Run run = runs.find(latest.newsletterId(), latest.slot()).orElseThrow();
        return new Resolved(count, run, owners.driven(run));
    }

    private List<Long> unknown(Edition edition, List<EmailAddress> addresses) {
        List<Long> found = new ArrayList<>();
        List<String> none = new ArrayList<>();
        for (EmailAddress address : addresses) {
            List<Long> unknown = decisions.unknown(edition.id(), address.normal());
            found.addAll(unknown);
            if (unknown.isEmpty()) {
                none.add(address.typed());
            }
        }
        if (!none.isEmpty()) {
            throw new NothingUnknownException(edition, none);
        }
        return found.stream().distinct().toList();
    }
}

package com.scrabbl.run.control;

import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.delivery.Redeliveries;
import com.scrabbl.delivery.Worker;
import com.scrabbl.edition.Editions;
import com.scrabbl.run.EditionLock;
import com.scrabbl.run.FrozenAudience;
import com.scrabbl.run.RelayTrial;
import com.scrabbl.run.Rounds;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunRefusedException;
import com.scrabbl.run.RunState;
import com.scrabbl.run.Runs;
import com.scrabbl.run.Summary;
import com.scrabbl.run.refusal.RefusedReaders;
import com.scrabbl.run.view.Figures;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Opens the next round of a finished edition, or of one that a finding about the relay halted, for those whom it failed to reach
 * through no fault of theirs. After a halt the round takes the open readers too, and what the halted run suppressed is lifted.
 */
@Component
public class Redoing {

    private final Runs runs;
    private final Rounds rounds;
    private final Redeliveries redeliveries;
    private final FrozenAudience audience;
    private final Editions editions;
    private final RefusedReaders refused;
    private final Resuming resuming;
    private final RelayTrial trial;
    private final Worker worker;
    private final EditionLock lock;
    private final TransactionOperations transactions;

    Redoing(
            Runs runs,
            Rounds rounds,
            Redeliveries redeliveries,
            FrozenAudience audience,
            Editions editions,
            RefusedReaders refused,
            Resuming resuming,
            RelayTrial trial,
            Worker worker,
            EditionLock lock,
            TransactionOperations transactions) {
        this.runs = runs;
        this.rounds = rounds;
        this.redeliveries = redeliveries;
        this.audience = audience;
        this.editions = editions;
        this.refused = refused;
        this.resuming = resuming;
        this.trial = trial;
        this.worker = worker;
        this.lock = lock;
        this.transactions = transactions;
    }

    /**
     * Whom a redo would take in.
     *
     * @param rejected by our or the message's fault
     * @param unknown 0 unless they were asked for
     * @param joined 0 unless they were asked for
     * @param leftUnknown those whose outcome is unknown, and who were not asked for
     */
    public record Plan(long rejected, long expired, long unknown, long joined, long leftUnknown) {

        /** All together. */
        public long total() {
            return rejected + expired + unknown + joined;
        }
    }

    /**
     * Counts, and changes nothing.
     *
     * @param id the number of a run, or {@code NEWSLETTER/SLOT}
     * @param unknown take in those whose outcome nobody knows: some may get it twice
     * @param joined take in those who subscribed since
     * @throws RunRefusedException when the edition's latest round is not finished, or there is no edition
     */
    public Plan plan(String id, boolean unknown, boolean joined) {
        Run latest = finished(id);
        long edition = Objects.requireNonNull(latest.edition());
        Redeliveries.Count count = redeliveries.count(edition);
        return new Plan(
                count.rejected(),
                count.expired(),
                unknown ? count.unknown() : 0,
                joined ? audience.joined(editions.byId(edition)) : 0,
                unknown ? 0 : count.unknown());
    }

    /**
     * The same from figures that are known.
     *
     * @param figures of the edition, {@link com.scrabbl.run.view.Census#ofPresentState complete}
     * @param joined how many who subscribed since are taken in
     */
    public static Plan plan(Figures figures, boolean unknown, long joined) {
        long left = figures.states().getOrDefault(DeliveryState.UNKNOWN, 0L);
        return new Plan(
                figures.rejectedByUs(),
                figures.states().getOrDefault(DeliveryState.EXPIRED, 0L),
                unknown ? left : 0,
                joined,
                unknown ? 0 : left);
    }

    /**
     * A round that was opened, in the hands of this process.
     *
     * @param plan whom it takes in
     * @param lifted suppressions that the halted run had made
     */
    public record Opened(Run run, Plan plan, int lifted) {}

    /**
     * Opens the next round, unless there is nobody to take in; {@link #send} goes on with it.
     *
     * @return empty when there is nothing to redo
     * @throws RunRefusedException when the edition's latest round is not finished, or there is no edition
     * @throws com.scrabbl.run.PublicUrlMissingException when the links would lead nowhere
     */
    public Optional<Opened> open(String id, boolean unknown, boolean joined) {
        return open(id, new Rounds.Redo(unknown, joined), latest -> plan(id, unknown, joined), worker.id());
    }

    /**
     * Opens the next round for those who were counted, and leaves it to whoever serves to send it, within seconds. Whom it
     * takes in is decided by the rows, and how many they were is kept with the round.
     *
     * @param shown the round after which it comes
     * @param counted from its figures; those who joined are counted once more
     * @throws RedoChangedException when it would be others by now, or nobody; nothing is done then
     * @throws RunRefusedException when that round is not the edition's latest, or not finished, or there is no edition
     * @throws com.scrabbl.run.PublicUrlMissingException when the links would lead nowhere
     */
    public Opened openDue(Run shown, boolean unknown, boolean joined, Plan counted) {
        return open(
                        shown.name(),
                        new Rounds.Redo(unknown, joined),
                        latest -> confirmed(latest, shown, joined, counted),
                        null)
                .orElseThrow(() -> new RedoChangedException(counted));
    }

    private Plan confirmed(Run latest, Run shown, boolean joined, Plan counted) {
        if (latest.id() != shown.id()) {
            throw RunRefusedException.noRedo(latest);
        }
        if (joined && audience.joined(editions.byId(Objects.requireNonNull(latest.edition()))) != counted.joined()) {
            throw new RedoChangedException(counted);
        }
        return counted;
    }

    private Optional<Opened> open(String id, Rounds.Redo redo, Function<Run, Plan> counted, @Nullable Long self) {
        trial.requirePublicUrl();
        // Who adds rows, counts them or has unknown outcomes sent again comes before or after this.
        return Objects.requireNonNull(transactions.execute(status -> {
            lock.take(Objects.requireNonNull(finished(id).edition()));
            Run latest = finished(id);
            boolean halted = latest.state() == RunState.HALTED;
            int lifted = halted ? refused.lift(latest.name(), Objects.requireNonNull(latest.edition())) : 0;
            Plan plan = counted.apply(latest);
            if (plan.total() == 0) {
                return Optional.empty();
            }
            if (!rounds.openRedo(latest, redo, plan.total(), self)) {
                throw RunRefusedException.noRedo(latest(latest));
            }
            rounds.goesOnInNext(latest);
            return Optional.of(new Opened(latest(latest), plan, lifted));
        }));
    }

    /** Drives an opened round in this process; returns what became of it. */
    public Summary send(Opened opened, SendWatcher watcher) {
        return resuming.resume(opened.run(), watcher);
    }

    private Run finished(String id) {
        Run latest = latest(runs.get(id));
        if (latest.edition() == null || latest.state() != RunState.COMPLETED && !isHaltedByRelay(latest)) {
            throw RunRefusedException.noRedo(latest);
        }
        return latest;
    }

    /** Whether it was halted in the middle of sending: one that a check holds has nobody to redo. */
    private boolean isHaltedByRelay(Run run) {
        return run.state() == RunState.HALTED
                && editions.byId(Objects.requireNonNull(run.edition())).audience() != null;
    }

    private Run latest(Run run) {
        return runs.find(run.newsletterId(), run.slot()).orElseThrow();
    }
}

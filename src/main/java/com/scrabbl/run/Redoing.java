package com.scrabbl.run;

import com.scrabbl.delivery.Redeliveries;
import com.scrabbl.delivery.Worker;
import com.scrabbl.edition.Editions;
import org.springframework.stereotype.Component;

/** Opens the next round of a finished edition for those whom it failed to reach through no fault of theirs. */
@Component
public class Redoing {

    private final Runs runs;
    private final Rounds rounds;
    private final Redeliveries redeliveries;
    private final FrozenAudience audience;
    private final Editions editions;
    private final Resuming resuming;
    private final RelayTrial trial;
    private final Worker worker;

    Redoing(
            Runs runs,
            Rounds rounds,
            Redeliveries redeliveries,
            FrozenAudience audience,
            Editions editions,
            Resuming resuming,
            RelayTrial trial,
            Worker worker) {
        this.runs = runs;
        this.rounds = rounds;
        this.redeliveries = redeliveries;
        this.audience = audience;
        this.editions = editions;
        this.resuming = resuming;
        this.trial = trial;
        this.worker = worker;
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
        long edition = java.util.Objects.requireNonNull(latest.edition());
        Redeliveries.Count count = redeliveries.count(edition);
        return new Plan(
                count.rejected(),
                count.expired(),
                unknown ? count.unknown() : 0,
                joined ? audience.joined(editions.byId(edition)) : 0,
                unknown ? 0 : count.unknown());
    }

    /**
     * Opens the next round and drives it in this process.
     *
     * @return what became of it
     * @throws RunRefusedException when the edition's latest round is not finished, or there is no edition
     * @throws PublicUrlMissingException when the links would lead nowhere
     */
    public Summary redo(String id, boolean unknown, boolean joined, Sending.Watcher watcher) {
        trial.requirePublicUrl();
        Run latest = finished(id);
        if (!rounds.openRedo(latest, new Rounds.Redo(unknown, joined), worker.id())) {
            throw RunRefusedException.noRedo(latest(latest));
        }
        return resuming.resume(latest(latest), watcher);
    }

    private Run finished(String id) {
        Run latest = latest(runs.get(id));
        if (latest.state() != RunState.COMPLETED || latest.edition() == null) {
            throw RunRefusedException.noRedo(latest);
        }
        return latest;
    }

    private Run latest(Run run) {
        return runs.find(run.newsletterId(), run.slot()).orElseThrow();
    }
}

package com.scrabbl.run;

import com.scrabbl.delivery.Delivery;
import com.scrabbl.delivery.Delivery.InDoubt;
import com.scrabbl.delivery.Delivery.Terms;
import com.scrabbl.delivery.Ending;
import com.scrabbl.delivery.Lanes;
import com.scrabbl.delivery.NotForThisReaderException;
import com.scrabbl.delivery.Progress;
import com.scrabbl.delivery.Recovery;
import com.scrabbl.delivery.RelayTrust;
import com.scrabbl.delivery.Route;
import com.scrabbl.edition.Edition;
import com.scrabbl.edition.Editions;
import com.scrabbl.edition.FrozenDigest;
import com.scrabbl.mail.Outgoing;
import com.scrabbl.mail.Relays;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Policies;
import com.scrabbl.run.audience.CohortColumns;
import com.scrabbl.run.refusal.RefusedReaders;
import com.scrabbl.subscriber.Reader;
import com.scrabbl.subscriber.Readers;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Hands an edition's deliveries to the lanes: joins the frozen digest, the readers and the newsletter's policies. */
@Component
public class EditionDelivery {

    private final Newsletters newsletters;
    private final Editions editions;
    private final Readers readers;
    private final Recovery recovery;
    private final Lanes lanes;
    private final Relays relays;
    private final Executions executions;
    private final RefusedReaders refused;
    private final Clock clock;

    EditionDelivery(
            Newsletters newsletters,
            Editions editions,
            Readers readers,
            Recovery recovery,
            Lanes lanes,
            Relays relays,
            Executions executions,
            RefusedReaders refused,
            Clock clock) {
        this.newsletters = newsletters;
        this.editions = editions;
        this.readers = readers;
        this.recovery = recovery;
        this.lanes = lanes;
        this.relays = relays;
        this.executions = executions;
        this.refused = refused;
        this.clock = clock;
    }

    /** Sends what is due now; what is not accepted waits, or has its reason. How the lanes ended is kept for the reckoning. */
    void deliver(Run run, Edition edition) {
        long worker = executions.worker(run.id());
        Terms terms = terms(run);
        recover(run, edition, worker, terms);
        FrozenDigest digest = editions.digest(edition);
        ReadersAhead ahead = new ReadersAhead(readers, run.newsletterId());
        Progress progress = executions.progress(run.id());
        RelayTrust trust = new RelayTrust();
        try (RefusalWatch refusals = new RefusalWatch(refused, progress, trust, clock, run.name(), edition.id())) {
            Ending ending = lanes.deliver(new Lanes.Job(
                    edition.id(),
                    worker,
                    terms,
                    delivery -> message(digest, ahead, delivery),
                    routes(run),
                    progress,
                    executions.signal(run.id()),
                    trust));
            refusals.lastLook();
            executions.ended(run.id(), ending);
        }
    }

    private List<Route> routes(Run run) {
        List<String> chosen = newsletters.byId(run.newsletterId()).settings().relays();
        return relays.of(chosen).stream()
                .map(relay -> new Route(relay.transport(), relay.weight()))
                .toList();
    }

    private Terms terms(Run run) {
        Policies policies = newsletters.byId(run.newsletterId()).settings().policies();
        InDoubt inDoubt = switch (policies.inDoubt()) {
            case HOLD -> InDoubt.HOLD;
            case RESEND -> InDoubt.RESEND;
        };
        return lanes.terms(shelfLifeEnds(run), inDoubt);
    }

    /**
     * When the run's mail is not worth sending any more, exclusive.
     *
     * @param run that was started
     */
    Instant shelfLifeEnds(Run run) {
        return Objects.requireNonNull(run.startedAt())
                .plus(newsletters.byId(run.newsletterId()).settings().policies().shelfLife());
    }

    /**
     * What is too late to be sent is not frozen either.
     *
     * @throws ShelfLifeEndedException when the run's time has passed
     */
    void requireFresh(Run run) {
        Instant ends = shelfLifeEnds(run);
        if (!clock.instant().isBefore(ends)) {
            throw new ShelfLifeEndedException(run, ends);
        }
    }

    /** What dead workers, and earlier executions of this one, left in flight is settled. */
    public void settleOrphans(Run run, long edition, long worker) {
        recovery.settleOrphans(edition, worker, terms(run).inDoubt(), clock.instant());
    }

    private void recover(Run run, Edition edition, long worker, Terms terms) {
        Instant now = clock.instant();
        settleOrphans(run, edition.id(), worker);
        recovery.planUnknownAgain(edition.id(), now);
        recovery.expire(edition.id(), now, terms.shelfLifeEnds());
    }

    private Outgoing message(FrozenDigest digest, ReadersAhead ahead, Delivery delivery) {
        Reader reader = ahead.bySubscription(delivery.subscription())
                .orElseThrow(() -> new NotForThisReaderException("erased"));
        if (!digest.isFor(reader)) {
            throw new NotForThisReaderException(CohortColumns.NO_MATCH);
        }
        return EditionMessages.of(digest, reader, clock.instant());
    }
}

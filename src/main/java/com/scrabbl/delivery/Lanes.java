package com.scrabbl.delivery;

import com.scrabbl.mail.MailTransport;
import com.scrabbl.mail.RelayException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Works off what is due of an edition, over several connections side by side. */
@Component
public class Lanes {

    private final LedgerWriter writer;
    private final Breakers breakers;
    private final Worker worker;
    private final ProvidersAside aside;
    private final Pace pace;
    private final DeliveryMeters meters;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final DeliveryProperties properties;
    private final ReplyRules rules;
    private final FoundRefusals found;

    Lanes(
            LedgerWriter writer,
            Breakers breakers,
            Worker worker,
            ProvidersAside aside,
            Pace pace,
            DeliveryMeters meters,
            JdbcClient jdbc,
            Clock clock,
            DeliveryProperties properties,
            ReplyRules rules,
            FoundRefusals found) {
        this.writer = writer;
        this.breakers = breakers;
        this.worker = worker;
        this.aside = aside;
        this.pace = pace;
        this.meters = meters;
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
        this.rules = rules;
        this.found = found;
    }

    /** The terms that are configured: how refusals are read, and the schedules by which deliveries are tried again. */
    public Delivery.Terms terms(Instant shelfLifeEnds, Delivery.InDoubt inDoubt) {
        return new Delivery.Terms(rules, properties.retryPolicy(), shelfLifeEnds, inDoubt);
    }

    /** SMTP connections of a run. */
    public int connections() {
        return properties.connections();
    }

    /** The most deliveries that can be under way: of each connection one, and one that is recorded ahead. */
    public int mostInFlight() {
        return 2 * properties.connections();
    }

    /**
     * What the lanes of one execution share.
     *
     * @param edition whose deliveries
     * @param worker who sends them; nothing is begun after its lease has lapsed
     * @param terms how long and how often they may be tried
     * @param messages makes each message
     * @param routes where it goes: one or several relays
     * @param progress told of every settlement
     * @param stop asked before each attempt
     * @param trust learns what the relays show; of this pass alone
     */
    public record Job(
            long edition,
            long worker,
            Delivery.Terms terms,
            MessageSource messages,
            List<Route> routes,
            Progress progress,
            StopSignal stop,
            RelayTrust trust) {

        public Job {
            routes = List.copyOf(routes);
        }

        /** The same with one place to go to. */
        public Job(
                long edition,
                long worker,
                Delivery.Terms terms,
                MessageSource messages,
                MailTransport transport,
                Progress progress,
                StopSignal stop) {
            this(edition, worker, terms, messages, List.of(new Route(transport, 1)), progress, stop, new RelayTrust());
        }
    }

    /**
     * Sends what is due now, each delivery once, and returns when nothing more is, when it is told to stop, or when the
     * relay's refusals say that going on makes no sense. Every attempt that was begun is settled.
     *
     * @return why it ended
     * @throws RelayException when no lane has a connection and none is to be had
     * @throws LeaseLostException when this process lost its lease
     * @throws org.springframework.dao.DataAccessException when the ledger cannot record: the ledger is never outrun
     */
    public Ending deliver(Job job) {
        pace.lookAgain();
        job.trust().begins(clock.instant(), found.anyAccepted(job.edition()));
        Pass shared = new Pass(
                job,
                new DueDeliveries(jdbc, job.edition(), job.worker(), relays(job), pace, job.trust(), clock),
                new RelayChoice(job.routes(), breakers),
                new HaltRule(properties.retryPolicy()),
                pace,
                aside,
                meters,
                clock,
                new FirstFailure());
        ExecutorService threads = Executors.newFixedThreadPool(properties.connections());
        writer.expect(properties.connections());
        try {
            List<Future<?>> lanes = new ArrayList<>();
            for (int number = 1; number <= properties.connections(); number++) {
                lanes.add(threads.submit(
                        new Lane(number, shared, writer, worker, clock, properties.messagesPerConnection())));
            }
            lanes.forEach(Lanes::await);
        } finally {
            writer.expect(-properties.connections());
            threads.shutdownNow();
            shared.close();
        }
        if (shared.failure().isLostLease()) {
            worker.succeed(job.worker());
        }
        boolean well = !shared.ended();
        if (shared.failure().happened()) {
            job.trust().over(false, false);
            shared.failure().rethrow();
        }
        Ending ending = well ? shared.endOfPass() : shared.rule().ending(false);
        job.trust().over(well && ending.kind() == Ending.Kind.DONE, ending.kind() == Ending.Kind.HALTED);
        found.mark(job.edition(), job.trust().found());
        return ending;
    }

    private static Set<String> relays(Job job) {
        return job.routes().stream().map(Route::relay).collect(Collectors.toSet());
    }

    private static void await(Future<?> lane) {
        try {
            lane.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A lane tells of its failures itself", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the lanes were sending", e);
        }
    }

    /** Whether the run is to stop after the messages in flight. */
    @FunctionalInterface
    public interface StopSignal {
        boolean requested();
    }
}

package com.scrabbl.delivery;

import com.scrabbl.mail.Answer;
import com.scrabbl.mail.MailTransport;
import com.scrabbl.mail.RelayException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Works off what is due of an edition, over several connections side by side. */
@Component
public class Lanes {

    private static final Logger log = LoggerFactory.getLogger(Lanes.class);

    private final LedgerWriter writer;
    private final Breakers breakers;
    private final Worker worker;
    private final DomainsAside aside;
    private final DeliveryMeters meters;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final DeliveryProperties properties;
    private final ReplyRules rules;

    Lanes(
            LedgerWriter writer,
            Breakers breakers,
            Worker worker,
            DomainsAside aside,
            DeliveryMeters meters,
            JdbcClient jdbc,
            Clock clock,
            DeliveryProperties properties,
            ReplyRules rules) {
        this.writer = writer;
        this.breakers = breakers;
        this.worker = worker;
        this.aside = aside;
        this.meters = meters;
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
        this.rules = rules;
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
     * @param transport where it goes
     * @param progress told of every settlement
     * @param stop asked before each attempt
     */
    public record Job(
            long edition,
            long worker,
            Delivery.Terms terms,
            MessageSource messages,
            MailTransport transport,
            Progress progress,
            StopSignal stop) {}

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
        Shared shared = new Shared(
                job,
                new DueDeliveries(jdbc, job.edition(), clock.instant()),
                breakers.of(job.transport()),
                new HaltRule(properties.retryPolicy()),
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
        }
        if (shared.failure().isLostLease()) {
            worker.succeed(job.worker());
        }
        shared.failure().rethrow();
        boolean nothingElse = !job.stop().requested() && shared.rule().onlyRefused() && aside.allOpen(job.edition());
        return shared.rule().ending(nothingElse);
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

    /** What the lanes of one call share. */
    record Shared(
            Job job,
            DueDeliveries due,
            Breaker breaker,
            HaltRule rule,
            DomainsAside aside,
            DeliveryMeters meters,
            Clock clock,
            FirstFailure failure) {

        long worker() {
            return job.worker();
        }

        /** Whether a lane should begin no further attempt. */
        boolean ended() {
            return job.stop().requested() || failure.happened() || rule.verdict() != null;
        }

        /** Tells the rule that halts a run what came of a message, and sets a domain aside by its word. */
        void judge(Lane.Sent sent) {
            Settlement settled = sent.settled();
            if (settled == null) {
                return;
            }
            meters.settled(settled, sent.domain());
            Answer answer = settled.answer();
            long subscription = settled.delivery().subscription();
            if (settled.state() == DeliveryState.ACCEPTED) {
                rule.accepted(sent.domain());
            } else if (answer != null && answer.outcome() == Answer.Outcome.CUT) {
                rule.cut(subscription, answer.stage(), String.valueOf(answer.text()), clock.instant());
            } else if (answer != null && answer.reply() != null && settled.reading() != null) {
                setAside(rule.refused(
                        new Refusal(subscription, sent.domain(), answer.stage(), answer.reply(), settled.reading()),
                        clock.instant()));
            }
        }

        private void setAside(HaltRule.@Nullable Aside found) {
            if (found != null) {
                log.warn("{}", found.sentence());
                patiently(() -> aside.set(job.edition(), job.worker(), found, until(found)));
            }
        }

        /** One row of a domain that was set aside before. */
        void setAside(HaltRule.Aside found, long subscription) {
            patiently(
                    () -> aside.set(job.edition(), job.worker(), found, until(found), subscription - 1, subscription));
        }

        private Instant until(HaltRule.Aside found) {
            Instant ends = job.terms().shelfLifeEnds();
            return found.until().isBefore(ends) ? found.until() : ends;
        }

        private void patiently(Runnable change) {
            Patience.reading(
                    () -> {
                        change.run();
                        return true;
                    },
                    this::ended);
        }
    }

    /** The first failure ends all lanes, each after its present message. */
    static final class FirstFailure {
        private @Nullable RuntimeException first;

        synchronized void is(RuntimeException failure) {
            if (first == null) {
                first = failure;
            } else if (first != failure) {
                first.addSuppressed(failure);
            }
        }

        synchronized boolean happened() {
            return first != null;
        }

        synchronized boolean isLostLease() {
            return first instanceof LeaseLostException;
        }

        synchronized void rethrow() {
            Stream.ofNullable(first).forEach(failure -> {
                throw failure;
            });
        }
    }

    /** Whether the run is to stop after the messages in flight. */
    @FunctionalInterface
    public interface StopSignal {
        boolean requested();
    }
}

package com.scrabbl.run.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.scrabbl.delivery.ProviderTable;
import com.scrabbl.disk.DatabaseTrouble;
import com.scrabbl.run.RunState;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Counts the rows of editions for whoever looks, in the background: a page has the figures of a moment ago at once, however
 * many rows there are. Each process counts for itself, and keeps what it counted in memory only.
 */
@Component
public class Census implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Census.class);

    /** A page waits so long for figures that are new; a small edition is counted by then. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** Who decides on numbers waits so long for those of now. */
    private static final Duration TO_DECIDE = Duration.ofSeconds(5);

    /** More than a page of the history has: what is forgotten is counted anew each time that a page asks for it. */
    private static final int MOST_COUNTS = 200;

    private static final int MOST_FIGURES = 1_000;

    private final CountedRows rows;
    private final ProviderTable providers;
    private final Clock clock;
    private final Cache<Long, Counting> counts =
            Caffeine.newBuilder().maximumSize(MOST_COUNTS).build();
    private final Cache<Long, Figures> figures =
            Caffeine.newBuilder().maximumSize(MOST_FIGURES).build();
    private final ExecutorService forOne = thread("census");
    private final ExecutorService forMany = thread("census-of-history");

    Census(CountedRows rows, ProviderTable providers, Clock clock) {
        this.rows = rows;
        this.providers = providers;
        this.clock = clock;
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The figures of a run's edition; empty while they are counted for the first time, and when there is no edition. */
    public Optional<Figures> figures(RunFacts run) {
        if (run.edition() == null) {
            return Optional.empty();
        }
        await(List.of(worthWaiting(run, forOne)), PATIENCE);
        return Optional.ofNullable(figures.getIfPresent(run.edition()));
    }

    /** The same for several runs, by edition; one that is not counted yet is absent. */
    public Map<Long, Figures> figures(List<RunFacts> runs) {
        await(
                runs.stream()
                        .filter(run -> run.edition() != null)
                        .map(run -> worthWaiting(run, forMany))
                        .toList(),
                PATIENCE);
        Map<Long, Figures> known = new HashMap<>();
        for (RunFacts run : runs) {
            Figures counted = run.edition() == null ? null : figures.getIfPresent(run.edition());
            if (counted != null) {
                known.put(run.edition(), counted);
            }
        }
        return known;
    }

    /**
     * The figures of a run's edition if they were counted since the run is what it is: complete, and right but for what was
     * done to single rows a moment ago. Empty while they are counted.
     *
     * @param anew to count again first what may have changed: it takes longer
     */
    public Optional<Figures> ofPresentState(RunFacts run, boolean anew) {
        if (run.edition() == null) {
            return Optional.empty();
        }
        Counting counting = counting(run);
        if (anew) {
            counting.outdated = true;
        }
        await(List.of(counting.refreshed(run, forOne)), anew ? TO_DECIDE : PATIENCE);
        return counting.begun.equals(Counting.beginning(run))
                ? Optional.ofNullable(figures.getIfPresent(run.edition()))
                : Optional.empty();
    }

    /** How many rows of an edition that is counted for the first time have been counted. */
    public long counted(long edition) {
        Counting counting = counts.getIfPresent(edition);
        return counting == null ? 0 : counting.counted;
    }

    /** Something was done to the edition's rows: whoever looks next is to see it. */
    public void outdated(long edition) {
        Counting counting = counts.getIfPresent(edition);
        if (counting != null) {
            counting.outdated = true;
        }
    }

    /** Its counting; what is large and counted for the first time is not waited for, since it takes longer anyway. */
    private CompletableFuture<?> worthWaiting(RunFacts run, ExecutorService executor) {
        CompletableFuture<?> counted = counting(run).refreshed(run, executor);
        boolean known = figures.getIfPresent(Objects.requireNonNull(run.edition())) != null;
        return known || run.audience() == null || run.isSmall() ? counted : CompletableFuture.completedFuture(null);
    }

    private Counting counting(RunFacts run) {
        return Objects.requireNonNull(counts.get(Objects.requireNonNull(run.edition()), Counting::new));
    }

    private static void await(List<? extends CompletableFuture<?>> counted, Duration patience) {
        try {
            CompletableFuture.allOf(counted.toArray(CompletableFuture[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.debug("Figures come later");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            log.warn(
                    "An edition's rows could not be counted, and are counted again later: {}",
                    DatabaseTrouble.sentence(e));
        }
    }

    @Override
    public void destroy() {
        forOne.shutdownNow();
        forMany.shutdownNow();
    }

    /** The counting of one edition, which takes as long as it takes. */
    private final class Counting {

        private static final Duration SHORTEST = Duration.ofMillis(200);

        /** While a run goes on, counting takes a tenth of the time, unless the figures would be older than this. */
        private static final Duration WHILE_GOING = Duration.ofSeconds(8);

        private static final int SHARE_WHILE_GOING = 10;

        /** Rows of an edition that is over hardly change: an operator decides, a reader is erased. */
        private static final Duration WHEN_OVER = Duration.ofMinutes(10);

        private static final int SHARE_WHEN_OVER = 100;

        private final long edition;
        private final EditionCount count;
        private volatile boolean outdated;
        private volatile long counted;
        private CompletableFuture<?> present = CompletableFuture.completedFuture(null);
        private volatile String begun = "";
        private long lastAll;
        private long lastTime;
        private Duration costOfAll = Duration.ZERO;
        private Duration cost = Duration.ZERO;

        private Counting(long edition) {
            this.edition = edition;
            count = new EditionCount(edition, rows);
        }

        /** A count that is under way, or a new one if it is time; the present figures are good enough otherwise. */
        private synchronized CompletableFuture<?> refreshed(RunFacts run, ExecutorService executor) {
            if (present.isDone() && isTime(run)) {
                boolean everything = outdated;
                outdated = false;
                present = CompletableFuture.runAsync(() -> count(run, everything), executor);
            }
            return present;
        }

        private boolean isTime(RunFacts run) {
            boolean goes = run.state() == RunState.RUNNING;
            if (outdated || !begun.equals(beginning(run)) || figures.getIfPresent(edition) == null) {
                return true;
            }
            Duration rest = goes
                    ? rest(cost.multipliedBy(SHARE_WHILE_GOING), WHILE_GOING)
                    : rest(costOfAll.multipliedBy(SHARE_WHEN_OVER), WHEN_OVER);
            return System.nanoTime() - lastTime > rest.toNanos();
        }

        private static Duration rest(Duration share, Duration longest) {
            Duration rest = share.compareTo(SHORTEST) < 0 ? SHORTEST : share;
            return rest.compareTo(longest) > 0 ? longest : rest;
        }

        /** All is counted anew when a round begins, when its rows are complete, and when the run's state is another. */
        private static String beginning(RunFacts run) {
            return run.latestRound() + (run.addressed() ? " addressed " : " ") + run.state();
        }

        private void count(RunFacts run, boolean everything) {
            long from = System.nanoTime();
            boolean goes = run.state() == RunState.RUNNING;
            boolean all = !begun.equals(beginning(run))
                    || from - lastAll
                            > rest(costOfAll.multipliedBy(SHARE_WHEN_OVER), WHEN_OVER)
                                    .toNanos();
            Tally tally = all
                    ? count.all(run.addressed(), rowsSoFar -> counted = rowsSoFar)
                    : count.changed(!goes || everything, run.addressed(), clock.instant());
            figures.put(
                    edition, Figures.of(tally, count.ranges(), run.latestRound(), clock.instant(), providers::nameOf));
            long now = System.nanoTime();
            cost = Duration.ofNanos(now - from);
            if (all) {
                lastAll = now;
                costOfAll = cost;
            }
            begun = beginning(run);
            lastTime = now;
        }
    }
}

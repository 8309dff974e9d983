package com.scrabbl.run.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.scrabbl.disk.DatabaseTrouble;
import com.scrabbl.edition.Editions;
import com.scrabbl.run.FrozenAudience;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
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

/** Counts who subscribes to a newsletter and has no row in one of its editions, in the background as {@link Census} does. */
@Component
public class Newcomers implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Newcomers.class);

    /** A page waits so long; of a small list they are counted by then. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** A number is good for so many times as long as it took to count. */
    private static final int SHARE = 10;

    private static final int MOST_COUNTS = 200;

    private final Editions editions;
    private final FrozenAudience audience;
    private final Cache<Long, CompletableFuture<Counted>> counts =
            Caffeine.newBuilder().maximumSize(MOST_COUNTS).build();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "newcomers");
        thread.setDaemon(true);
        return thread;
    });

    Newcomers(Editions editions, FrozenAudience audience) {
        this.editions = editions;
        this.audience = audience;
    }

    private record Counted(long readers, long at, long took) {

        boolean isOld() {
            return System.nanoTime() - at > took * SHARE;
        }
    }

    /** How many they are; empty while they are counted. */
    public OptionalLong of(long edition) {
        CompletableFuture<Counted> counting = counts.asMap()
                .compute(edition, (id, present) -> present == null || isOver(present) ? begun(id) : present);
        try {
            return OptionalLong.of(Objects.requireNonNull(counting)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .readers());
        } catch (TimeoutException e) {
            log.debug("Newcomers are known later");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            log.warn(
                    "Who joined since could not be counted, and is counted again later: {}",
                    DatabaseTrouble.sentence(e));
        }
        return OptionalLong.empty();
    }

    private static boolean isOver(CompletableFuture<Counted> counting) {
        return counting.isDone()
                && (counting.isCompletedExceptionally() || counting.join().isOld());
    }

    private CompletableFuture<Counted> begun(long edition) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long from = System.nanoTime();
                    long readers = audience.joined(editions.byId(edition));
                    long now = System.nanoTime();
                    return new Counted(readers, now, now - from);
                },
                executor);
    }

    @Override
    public void destroy() {
        executor.shutdownNow();
    }
}

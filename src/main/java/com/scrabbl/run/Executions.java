package com.scrabbl.run;

import com.scrabbl.delivery.Ending;
import com.scrabbl.delivery.Lanes.StopSignal;
import com.scrabbl.delivery.Progress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The runs that this process drives at the moment, and the word to one or all of them to stop. */
@Component
public class Executions {

    private final Map<Long, Execution> present = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    private static final class Execution {
        private final Progress progress;
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private volatile long worker;
        private volatile boolean stopAsked;
        private volatile @Nullable Ending ending;

        Execution(Progress progress) {
            this.progress = progress;
        }
    }

    /** Whether this process does not drive the run already. */
    boolean begin(long run, Progress progress) {
        return present.putIfAbsent(run, new Execution(progress)) == null;
    }

    /** By which worker this process claimed the run; a process whose lease lapses gets another one. */
    void claimed(long run, long worker) {
        of(run).worker = worker;
    }

    long worker(long run) {
        return of(run).worker;
    }

    void end(long run) {
        Execution execution = present.remove(run);
        if (execution != null) {
            execution.ended.complete(null);
        }
    }

    /** The numbers of all runs that are executed now. */
    public Set<Long> runs() {
        return Set.copyOf(present.keySet());
    }

    Progress progress(long run) {
        return of(run).progress;
    }

    /** How the lanes of the present execution ended; null until they did. */
    @Nullable
    Ending ending(long run) {
        return of(run).ending;
    }

    void ended(long run, Ending ending) {
        of(run).ending = ending;
    }

    /** Whether the messages in flight of this run are to be the last: an operator said so, or the process ends. */
    StopSignal signal(long run) {
        Execution execution = of(run);
        return () -> stopping || execution.stopAsked;
    }

    /** An operator wants this run to stop. */
    void stopAsked(long run) {
        Execution execution = present.get(run);
        if (execution != null) {
            execution.stopAsked = true;
        }
    }

    /** Whether this process ends, and all its runs with it. */
    public boolean requested() {
        return stopping;
    }

    /** Tells all runs to end after the messages in flight. */
    void stopAll() {
        stopping = true;
    }

    /** Waits until no run is executed; false when that took longer. */
    boolean allEnded(Duration longest) {
        CompletableFuture<?>[] all =
                present.values().stream().map(execution -> execution.ended).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Execution of(long run) {
        Execution execution = present.get(run);
        if (execution == null) {
            throw new IllegalStateException("Run " + run + " is not executed by this process");
        }
        return execution;
    }
}

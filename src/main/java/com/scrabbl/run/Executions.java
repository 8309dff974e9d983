package com.scrabbl.run;

import com.scrabbl.delivery.Lanes.StopSignal;
import com.scrabbl.delivery.Progress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** The runs that this process drives at the moment, and the word to all of them to stop. */
@Component
public class Executions implements StopSignal {

    private final Map<Long, Execution> present = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    private record Execution(Progress progress, CompletableFuture<Void> ended) {}

    /** Whether this process does not drive the run already. */
    boolean begin(long run, Progress progress) {
        return present.putIfAbsent(run, new Execution(progress, new CompletableFuture<>())) == null;
    }

    void end(long run) {
        Execution execution = present.remove(run);
        if (execution != null) {
            execution.ended().complete(null);
        }
    }

    Progress progress(long run) {
        Execution execution = present.get(run);
        return execution == null ? new Progress() : execution.progress();
    }

    /** Whether the messages in flight are to be the last. */
    @Override
    public boolean requested() {
        return stopping;
    }

    /**
     * Ends all runs after the messages in flight, and waits for that. What the relay has not answered by then will be
     * UNKNOWN.
     */
    public void stop(Duration longest) {
        stopping = true;
        CompletableFuture<?>[] all =
                present.values().stream().map(Execution::ended).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            org.slf4j.LoggerFactory.getLogger(Executions.class)
                    .warn(
                            "The relay has not answered within {} s: what is in flight will be UNKNOWN",
                            longest.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}

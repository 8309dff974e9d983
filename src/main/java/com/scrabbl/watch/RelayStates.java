package com.scrabbl.watch;

import com.scrabbl.mail.RelayException;
import com.scrabbl.mail.Relays;
import com.scrabbl.mail.SmtpRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether each relay opens a session for us. They are tried once a minute at the most, in the background: whoever asks waits a
 * moment at the most.
 */
@Component
public class RelayStates {

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<Tried> relays = new ArrayList<>();
    private @Nullable CompletableFuture<List<RelayState>> trial;
    private long triedAt;

    /** @param ofLetters the relay of letters and alarms, which may be that of editions too */
    RelayStates(SmtpRelay ofLetters, Relays relays) {
        relays.all().forEach(relay -> this.relays.add(new Tried(relay.name(), relay.weight(), relay.transport())));
        if (relays.all().stream().noneMatch(relay -> relay.transport() == ofLetters)) {
            this.relays.add(new Tried("", 0, ofLetters));
        }
    }

    private record Tried(String name, int weight, SmtpRelay transport) {

        RelayState state(@Nullable String trouble) {
            return new RelayState(name, transport.name(), weight, trouble);
        }
    }

    /**
     * A relay.
     *
     * @param name empty for the one of {@code spring.mail.*}
     * @param place host and port
     * @param weight its share of the connections of editions; 0 is none, but when the others are not to be had
     * @param trouble a sentence; null when all is well
     */
    public record RelayState(
            String name, String place, int weight, @Nullable String trouble) {}

    /** All of them: those of editions, and that of letters. */
    public synchronized List<RelayState> now() {
        CompletableFuture<List<RelayState>> present = trial;
        if (present == null || present.isDone() && System.nanoTime() - triedAt > FRESH.toNanos()) {
            triedAt = System.nanoTime();
            present = CompletableFuture.supplyAsync(this::tried);
            trial = present;
        }
        try {
            return present.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return all("the relay takes its time");
        } catch (ExecutionException e) {
            return all("the relay could not be tried");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return all("the relay could not be tried");
        }
    }

    private List<RelayState> tried() {
        return relays.stream()
                .map(relay -> {
                    try {
                        relay.transport().open().close();
                        return relay.state(null);
                    } catch (RelayException e) {
                        return relay.state(String.valueOf(e.getMessage()));
                    }
                })
                .toList();
    }

    private List<RelayState> all(String trouble) {
        return relays.stream().map(relay -> relay.state(trouble)).toList();
    }
}

package com.scrabbl.cli;

import com.scrabbl.run.Goodbye;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.ConfigurableApplicationContext;
import sun.misc.Signal;

/**
 * Ends the process in good order when TERM or INT asks for it. The JVM's shutdown hooks are too late for that: they run
 * side by side, and H2's own closes the database under a ledger that still has answers to record.
 */
final class Signals {

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(30);
    private static final int KILLED_BY = 128;

    private static volatile int received;

    private Signals() {}

    /** The exit code that a received signal stands for; empty when there was none. */
    static OptionalInt exitCode() {
        return received == 0 ? OptionalInt.empty() : OptionalInt.of(KILLED_BY + received);
    }

    /** From now on a signal settles what is in flight, closes the application and then exits; a second one exits at once. */
    static void close(ConfigurableApplicationContext application) {
        AtomicBoolean closing = new AtomicBoolean();
        for (String name : List.of("TERM", "INT")) {
            Signal.handle(new Signal(name), signal -> {
                if (!closing.compareAndSet(false, true)) {
                    Runtime.getRuntime().halt(KILLED_BY + signal.getNumber());
                }
                received = signal.getNumber();
                try {
                    application.getBean(Goodbye.class).say(LONGEST_GOODBYE);
                    application.close();
                } finally {
                    System.exit(KILLED_BY + signal.getNumber());
                }
            });
        }
    }
}

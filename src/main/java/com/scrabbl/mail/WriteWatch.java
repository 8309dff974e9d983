package com.scrabbl.mail;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks a few times a second at all sockets that are written to, and closes those whose peer does not read. A task for each
 * write would cost more than many a write.
 */
final class WriteWatch {

    private static final long MILLIS_BETWEEN_LOOKS = 250;
    private static final Set<LeashedSocket> watched = Collections.newSetFromMap(new WeakHashMap<>());

    static {
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "relay-write-timeout");
            thread.setDaemon(true);
            return thread;
        });
        looking.scheduleWithFixedDelay(
                WriteWatch::look, MILLIS_BETWEEN_LOOKS, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
    }

    private WriteWatch() {}

    /** From now on this socket is looked at, until it is {@link #leave left}. */
    static void over(LeashedSocket socket) {
        synchronized (watched) {
            watched.add(socket);
        }
    }

    static void leave(LeashedSocket socket) {
        synchronized (watched) {
            watched.remove(socket);
        }
    }

    private static void look() {
        List<LeashedSocket> present;
        synchronized (watched) {
            present = List.copyOf(watched);
        }
        long now = System.nanoTime();
        present.forEach(socket -> socket.giveUpIfOverdue(now));
    }
}

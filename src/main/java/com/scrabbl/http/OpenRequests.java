package com.scrabbl.http;

import com.scrabbl.network.ClientNetwork;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How many requests are open. Pages leave some threads free at any time, for leaving by one click and for health, and no
 * network has more than its share of either.
 */
final class OpenRequests {

    /** Of the threads, so many parts of four are for pages. */
    private static final int PARTS = 4;

    private final Semaphore pages;
    private final int perNetwork;
    private final Map<String, Integer> networks = new ConcurrentHashMap<>();

    /**
     * @param threads of the server
     * @param perNetwork 0: any number
     */
    OpenRequests(int threads, int perNetwork) {
        this.pages = new Semaphore(Math.max(1, threads * (PARTS - 1) / PARTS));
        this.perNetwork = perNetwork;
    }

    /** What of a request is counted together. */
    enum Kind {
        /** Leaving by one click, and health: small, and never refused on account of others. */
        FIRST,
        PAGE;

        /** @param path below the root of the application */
        static Kind of(String method, String path) {
            return method.equals("POST") && path.startsWith("/unsubscribe/")
                            || !method.equals("POST") && path.startsWith("/actuator/health")
                    ? FIRST
                    : PAGE;
        }
    }

    /** Takes a thread for a page, if pages have one left; whoever is let in gives it back. */
    boolean takeThread(Kind kind) {
        return kind == Kind.FIRST || pages.tryAcquire();
    }

    void giveThread(Kind kind) {
        if (kind == Kind.PAGE) {
            pages.release();
        }
    }

    /** Counts one more of the network of this address, if it has not its share already; whoever is let in leaves again. */
    boolean enter(Kind kind, String address) {
        int now = networks.merge(key(kind, address), 1, Integer::sum);
        if (perNetwork > 0 && now > perNetwork) {
            leave(kind, address);
            return false;
        }
        return true;
    }

    void leave(Kind kind, String address) {
        networks.computeIfPresent(key(kind, address), (network, number) -> number == 1 ? null : number - 1);
    }

    private static String key(Kind kind, String address) {
        return kind + " " + ClientNetwork.of(address).text();
    }
}

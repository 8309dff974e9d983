package com.scrabbl.delivery;

import com.scrabbl.mail.MailConnection;
import com.scrabbl.mail.RelayException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** By which relay a lane connects: its own, or else the next one that is to be had. One for each pass; for several threads. */
final class RelayChoice {

    /** A relay that is busy is not asked again for so long, unless all are. */
    private static final long BUSY = TimeUnit.SECONDS.toNanos(30);

    private static final long BETWEEN_LOOKS = 100;

    private final List<Route> routes;
    private final Breakers breakers;
    private final Map<Route, Long> busySince = new ConcurrentHashMap<>();

    RelayChoice(List<Route> routes, Breakers breakers) {
        this.routes = List.copyOf(routes);
        this.breakers = breakers;
    }

    /** A connection, and by which relay. */
    record Opened(Route route, MailConnection connection) {}

    List<Route> orderFor(int lane) {
        return Route.forLane(lane, routes);
    }

    boolean several() {
        return routes.size() > 1;
    }

    /**
     * Waits for a connection by the first relay in that order that is to be had; whoever is given one says {@link #closed}
     * when it lets go of it.
     *
     * @param giveUp asked now and again whether a connection is still wanted
     * @return null when it was given up
     * @throws RelayException when none can be reached and the patience with all is at its end, or at once when it is our
     *     configuration that is refused
     */
    @Nullable
    Opened open(List<Route> order, BooleanSupplier giveUp) {
        if (order.size() == 1) {
            Route only = order.get(0);
            MailConnection connection = breaker(only).open(only.transport(), giveUp);
            return connection == null ? null : new Opened(only, connection);
        }
        while (!giveUp.getAsBoolean()) {
            Opened opened = tryEach(order);
            if (opened != null) {
                return opened;
            }
            RelayException failure = allGivenUp(order);
            if (failure != null) {
                throw failure;
            }
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return null;
    }

    private @Nullable Opened tryEach(List<Route> order) {
        boolean allBusy = order.stream().allMatch(this::isBusy);
        for (Route route : order) {
            if (allBusy || !isBusy(route)) {
                MailConnection connection = breaker(route).attempt(route.transport());
                if (connection != null) {
                    return new Opened(route, connection);
                }
            }
        }
        return null;
    }

    private @Nullable RelayException allGivenUp(List<Route> order) {
        RelayException first = null;
        for (Route route : order) {
            RelayException failure = breaker(route).givenUp();
            if (failure == null && !isBusy(route)) {
                return null;
            }
            first = first == null ? failure : first;
        }
        return first;
    }

    /** The relay takes no message for now, though it takes connections. */
    void busy(Route route) {
        busySince.put(route, System.nanoTime());
    }

    /** Whether another relay might take what this one does not. */
    boolean hasOtherThan(Route busy) {
        return routes.stream()
                .anyMatch(route ->
                        route != busy && !isBusy(route) && breaker(route).isClosed());
    }

    private boolean isBusy(Route route) {
        Long since = busySince.get(route);
        return since != null && System.nanoTime() - since < BUSY;
    }

    void closed(Route route) {
        breaker(route).closed();
    }

    private Breaker breaker(Route route) {
        return breakers.of(route.transport());
    }
}

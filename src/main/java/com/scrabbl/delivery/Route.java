package com.scrabbl.delivery;

import com.scrabbl.mail.MailTransport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A relay that an edition may take.
 *
 * @param weight its share of the lanes; 0 is used only when the others are not to be had
 */
public record Route(MailTransport transport, int weight) {

    /** The relay's name in ledger and pace. */
    String relay() {
        return transport.name();
    }

    /**
     * All routes in the order in which a lane tries them: the one that it belongs to by the weights first, then the others.
     *
     * @param lane 1 for the first
     */
    static List<Route> forLane(int lane, List<Route> routes) {
        Route own = own(lane, routes);
        List<Route> order = new ArrayList<>(routes);
        order.remove(own);
        order.sort(Comparator.comparingInt(route -> -route.weight()));
        order.add(0, own);
        return order;
    }

    /** Each lane goes to the relay that has the fewest for its weight. */
    private static Route own(int lane, List<Route> routes) {
        int[] lanes = new int[routes.size()];
        int chosen = 0;
        for (int number = 1; number <= lane; number++) {
            chosen = 0;
            for (int route = 1; route < routes.size(); route++) {
                if (fill(lanes[route], routes.get(route)) < fill(lanes[chosen], routes.get(chosen))) {
                    chosen = route;
                }
            }
            lanes[chosen]++;
        }
        return routes.get(chosen);
    }

    private static double fill(int lanes, Route route) {
        return route.weight() == 0 ? Double.MAX_VALUE : (lanes + 1.0) / route.weight();
    }
}

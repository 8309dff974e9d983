package com.scrabbl.run.view;

import com.scrabbl.delivery.DeliveryState;
import java.util.Arrays;
import java.util.List;

/** What became of a reader's delivery, in as many words as a page has room for. */
public enum Standing {
    /** Returned and complained about included. */
    ACCEPTED(DeliveryState.ACCEPTED, DeliveryState.BOUNCED, DeliveryState.COMPLAINED),
    DEFERRED(DeliveryState.DEFERRED),
    REJECTED(DeliveryState.REJECTED),
    UNKNOWN(DeliveryState.UNKNOWN),
    EXPIRED(DeliveryState.EXPIRED),
    CANCELLED(DeliveryState.CANCELLED),
    SKIPPED(DeliveryState.SKIPPED),
    /** Still to send: not tried yet in this round, or under way. */
    OPEN(DeliveryState.PLANNED, DeliveryState.SENDING);

    private final List<DeliveryState> states;

    Standing(DeliveryState... states) {
        this.states = List.of(states);
    }

    /** The states of the ledger that it stands for. */
    public List<DeliveryState> states() {
        return states;
    }

    /** What a state of the ledger counts as. */
    public static Standing of(DeliveryState state) {
        return Arrays.stream(values())
                .filter(standing -> standing.states.contains(state))
                .findFirst()
                .orElseThrow();
    }
}

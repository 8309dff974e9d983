package com.scrabbl.delivery;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the lanes of one execution have settled so far, for whoever watches. The truth is in the ledger. */
public final class Progress {

    private final Map<DeliveryState, LongAdder> settled = new EnumMap<>(DeliveryState.class);

    /** Nothing is settled yet. */
    public Progress() {
        for (DeliveryState state : DeliveryState.values()) {
            settled.put(state, new LongAdder());
        }
    }

    void count(DeliveryState state) {
        adder(state).increment();
    }

    /** How many deliveries came into this state since the execution began. */
    public long of(DeliveryState state) {
        return adder(state).sum();
    }

    private LongAdder adder(DeliveryState state) {
        return java.util.Objects.requireNonNull(settled.get(state));
    }
}

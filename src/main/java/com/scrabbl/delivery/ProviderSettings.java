package com.scrabbl.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator says of one provider.
 *
 * @param domains receiving domains that are this provider's besides those of the table
 * @param rate the most messages to it, of all processes together and by each relay; null is no limit
 * @param connections the most lanes of one process that have a message for it at a time; null is no limit
 */
record ProviderSettings(
        @DefaultValue List<String> domains,
        @Nullable Rate rate,
        @Nullable Integer connections) {

    ProviderSettings {
        if (connections != null && connections < 1) {
            throw new IllegalArgumentException("the connections of a provider are " + connections
                    + ", and must be at least 1: without the key there is no limit");
        }
    }
}

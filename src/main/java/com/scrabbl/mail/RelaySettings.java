package com.scrabbl.mail;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One of several relays.
 *
 * @param name in newsletters, pages and the pace of providers: letters, digits, dots and hyphens
 * @param port 0 is the usual one
 * @param weight its share of the connections, compared with the others'; 0 is used only when the others are not to be had
 * @param properties as under {@code spring.mail.properties}
 */
public record RelaySettings(
        String name,
        String host,
        @DefaultValue("0") int port,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("1") int weight,
        @DefaultValue Map<String, String> properties) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,99}");
    private static final int HEAVIEST = 1_000;

    public RelaySettings {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "scrabbl.delivery.relays: \"%s\" is no name of a relay; it has letters, digits, dots and hyphens, at most 100"
                            .formatted(name == null ? "" : name));
        }
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException("scrabbl.delivery.relays: the relay " + name + " has no host");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "scrabbl.delivery.relays: the relay %s has the port %d; it is 1 to 65535".formatted(name, port));
        }
        if (weight < 0 || weight > HEAVIEST) {
            throw new IllegalArgumentException("scrabbl.delivery.relays: the relay %s has the weight %d; it is 0 to %d"
                    .formatted(name, weight, HEAVIEST));
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return name + " (" + host + ":" + port + ")";
    }
}

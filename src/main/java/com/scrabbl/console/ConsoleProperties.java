package com.scrabbl.console;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The console.
 *
 * @param idle after this time in which somebody did nothing they are logged out; pages that refresh themselves do not
 *     count. At least a minute
 * @param lifetime after this time somebody is logged out in any case. At least as long as {@code idle}
 */
@ConfigurationProperties("scrabbl.console")
public record ConsoleProperties(
        @DefaultValue("2h") Duration idle,
        @DefaultValue("12h") Duration lifetime) {

    public ConsoleProperties {
        if (idle.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "scrabbl.console.idle is %s; it must be a minute (1m) or more.".formatted(idle));
        }
        if (lifetime.compareTo(idle) < 0) {
            throw new IllegalArgumentException(
                    "scrabbl.console.lifetime is %s; it must be scrabbl.console.idle (%s) or more."
                            .formatted(lifetime, idle));
        }
    }
}

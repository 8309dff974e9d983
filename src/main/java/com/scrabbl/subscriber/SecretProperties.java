package com.scrabbl.subscriber;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The installation's secret.
 *
 * @param secret signs the tokens in links, at least 16 characters; when not set, a key is generated at the first start
 *     and kept in the database. Links that an earlier secret signed stay valid.
 */
@ConfigurationProperties("scrabbl")
record SecretProperties(@Nullable String secret) {

    private static final int SHORTEST = 16;

    SecretProperties {
        secret = secret == null || secret.isBlank() ? null : secret;
        if (secret != null && secret.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "scrabbl.secret is too short: it needs at least %d characters".formatted(SHORTEST));
        }
    }

    @Override
    public String toString() {
        return "SecretProperties[secret=%s]".formatted(secret == null ? "generated" : "set");
    }
}

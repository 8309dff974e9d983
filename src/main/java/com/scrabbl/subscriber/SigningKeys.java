package com.scrabbl.subscriber;

import static com.scrabbl.timestamp.Timestamps.utc;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The keys of all nodes, kept in the database: one signs, all verify. */
@Component
class SigningKeys {

    /** @param id is part of every token that the key signed */
    record SigningKey(long id, Secret secret) {}

    private final JdbcClient jdbc;
    private final Map<Long, SigningKey> known = new ConcurrentHashMap<>();
    private final SigningKey current;

    /** Stores the key here and not on demand: a transaction that rolls back must not take it along. */
    SigningKeys(JdbcClient jdbc, Clock clock, SecretProperties properties) {
        this.jdbc = jdbc;
        String configured = properties.secret();
        Secret secret = configured != null ? Secret.ofPassphrase(configured) : newest().orElseGet(Secret::random);
        this.current = stored(secret, clock.instant());
    }

    /** The key that signs: of {@code scrabbl.secret}, else the newest, generated when there is none. */
    SigningKey current() {
        return current;
    }

    /** Another node may have stored a key that this one has not met. */
    Optional<SigningKey> find(long id) {
        return Optional.ofNullable(known.computeIfAbsent(id, this::load));
    }

    private Optional<Secret> newest() {
        return jdbc.sql("SELECT secret FROM signing_key ORDER BY id DESC LIMIT 1")
                .query(String.class)
                .optional()
                .map(Secret::ofBase64);
    }

    private SigningKey stored(Secret secret, Instant now) {
        jdbc.sql("INSERT INTO signing_key (secret, created_at) VALUES (:secret, :now) ON CONFLICT DO NOTHING")
                .param("secret", secret.base64())
                .param("now", utc(now))
                .update();
        long id = jdbc.sql("SELECT id FROM signing_key WHERE secret = :secret")
                .param("secret", secret.base64())
                .query(Long.class)
                .single();
        return new SigningKey(id, secret);
    }

    private @Nullable SigningKey load(long id) {
        return jdbc.sql("SELECT secret FROM signing_key WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .map(secret -> new SigningKey(id, Secret.ofBase64(secret)))
                .orElse(null);
    }
}

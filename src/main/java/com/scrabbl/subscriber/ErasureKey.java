package com.scrabbl.subscriber;

import com.scrabbl.mail.EmailAddress;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Hashes erased addresses under one key for ever, so that they are recognised and cannot be read. */
@Component
public class ErasureKey {

    private final JdbcClient jdbc;
    private final Secret secret;

    /** Stores the key here, at the first start, and not on demand: a transaction that rolls back must not take it along. */
    ErasureKey(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql("INSERT INTO erasure_key (id, secret) VALUES (1, :secret) ON CONFLICT DO NOTHING")
                .param("secret", Secret.random().base64())
                .update();
        secret = Secret.ofBase64(jdbc.sql("SELECT secret FROM erasure_key WHERE id = 1")
                .query(String.class)
                .single());
    }

    /** Until the transaction ends an erasure and an import wait for each other: none misses what the other does. */
    public void lock() {
        jdbc.sql("SELECT id FROM erasure_key WHERE id = 1 FOR UPDATE")
                .query(Integer.class)
                .single();
    }

    /** Under what an erased address is known. */
    public String hash(EmailAddress address) {
        return secret.sign(address.normal());
    }
}

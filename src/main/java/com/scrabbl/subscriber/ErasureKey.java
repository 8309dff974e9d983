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

    /** For an erasure. Until the transaction ends it and an import wait for each other: none misses what the other does. */
    void lock() {
        lock("UPDATE");
    }

    /**
     * For what an import writes.
     *
     * @param postgresql whether the database is that: it lets several do so at once, H2 one after the other
     */
    public void share(boolean postgresql) {
        lock(postgresql ? "SHARE" : "UPDATE");
    }

    private void lock(String how) {
        jdbc.sql("SELECT id FROM erasure_key WHERE id = 1 FOR " + how)
                .query(Integer.class)
                .single();
    }

    /** Under what an erased address is known. */
    public String hash(EmailAddress address) {
        return secret.sign(address.normal());
    }
}

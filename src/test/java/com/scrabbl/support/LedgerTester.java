package com.scrabbl.support;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Sets up ledger rows without selection and digest, for the tests of delivery. */
public final class LedgerTester {

    private final JdbcClient jdbc;
    private long newsletter;
    private long edition;

    public LedgerTester(TestApplication application) {
        this(application.jdbc());
    }

    public LedgerTester(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An edition with planned deliveries to r1@reader.example, r2@…; returns its id. */
    public long edition(int readers) {
        return edition(readers, "reader.example");
    }

    /** The same with addresses of these domains by turns. */
    public long edition(int readers, String... domains) {
        newsletter = id(
                "INSERT INTO newsletter (slug, name, settings, created_at, applied_at) VALUES ('daily', 'Daily', '{}', "
                        + "CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)",
                "newsletter");
        edition = id(
                "INSERT INTO edition (newsletter_id, slot, uid, settings, model, highest_first_seen, audience, frozen_at) "
                        + "VALUES (" + newsletter + ", CURRENT_TIMESTAMP, 'uid', '{}', '{}', 0, " + readers
                        + ", CURRENT_TIMESTAMP)",
                "edition");
        for (int reader = 1; reader <= readers; reader++) {
            String address = reader + "@" + domains[(reader - 1) % domains.length];
            long subscriber = id(
                    "INSERT INTO subscriber (email, address, created_at) VALUES ('R" + address + "', 'r" + address
                            + "', CURRENT_TIMESTAMP)",
                    "subscriber");
            long subscription = id(
                    "INSERT INTO subscription (newsletter_id, subscriber_id, state, since) VALUES (" + newsletter + ", "
                            + subscriber + ", 'ACTIVE', CURRENT_TIMESTAMP)",
                    "subscription");
            jdbc.sql("INSERT INTO delivery (id, edition_id, subscription_id, state) VALUES (?, ?, ?, 'PLANNED')")
                    .params(edition * 1_000_000_000_000L + subscription, edition, subscription)
                    .update();
        }
        return edition;
    }

    /** The address of a subscription's reader. */
    public String address(long subscription) {
        return jdbc.sql(
                        "SELECT p.address FROM subscription s JOIN subscriber p ON p.id = s.subscriber_id WHERE s.id = ?")
                .param(subscription)
                .query(String.class)
                .single();
    }

    /** The subscription of reader n, 1 for the first. */
    public long subscription(int reader) {
        return jdbc.sql(
                        "SELECT s.id FROM subscription s JOIN subscriber p ON p.id = s.subscriber_id WHERE p.address = ?")
                .param("r" + reader + "@reader.example")
                .query(Long.class)
                .single();
    }

    /** Another worker, whose lease lapsed or will lapse in so many seconds. */
    public long worker(int leaseSeconds) {
        return id(
                "INSERT INTO worker (host, pid, started_at, leased_until) VALUES ('elsewhere', 1, CURRENT_TIMESTAMP, "
                        + "CURRENT_TIMESTAMP + (" + leaseSeconds + ") * INTERVAL '1' SECOND)",
                "worker");
    }

    private long id(String insert, String table) {
        jdbc.sql(insert).update();
        return jdbc.sql("SELECT MAX(id) FROM " + table).query(Long.class).single();
    }
}

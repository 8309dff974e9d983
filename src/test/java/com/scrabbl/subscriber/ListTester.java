package com.scrabbl.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import java.time.Instant;
import java.util.List;

/** Tells stories of newsletters and their readers. */
public final class ListTester {

    public final TestApplication application;

    public ListTester(Database database) {
        application = TestApplication.on(database);
    }

    public <T> T bean(Class<T> type) {
        return application.bean(type);
    }

    public Instant now() {
        return application.clock().instant();
    }

    public long newsletter(String slug) {
        application.jdbc().sql("""
                        INSERT INTO newsletter (slug, name, settings, created_at, applied_at)
                        VALUES (:slug, :slug, '{}', current_timestamp, current_timestamp)
                        """).param("slug", slug).update();
        return application
                .jdbc()
                .sql("SELECT id FROM newsletter WHERE slug = :slug")
                .param("slug", slug)
                .query(Long.class)
                .single();
    }

    /** Adds an active reader of whom nothing more is known. */
    public Subscription add(String address, long newsletter) {
        bean(SubscriberList.class).add(EmailAddress.parse(address), Profile.EMPTY, newsletter, Consent.Origin.COMMAND);
        return subscription(address, newsletter);
    }

    public void end(String address, long newsletter) {
        assertThat(bean(SubscriberList.class)
                        .end(subscription(address, newsletter), "command", Consent.Origin.COMMAND, null))
                .isTrue();
    }

    public void suppress(String address, Cause cause) {
        bean(Suppressions.class).add(EmailAddress.parse(address), cause, "a note", now(), null);
    }

    public Subscriber subscriber(String address) {
        return bean(Subscribers.class).find(EmailAddress.parse(address)).orElseThrow();
    }

    public Subscription subscription(String address, long newsletter) {
        return bean(Subscriptions.class)
                .find(subscriber(address).id(), newsletter)
                .orElseThrow();
    }

    public List<Consent> consents(String address) {
        return bean(Consents.class).of(subscriber(address).id());
    }

    public List<Suppression> active(String address) {
        return bean(Suppressions.class).active(EmailAddress.parse(address), now());
    }

    public long rows(String table) {
        return application
                .jdbc()
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }
}

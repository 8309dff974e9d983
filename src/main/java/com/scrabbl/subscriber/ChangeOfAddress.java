package com.scrabbl.subscriber;

import com.scrabbl.mail.EmailAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Another mailbox of the same person. What names the one that was left goes from the records, as with an erasure. */
@Component
public class ChangeOfAddress {

    private final Subscribers subscribers;
    private final Traces traces;
    private final ErasedReplies replies;
    private final JdbcClient jdbc;
    private final Clock clock;

    ChangeOfAddress(Subscribers subscribers, Traces traces, ErasedReplies replies, JdbcClient jdbc, Clock clock) {
        this.subscribers = subscribers;
        this.traces = traces;
        this.replies = replies;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Moves the person there. Suppressions of the address that was left stay: they are about that mailbox.
     *
     * @return false, and nothing is changed, when somebody has the new address already, or the person was erased
     */
    @Transactional
    public boolean move(long person, EmailAddress to) {
        @Nullable
        EmailAddress from = subscribers.find(person).map(Subscriber::address).orElse(null);
        if (!subscribers.move(person, to, clock.instant())) {
            return false;
        }
        if (from != null && !from.normal().equals(to.normal())) {
            forget(from, person);
        }
        return true;
    }

    private void forget(EmailAddress address, long person) {
        Instant now = clock.instant();
        List<Long> subscriptions = jdbc.sql("SELECT id FROM subscription WHERE subscriber_id = :person ORDER BY id")
                .param("person", person)
                .query(Long.class)
                .list();
        traces.blankDecidedRequests(address, now);
        traces.blankLettersOfMoved(address);
        traces.scrubAudit(address);
        traces.scrubImports(address);
        replies.scrub(address, subscriptions);
    }
}

package com.scrabbl.subscriber;

import static com.scrabbl.timestamp.Timestamps.utc;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Suppression.Cause;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Erases a person. The row is blanked and keeps its number, so that the ledger still balances; what names the person
 * elsewhere is scrubbed; a hash of the address stays, so that no list brings the person back. The causes for which the
 * address was suppressed hold on under that hash: who complained may not join again by being erased.
 */
@Component
public class Erasure {

    private final JdbcClient jdbc;
    private final ErasureKey erasureKey;
    private final ErasedReplies replies;
    private final Traces traces;
    private final Clock clock;

    Erasure(JdbcClient jdbc, ErasureKey erasureKey, ErasedReplies replies, Traces traces, Clock clock) {
        this.jdbc = jdbc;
        this.erasureKey = erasureKey;
        this.replies = replies;
        this.traces = traces;
        this.clock = clock;
    }

    /**
     * What an erasure found.
     *
     * @param subscriptions the person's, by their numbers; empty when there was no person any more
     * @param inFlight how many messages to the person were being sent: their replies come later, and
     *     {@link ErasedReplies#scrub} takes the address out of them
     */
    public record Erased(EmailAddress address, List<Long> subscriptions, long inFlight) {}

    /**
     * Erases whoever has this address, at once and in one transaction; nothing is sent to it any more but what a relay is
     * being given at this moment. Erasing again finds nothing more and is no error.
     *
     * @throws UnknownSubscriberException when nothing at all is known of the address
     */
    @Transactional
    public Erased erase(EmailAddress address) {
        Instant now = clock.instant();
        erasureKey.lock();
        boolean known = known(address);
        // First of all: this waits for whoever makes a reader of a request, who is then seen below.
        traces.blankRequests(address, now);
        List<Long> people = jdbc.sql("SELECT id FROM subscriber WHERE address = :address")
                .param("address", address.normal())
                .query(Long.class)
                .list();
        if (people.isEmpty() && !known) {
            throw new UnknownSubscriberException(address);
        }
        List<Long> subscriptions = people.isEmpty() ? List.of() : blank(people.get(0), now);
        replies.skipOpen(subscriptions, now);
        long inFlight = replies.scrub(address, subscriptions);
        traces.blankLetters(address);
        traces.blankLetters(subscriptions);
        traces.scrubAudit(address);
        traces.scrubImports(address);
        suppress(address, now);
        return new Erased(address, subscriptions, inFlight);
    }

    private boolean known(EmailAddress address) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM suppression WHERE address IN (:address, :hash))
                            OR EXISTS (SELECT 1 FROM signup_request WHERE address = :address)
                            OR EXISTS (SELECT 1 FROM letter WHERE address = :address)
                        """)
                .param("address", address.normal())
                .param("hash", erasureKey.hash(address))
                .query(Boolean.class)
                .single();
    }

    private List<Long> blank(long person, Instant now) {
        List<Long> subscriptions = jdbc.sql("SELECT id FROM subscription WHERE subscriber_id = :person ORDER BY id")
                .param("person", person)
                .query(Long.class)
                .list();
        for (String statement : List.of(
                "UPDATE subscription SET state = 'ENDED', since = :now, topics = '', paused_until = NULL,"
                        + " end_reason = 'erased' WHERE subscriber_id = :person",
                "DELETE FROM subscriber_attribute WHERE subscriber_id = :person",
                "UPDATE consent SET network = NULL, user_agent = NULL, detail = NULL WHERE subscriber_id = :person",
                "UPDATE subscriber SET email = NULL, address = NULL, name = NULL, language = NULL, time_zone = NULL,"
                        + " erased_at = :now WHERE id = :person")) {
            jdbc.sql(statement).param("person", person).param("now", utc(now)).update();
        }
        return subscriptions;
    }

    private void suppress(EmailAddress address, Instant now) {
        jdbc.sql("""
                        INSERT INTO suppression (address, cause, since, expires_at)
                        SELECT :hash, cause, since, expires_at FROM suppression WHERE address = :address
                        ON CONFLICT DO NOTHING
                        """)
                .param("hash", erasureKey.hash(address))
                .param("address", address.normal())
                .update();
        jdbc.sql("DELETE FROM suppression WHERE address = :address")
                .param("address", address.normal())
                .update();
        jdbc.sql("UPDATE suppression SET expires_at = NULL WHERE address = :hash AND cause = :cause")
                .param("hash", erasureKey.hash(address))
                .param("cause", Cause.ERASED.text())
                .update();
        jdbc.sql("""
                        INSERT INTO suppression (address, cause, since) VALUES (:hash, :cause, :now) ON CONFLICT DO NOTHING
                        """)
                .param("hash", erasureKey.hash(address))
                .param("cause", Cause.ERASED.text())
                .param("now", utc(now))
                .update();
    }
}

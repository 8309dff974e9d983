package com.scrabbl.subscriber;

import static com.scrabbl.timestamp.Timestamps.instant;
import static com.scrabbl.timestamp.Timestamps.instantOrNull;
import static com.scrabbl.timestamp.Timestamps.utc;
import static com.scrabbl.timestamp.Timestamps.utcOrNull;

import com.scrabbl.subscriber.Subscription.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who stands where with which newsletter. Each verb moves a subscription along PENDING → ACTIVE → ENDED → PENDING by one
 * guarded statement and says whether it did; a state from which it does not lead is left as it is.
 */
@Repository
public class Subscriptions {

    private static final int LONGEST_REASON = 200;

    private final JdbcClient jdbc;

    Subscriptions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The subscription of that number; empty when there is none. */
    public Optional<Subscription> find(long subscriptionId) {
        return jdbc.sql("""
                        SELECT id, newsletter_id, subscriber_id, state, topics, frequency, since, paused_until, end_reason
                        FROM subscription
                        WHERE id = :id
                        """)
                .param("id", subscriptionId)
                .query((row, number) -> subscription(row))
                .optional();
    }

    /** This person's subscription to this newsletter, whatever its state; empty when there never was one. */
    public Optional<Subscription> find(long subscriberId, long newsletterId) {
        return of(List.of(subscriberId)).stream()
                .filter(subscription -> subscription.newsletterId() == newsletterId)
                .findFirst();
    }

    /** All of these people's, by person and newsletter. */
    public List<Subscription> of(Collection<Long> subscriberIds) {
        return jdbc.sql("""
                        SELECT id, newsletter_id, subscriber_id, state, topics, frequency, since, paused_until, end_reason
                        FROM subscription
                        WHERE subscriber_id = ANY(:subscribers)
                        ORDER BY subscriber_id, newsletter_id
                        """)
                .param("subscribers", subscriberIds.toArray(Long[]::new))
                .query((row, number) -> subscription(row))
                .list();
    }

    /** None or ENDED → PENDING. A pending or active one stays as it is, its topics too. */
    public Subscription request(long subscriberId, long newsletterId, Topics topics, Frequency frequency, Instant now) {
        int added = jdbc.sql("""
                        INSERT INTO subscription (newsletter_id, subscriber_id, state, topics, frequency, since)
                        VALUES (:newsletter, :subscriber, 'PENDING', :topics, :frequency, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .param("newsletter", newsletterId)
                .param("subscriber", subscriberId)
                .param("topics", topics.stored())
                .param("frequency", frequency.name())
                .param("now", utc(now))
                .update();
        if (added == 0) {
            jdbc.sql("""
                            UPDATE subscription
                            SET state = 'PENDING', topics = :topics, frequency = :frequency, since = :now,
                                paused_until = NULL, end_reason = NULL
                            WHERE subscriber_id = :subscriber AND newsletter_id = :newsletter AND state = 'ENDED'
                            """)
                    .param("newsletter", newsletterId)
                    .param("subscriber", subscriberId)
                    .param("topics", topics.stored())
                    .param("frequency", frequency.name())
                    .param("now", utc(now))
                    .update();
        }
        return find(subscriberId, newsletterId).orElseThrow();
    }

    /** PENDING → ACTIVE. */
    public boolean activate(long subscriptionId, Instant now) {
        return moved(
                jdbc.sql("""
                        UPDATE subscription
                        SET state = 'ACTIVE', since = :now
                        WHERE id = :id AND state = 'PENDING'
                        """).param("id", subscriptionId).param("now", utc(now)).update());
    }

    /**
     * PENDING or ACTIVE → ENDED.
     *
     * @param reason for people to read, such as {@code one click}; cut at 200 characters
     */
    public boolean end(long subscriptionId, Instant now, String reason) {
        return moved(jdbc.sql("""
                        UPDATE subscription
                        SET state = 'ENDED', since = :now, end_reason = :reason
                        WHERE id = :id AND state IN ('PENDING', 'ACTIVE')
                        """)
                .param("id", subscriptionId)
                .param("now", utc(now))
                .param("reason", reason.substring(0, Math.min(reason.length(), LONGEST_REASON)))
                .update());
    }

    /** ENDED → ACTIVE, for one who left at that instant and thought better of it. */
    public boolean takeBack(long subscriptionId, Instant endedAt, Instant now) {
        return moved(jdbc.sql("""
                        UPDATE subscription
                        SET state = 'ACTIVE', since = :now, end_reason = NULL
                        WHERE id = :id AND state = 'ENDED' AND since = CAST(:ended AS timestamp(6) with time zone)
                        """)
                .param("id", subscriptionId)
                .param("ended", utc(endedAt))
                .param("now", utc(now))
                .update());
    }

    /** What a pending or active reader chose. */
    public boolean choose(long subscriptionId, Topics topics) {
        return moved(jdbc.sql("UPDATE subscription SET topics = :topics WHERE id = :id AND state <> 'ENDED'")
                .param("id", subscriptionId)
                .param("topics", topics.stored())
                .update());
    }

    /** No mail of any of a person's newsletters before that instant; null ends the pause. */
    public void pause(long subscriberId, @Nullable Instant until) {
        jdbc.sql("UPDATE subscription SET paused_until = :until WHERE subscriber_id = :subscriber AND state = 'ACTIVE'")
                .param("subscriber", subscriberId)
                .param("until", utcOrNull(until))
                .update();
    }

    /** Why one who left did so, in a word beside the reason that stands there. */
    public void explain(long subscriptionId, String reason, String word) {
        jdbc.sql("""
                        UPDATE subscription
                        SET end_reason = :explained
                        WHERE id = :id AND state = 'ENDED' AND (end_reason = :reason OR end_reason LIKE :before)
                        """)
                .param("id", subscriptionId)
                .param("reason", reason)
                .param("before", reason + ": %")
                .param("explained", reason + ": " + word)
                .update();
    }

    private static boolean moved(int rows) {
        if (rows > 1) {
            throw new IllegalStateException("%d subscriptions have one id".formatted(rows));
        }
        return rows == 1;
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        return new Subscription(
                row.getLong("id"),
                row.getLong("newsletter_id"),
                row.getLong("subscriber_id"),
                State.valueOf(row.getString("state")),
                Topics.ofStored(row.getString("topics")),
                Frequency.valueOf(row.getString("frequency")),
                instant(row, "since"),
                instantOrNull(row, "paused_until"),
                row.getString("end_reason"));
    }
}

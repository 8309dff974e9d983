package com.scrabbl.subscriber;

import static com.scrabbl.timestamp.Timestamps.instant;
import static com.scrabbl.timestamp.Timestamps.instantOrNull;
import static com.scrabbl.timestamp.Timestamps.utc;

import com.scrabbl.mail.EmailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The people on the lists, each address once. */
@Repository
public class Subscribers {

    private final JdbcClient jdbc;
    private final Attributes attributes;
    private final TransactionTemplate savepoint;

    Subscribers(JdbcClient jdbc, Attributes attributes, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.attributes = attributes;
        savepoint = new TransactionTemplate(transactions);
        savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Whoever has this mailbox, however it is typed; empty when nobody has. */
    public Optional<Subscriber> find(EmailAddress address) {
        return jdbc.sql("""
                        SELECT id, email, name, language, time_zone, created_at, erased_at
                        FROM subscriber
                        WHERE address = :address
                        """)
                .param("address", address.normal())
                .query((row, number) -> subscriber(row))
                .optional()
                .map(found -> withAttributes(List.of(found)).get(0));
    }

    /** The person of that number; empty when there is none. One who was erased has no address. */
    public Optional<Subscriber> find(long id) {
        return jdbc.sql("""
                        SELECT id, email, name, language, time_zone, created_at, erased_at
                        FROM subscriber
                        WHERE id = :id
                        """)
                .param("id", id)
                .query((row, number) -> subscriber(row))
                .optional()
                .map(found -> withAttributes(List.of(found)).get(0));
    }

    /** The person's own words about name, language and time zone; attributes stay. */
    public void describe(long id, Profile profile) {
        jdbc.sql("""
                        UPDATE subscriber
                        SET name = :name, language = :language, time_zone = :timeZone
                        WHERE id = :id AND erased_at IS NULL
                        """)
                .param("id", id)
                .param("name", profile.name())
                .param("language", profile.language())
                .param("timeZone", profile.timeZone())
                .update();
    }

    /**
     * What is known of the person becomes this, and nothing else: name, language, time zone and attributes.
     *
     * @param kinds of the attributes; those that are not named are text
     * @throws IllegalArgumentException when a value is none of its kind; then nothing is changed
     */
    @Transactional
    public void describe(long id, Profile profile, Map<String, AttributeKind> kinds) {
        describe(id, profile);
        attributes.replace(id, profile.attributes(), kinds);
    }

    /** Of what kind each attribute of the person is. */
    public Map<String, AttributeKind> kinds(long id) {
        return attributes.kinds(id);
    }

    /** Until the transaction ends nobody else changes the person. */
    public void lock(long id) {
        jdbc.sql("SELECT id FROM subscriber WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(Long.class)
                .optional();
    }

    /**
     * Another mailbox of the same person.
     *
     * @return false when somebody has it already, or the person was erased
     */
    boolean move(long id, EmailAddress address, Instant now) {
        try {
            // Behind a savepoint: two who want the same address at once do not see each other, and a duplicate key
            // leaves
            // PostgreSQL's transaction good for nothing.
            return Boolean.TRUE.equals(savepoint.execute(status -> jdbc.sql("""
                            UPDATE subscriber
                            SET email = :email, address = :address, moved_at = :now
                            WHERE id = :id AND erased_at IS NULL
                              AND NOT EXISTS (
                                  SELECT 1 FROM subscriber other WHERE other.address = :address AND other.id <> :id)
                            """)
                            .param("id", id)
                            .param("email", address.typed())
                            .param("address", address.normal())
                            .param("now", utc(now))
                            .update()
                    == 1));
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** @throws UnknownSubscriberException when nobody has this address */
    public Subscriber get(EmailAddress address) {
        return find(address).orElseThrow(() -> new UnknownSubscriberException(address));
    }

    /** What else is known of a person, as programs have it: numbers, booleans, lists and texts, by name. */
    public Map<String, Object> attributes(Subscriber subscriber) {
        return attributes.typed(subscriber.id());
    }

    /** The people whose id is above {@code lastId}, by id, erased ones left out. */
    public List<Subscriber> after(long lastId, int limit) {
        return withAttributes(jdbc.sql("""
                        SELECT id, email, name, language, time_zone, created_at, erased_at
                        FROM subscriber
                        WHERE id > :last AND erased_at IS NULL
                        ORDER BY id
                        LIMIT :limit
                        """)
                .param("last", lastId)
                .param("limit", limit)
                .query((row, number) -> subscriber(row))
                .list());
    }

    /** These people, in this order; unknown ids are left out. */
    List<Subscriber> inOrder(List<Long> ids) {
        Map<Long, Subscriber> found = new HashMap<>();
        withAttributes(jdbc.sql("""
                        SELECT id, email, name, language, time_zone, created_at, erased_at
                        FROM subscriber
                        WHERE id = ANY(:ids)
                        """)
                        .param("ids", ids.toArray(Long[]::new))
                        .query((row, number) -> subscriber(row))
                        .list())
                .forEach(one -> found.put(one.id(), one));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /**
     * The person with this address: as known already, else a new one with this profile. Until the transaction ends the
     * person is not forgotten, so that a subscription can be given.
     */
    @Transactional
    public Subscriber add(EmailAddress address, Profile profile, Instant now) {
        boolean added = insert(address, profile, now);
        if (!added && !held(address)) {
            // Known when it was tried, and forgotten since.
            added = insert(address, profile, now);
        }
        Subscriber subscriber = get(address);
        if (!added) {
            return subscriber;
        }
        attributes.add(subscriber.id(), profile.attributes());
        return withAttributes(List.of(subscriber)).get(0);
    }

    private boolean insert(EmailAddress address, Profile profile, Instant now) {
        return jdbc.sql("""
                        INSERT INTO subscriber (email, address, name, language, time_zone, created_at)
                        VALUES (:email, :address, :name, :language, :timeZone, :now)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("email", address.typed())
                        .param("address", address.normal())
                        .param("name", profile.name())
                        .param("language", profile.language())
                        .param("timeZone", profile.timeZone())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    private boolean held(EmailAddress address) {
        return jdbc.sql("SELECT id FROM subscriber WHERE address = :address FOR UPDATE")
                .param("address", address.normal())
                .query(Long.class)
                .optional()
                .isPresent();
    }

    private List<Subscriber> withAttributes(List<Subscriber> bare) {
        Map<Long, Map<String, String>> found =
                attributes.of(bare.stream().map(Subscriber::id).toList());
        return bare.stream()
                .map(one -> new Subscriber(
                        one.id(),
                        one.address(),
                        new Profile(
                                one.profile().name(),
                                one.profile().language(),
                                one.profile().timeZone(),
                                found.getOrDefault(one.id(), Map.of())),
                        one.createdAt(),
                        one.erasedAt()))
                .toList();
    }

    private static Subscriber subscriber(ResultSet row) throws SQLException {
        @Nullable String email = row.getString("email");
        return new Subscriber(
                row.getLong("id"),
                email == null ? null : EmailAddress.ofStored(email),
                new Profile(row.getString("name"), row.getString("language"), row.getString("time_zone"), Map.of()),
                instant(row, "created_at"),
                instantOrNull(row, "erased_at"));
    }
}

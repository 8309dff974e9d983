package com.scrabbl.people;

import com.scrabbl.network.ClientNetwork;
import com.scrabbl.timestamp.Timestamps;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The links with which users set their passwords: good for 24 hours and for one password; of a user's only the newest. */
@Repository
public class OneTimeLinks {

    private static final Duration GOOD_FOR = Duration.ofHours(24);
    private static final int OCTETS = 32;

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final Users users;
    private final Clock clock;

    OneTimeLinks(JdbcClient jdbc, Users users, Clock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.clock = clock;
    }

    /** A new link for that user, in place of any earlier one; the password that the user has goes on until it is used. */
    @Transactional
    public OneTimeLink create(User user) {
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        Instant expiresAt = clock.instant().plus(GOOD_FOR).truncatedTo(ChronoUnit.MICROS);
        jdbc.sql("UPDATE console_user SET link_hash = :hash, link_expires_at = :until WHERE id = :id")
                .param("hash", hash(secret))
                .param("until", Timestamps.utc(expiresAt))
                .param("id", user.id())
                .update();
        return new OneTimeLink(users.get(user.name()), secret, expiresAt);
    }

    /** Whose link that is; empty when it never was one, was used, was replaced or has expired. */
    public Optional<User> owner(String secret) {
        return jdbc.sql("SELECT id FROM console_user WHERE link_hash = :hash AND link_expires_at > :now")
                .param("hash", hash(secret))
                .param("now", Timestamps.utc(clock.instant()))
                .query(Long.class)
                .optional()
                .flatMap(users::byId);
    }

    /**
     * Sets the password of the link's owner, ends all of the owner's sessions, and uses the link up. The owner may log in
     * from there, however many guess at the name elsewhere.
     *
     * @param address the literal network address that it came from
     * @return whose; empty when the link is good no more; then nothing was changed
     */
    @Transactional
    public Optional<User> use(String secret, Password password, String address) {
        // Who asks for the same link at the same time waits here, and then finds it used.
        return jdbc.sql("""
                        SELECT id FROM console_user WHERE link_hash = :hash AND link_expires_at > :now FOR UPDATE
                        """)
                .param("hash", hash(secret))
                .param("now", Timestamps.utc(clock.instant()))
                .query(Long.class)
                .optional()
                .flatMap(users::byId)
                .map(user -> {
                    users.remember(user, ClientNetwork.of(address));
                    return users.setPassword(user, password);
                });
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

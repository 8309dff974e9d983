package com.scrabbl.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The users of the console. Passwords are stored as hashes of Spring Security's delegating encoder. */
@Repository
public class Users {

    private final PasswordEncoder passwords = PasswordEncoderFactories.createDelegatingPasswordEncoder();

    /** Compared with when there is no user, so that the answer takes as long. */
    private final String nobodys = passwords.encode("nobody has this password");

    private final JdbcClient jdbc;
    private final Clock clock;

    Users(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Adds a user.
     *
     * @param password null: the user cannot log in before setting one through a one-time link
     * @throws UserRefusedException when somebody has this name
     */
    @Transactional
    public User add(UserName name, Role role, @Nullable Password password) {
        try {
            jdbc.sql("""
                            INSERT INTO console_user (name, name_key, role, password, password_number, created_at)
                            VALUES (:name, :key, :role, :password, 0, :now)
                            """)
                    .param("name", name.text())
                    .param("key", name.key())
                    .param("role", role.name())
                    .param("password", password == null ? null : passwords.encode(password.text()))
                    .param("now", utc(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new UserRefusedException("There is a user \"%s\" already.".formatted(name));
        }
        return get(name.text());
    }

    /** All users, by name. */
    public List<User> all() {
        return jdbc.sql(SELECT + " ORDER BY name_key").query(Users::user).list();
    }

    /** @param name in capitals or not; what can't be a name is nobody's */
    public Optional<User> find(String name) {
        try {
            return jdbc.sql(SELECT + " WHERE name_key = :key")
                    .param("key", new UserName(name).key())
                    .query(Users::user)
                    .optional();
        } catch (UserRefusedException e) {
            return Optional.empty();
        }
    }

    /** @throws UnknownUserException when nobody has this name */
    public User get(String name) {
        return find(name).orElseThrow(() -> new UnknownUserException(name));
    }

    public Optional<User> byId(long id) {
        return jdbc.sql(SELECT + " WHERE id = :id")
                .param("id", id)
                .query(Users::user)
                .optional();
    }

    /** The user of this name, if this is the password; it takes as long if there is none. */
    public Optional<User> withPassword(String name, String password) {
        Optional<User> user = find(name);
        String hash = user.flatMap(this::hash).orElse(nobodys);
        boolean right = passwords.matches(password, hash);
        return right && !hash.equals(nobodys) ? user : Optional.empty();
    }

    private Optional<String> hash(User user) {
        return jdbc.sql("SELECT password FROM console_user WHERE id = :id AND password IS NOT NULL")
                .param("id", user.id())
                .query(String.class)
                .optional();
    }

    private static final String SELECT = """
            SELECT id, name, role, password_number, password IS NOT NULL AS has_password, link_expires_at, created_at
            FROM console_user
            """;

    private static User user(ResultSet row, int number) throws SQLException {
        OffsetDateTime link = row.getObject("link_expires_at", OffsetDateTime.class);
        return new User(
                row.getLong("id"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getInt("password_number"),
                row.getBoolean("has_password"),
                link == null ? null : link.toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}

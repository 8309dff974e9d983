package com.scrabbl.people;

import com.scrabbl.network.ClientNetwork;
import com.scrabbl.timestamp.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;

/** The users of the console. Passwords are stored as hashes of Spring Security's delegating encoder. */
@Repository
public class Users {

    /** How long a network is known from which a user has logged in. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private static final String SELECT = """
            SELECT id, name, role, password_number, password IS NOT NULL AS has_password, link_expires_at, created_at
            FROM console_user
            """;

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final Clock clock;

    /** Compared with when there is no user, so that the answer takes as long. */
    private final Supplier<String> nobodys;

    Users(JdbcClient jdbc, PasswordEncoder passwords, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.clock = clock;
        this.nobodys = SingletonSupplier.of(() -> Objects.requireNonNull(passwords.encode("nobody has this password")));
    }

    /**
     * Adds a user.
     *
     * @param password null: the user cannot log in before setting one through a one-time link
     * @throws UserRefusedException when somebody has this name
     */
    @Transactional
    public User add(UserName name, Role role, @Nullable Password password) {
        if (!added(name, role, password)) {
            throw new UserRefusedException("There is a user \"%s\" already.".formatted(name));
        }
        return get(name.text());
    }

    /** The user of this name as it is, or with this role and no password when there was none. */
    @Transactional
    User getOrAdd(UserName name, Role role) {
        added(name, role, null);
        return get(name.text());
    }

    /** False when somebody has this name. Nothing fails then: PostgreSQL would refuse the rest of the transaction. */
    private boolean added(UserName name, Role role, @Nullable Password password) {
        return jdbc.sql("""
                        INSERT INTO console_user (name, name_key, role, password, password_number, created_at)
                        VALUES (:name, :key, :role, :password, 0, :now)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("name", name.text())
                        .param("key", name.key())
                        .param("role", role.name())
                        .param("password", password == null ? null : passwords.encode(password.text()))
                        .param("now", Timestamps.utc(clock.instant()))
                        .update()
                == 1;
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

    /**
     * Sets a user's password. All sessions of the user end with it, and a one-time link is good no more.
     *
     * @return the user as it is now
     */
    @Transactional
    public User setPassword(User user, Password password) {
        jdbc.sql("""
                        UPDATE console_user
                        SET password = :password, password_number = password_number + 1, link_hash = NULL,
                            link_expires_at = NULL
                        WHERE id = :id
                        """)
                .param("password", passwords.encode(password.text()))
                .param("id", user.id())
                .update();
        return get(user.name());
    }

    /**
     * Gives a user another role. All sessions of the user end with it.
     *
     * @throws LastAdminException when the user is the last admin
     */
    @Transactional
    public User setRole(User user, Role role) {
        if (role != Role.ADMIN) {
            keepAnAdminBeside(user);
        }
        jdbc.sql("UPDATE console_user SET role = :role, password_number = password_number + 1 WHERE id = :id")
                .param("role", role.name())
                .param("id", user.id())
                .update();
        return get(user.name());
    }

    /**
     * Removes a user, whose sessions end.
     *
     * @throws LastAdminException when the user is the last admin
     */
    @Transactional
    public void remove(User user) {
        keepAnAdminBeside(user);
        jdbc.sql("DELETE FROM console_network WHERE user_id = :id")
                .param("id", user.id())
                .update();
        jdbc.sql("DELETE FROM console_user WHERE id = :id")
                .param("id", user.id())
                .update();
    }

    /** Locks all admins: two of them cannot remove each other at the same time. */
    private void keepAnAdminBeside(User user) {
        List<User> admins = jdbc.sql(SELECT + " WHERE role = 'ADMIN' ORDER BY id FOR UPDATE")
                .query(Users::user)
                .list();
        boolean isAdmin = admins.stream().anyMatch(admin -> admin.id() == user.id());
        if (isAdmin && admins.stream().noneMatch(admin -> admin.id() != user.id() && admin.hasPassword())) {
            throw new LastAdminException(user);
        }
    }

    /** Whether somebody can log in who may manage users. */
    public boolean hasAdmin() {
        return all().stream().anyMatch(user -> user.role() == Role.ADMIN && user.hasPassword());
    }

    /** Whether the user has logged in from there within 90 days. */
    boolean knows(User user, ClientNetwork network) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1 FROM console_network WHERE user_id = :id AND network = :network AND last_seen > :since)
                        """)
                .param("id", user.id())
                .param("network", network.text())
                .param("since", Timestamps.utc(clock.instant().minus(REMEMBERED)))
                .query(Boolean.class)
                .single();
    }

    /** The user has logged in from there. */
    @Transactional
    void remember(User user, ClientNetwork network) {
        int known = jdbc.sql("UPDATE console_network SET last_seen = :now WHERE user_id = :id AND network = :network")
                .param("now", Timestamps.utc(clock.instant()))
                .param("id", user.id())
                .param("network", network.text())
                .update();
        if (known == 0) {
            jdbc.sql("""
                            INSERT INTO console_network (user_id, network, last_seen) VALUES (:id, :network, :now)
                            ON CONFLICT DO NOTHING
                            """)
                    .param("id", user.id())
                    .param("network", network.text())
                    .param("now", Timestamps.utc(clock.instant()))
                    .update();
            jdbc.sql("DELETE FROM console_network WHERE user_id = :id AND last_seen <= :since")
                    .param("id", user.id())
                    .param("since", Timestamps.utc(clock.instant().minus(REMEMBERED)))
                    .update();
        }
    }

    /**
     * The user of this name, if this is the password; it takes as long if there is none. A hash that was made in an
     * earlier way is made anew.
     */
    public Optional<User> withPassword(String name, String password) {
        Optional<User> user = find(name);
        Optional<String> hash = user.flatMap(this::hash);
        String compared = hash.orElseGet(nobodys);
        String normal = Password.normal(password);
        boolean right = passwords.matches(normal, compared);
        // Hashes of before were made of what was typed.
        boolean rightAsTyped = !right && !normal.equals(password) && passwords.matches(password, compared);
        if (hash.isEmpty() || !right && !rightAsTyped) {
            return Optional.empty();
        }
        if (rightAsTyped || passwords.upgradeEncoding(compared)) {
            jdbc.sql("UPDATE console_user SET password = :new WHERE id = :id AND password = :old")
                    .param("new", passwords.encode(normal))
                    .param("id", user.orElseThrow().id())
                    .param("old", compared)
                    .update();
        }
        return user;
    }

    private Optional<String> hash(User user) {
        return jdbc.sql("SELECT password FROM console_user WHERE id = :id AND password IS NOT NULL")
                .param("id", user.id())
                .query(String.class)
                .optional();
    }

    private static User user(ResultSet row, int number) throws SQLException {
        return new User(
                row.getLong("id"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getInt("password_number"),
                row.getBoolean("has_password"),
                Timestamps.instantOrNull(row, "link_expires_at"),
                Timestamps.instant(row, "created_at"));
    }
}

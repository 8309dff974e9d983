package com.scrabbl.console;

import com.scrabbl.people.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The sessions of this process: at most {@value #MOST} of a user, each with an end; the oldest gives way. */
@Component
public class Sessions {

    static final int MOST = 10;

    private static final String ATTRIBUTE = Sessions.class.getName();

    private final Set<One> all = ConcurrentHashMap.newKeySet();
    private final AtomicLong last = new AtomicLong();
    private final Users users;
    private final Clock clock;
    private final ConsoleProperties properties;

    Sessions(Users users, Clock clock, ConsoleProperties properties) {
        this.users = users;
        this.clock = clock;
        this.properties = properties;
    }

    /** One session. It leaves the list when the server gives it up. */
    public final class One implements HttpSessionBindingListener {
        private final long id = last.incrementAndGet();
        private final long user;
        private final Origin origin;
        private final Instant begun;
        private volatile Instant lastAct;
        private volatile int passwordNumber;
        private volatile boolean ended;

        private One(CurrentUser user, Origin origin, Instant begun) {
            this.user = user.id();
            this.origin = origin;
            this.begun = begun;
            this.lastAct = begun;
            this.passwordNumber = user.passwordNumber();
        }

        public long id() {
            return id;
        }

        public String network() {
            return origin.network();
        }

        public String browser() {
            return origin.browser();
        }

        /** When its user logged in. */
        public Instant begun() {
            return begun;
        }

        /** The last click. */
        public Instant lastAct() {
            return lastAct;
        }

        private boolean isOver(Instant now) {
            return ended
                    || !now.isBefore(begun.plus(properties.lifetime()))
                    || lastAct.plus(properties.idle()).isBefore(now);
        }

        @Override
        public void valueUnbound(HttpSessionBindingEvent event) {
            all.remove(this);
        }
    }

    /** Somebody has logged in. */
    synchronized void begin(HttpServletRequest request, CurrentUser user) {
        HttpSession session = request.getSession();
        session.setMaxInactiveInterval((int) properties.idle().toSeconds());
        One fresh = new One(user, Origin.of(request), clock.instant());
        session.setAttribute(ATTRIBUTE, fresh);
        all.add(fresh);
        List<One> own = of(user);
        own.subList(Math.min(MOST, own.size()), own.size()).forEach(old -> old.ended = true);
    }

    /**
     * The user of this session as of today; empty when it has none, the user is gone or has another password, or time or
     * somebody has ended it.
     */
    public Optional<CurrentUser> user(@Nullable HttpSession session) {
        One one = session == null ? null : one(session);
        return one == null || one.isOver(clock.instant())
                ? Optional.empty()
                : users.byId(one.user)
                        .filter(today -> today.passwordNumber() == one.passwordNumber)
                        .map(CurrentUser::of);
    }

    /** Somebody did something in it. */
    void act(HttpSession session) {
        One one = one(session);
        if (one != null) {
            one.lastAct = clock.instant();
        }
    }

    /** Those of a user that go on, the newest first. */
    List<One> of(CurrentUser user) {
        Instant now = clock.instant();
        int number = users.byId(user.id()).map(one -> one.passwordNumber()).orElse(-1);
        return all.stream()
                .filter(one -> one.user == user.id() && one.passwordNumber == number && !one.isOver(now))
                .sorted(Comparator.comparingLong(One::id).reversed())
                .collect(java.util.stream.Collectors.toCollection(java.util.ArrayList::new));
    }

    /** The number of this session. */
    long id(HttpServletRequest request) {
        return Objects.requireNonNull(one(request.getSession())).id;
    }

    /** This session goes on under another password. */
    void goOnAs(CurrentUser user, HttpServletRequest request) {
        Objects.requireNonNull(one(request.getSession())).passwordNumber = user.passwordNumber();
    }

    /** Ends one of a user; null when it is none of theirs, or has ended. */
    @Nullable
    One end(CurrentUser user, long id) {
        One found = of(user).stream().filter(one -> one.id == id).findFirst().orElse(null);
        if (found != null) {
            found.ended = true;
        }
        return found;
    }

    private static @Nullable One one(HttpSession session) {
        return (One) session.getAttribute(ATTRIBUTE);
    }
}

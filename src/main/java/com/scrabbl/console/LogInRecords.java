package com.scrabbl.console;

import com.scrabbl.audit.Audit;
import com.scrabbl.audit.Change;
import com.scrabbl.people.User;
import com.scrabbl.people.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Writes into the audit who logs in and out, and whose password was guessed at. Whoever guesses cannot flood it: of a user
 * and a network the first wrong password has an entry, then each pause that follows has one with the count, and all
 * together at most {@value #MOST} in a quarter of an hour; one more entry counts the rest. A name that nobody has is not
 * told: it may be a password in the wrong field.
 */
@Component
class LogInRecords implements AutoCloseable {

    static final int MOST = 100;
    static final String STRANGER = "(not logged in)";
    static final String NOBODY = "(no such user)";

    private static final Duration PERIOD = Duration.ofMinutes(15);
    private static final String FAILED = "users log-in failed";

    private final Users users;
    private final Audit audit;
    private final Clock clock;

    private final ScheduledExecutorService telling = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "failed-log-ins");
        thread.setDaemon(true);
        return thread;
    });

    // Of this period, guarded by this.
    private final Map<Guessed, Count> counts = new LinkedHashMap<>();
    private Instant begun;
    private int entries;
    private long more;

    private record Guessed(String user, String network) {}

    /** What no entry tells yet, and the wrong ones of the whole period. */
    private static final class Count {
        private final String actor;
        private long wrong;
        private long unseen;
        private long wrongInAll;

        Count(String actor) {
            this.actor = actor;
        }

        void add(boolean looked) {
            if (looked) {
                wrong++;
                wrongInAll++;
            } else {
                unseen++;
            }
        }

        String words() {
            List<String> words = new ArrayList<>();
            if (wrong > 0) {
                words.add(wrong == 1 ? "1 wrong password" : wrong + " wrong passwords");
            }
            if (unseen > 0) {
                words.add(unseen + " not looked at");
            }
            return String.join(", ", words);
        }

        void told() {
            wrong = 0;
            unseen = 0;
        }
    }

    LogInRecords(Users users, Audit audit, Clock clock) {
        this.users = users;
        this.audit = audit;
        this.clock = clock;
        this.begun = clock.instant();
        // A count must not wait for the next visitor.
        telling.scheduleWithFixedDelay(this::tellQuietly, 1, 1, TimeUnit.MINUTES);
    }

    /** Somebody has logged in. */
    synchronized void loggedIn(CurrentUser user, Origin origin) {
        tell();
        Count before = counts.remove(new Guessed(user.name(), origin.network()));
        long wrong = before == null ? 0 : before.wrongInAll;
        audit.record(user.change("users log-in", user.name())
                .detail(origin.text() + (wrong == 0 ? "" : ", after %s wrong".formatted(wrong))));
    }

    /** A session was ended by its user. */
    void loggedOut(CurrentUser user, Origin origin) {
        audit.record(user.change("users log-out", user.name()).detail(origin.text()));
    }

    /** Sessions were ended by their user, from another one. */
    void ended(CurrentUser user, List<Sessions.One> sessions, Origin origin) {
        audit.record(sessions.stream()
                .map(one -> user.change("users log-out", user.name())
                        .detail("the session of %s in %s, ended %s"
                                .formatted(one.browser(), one.network(), origin.text())))
                .toList());
    }

    /**
     * A password to log in with was wrong, or was not looked at.
     *
     * @param name as typed
     * @param looked false when a pause was going on
     * @param pause that follows, or goes on
     */
    void failed(String name, Origin origin, boolean looked, Duration pause) {
        failed(STRANGER, users.find(name).map(User::name).orElse(NOBODY), origin, looked, pause);
    }

    /** The same, of somebody who is logged in and was asked for the password again. */
    void failedAgain(CurrentUser user, Origin origin, boolean looked, Duration pause) {
        failed(user.name(), user.name(), origin, looked, pause);
    }

    private synchronized void failed(String actor, String user, Origin origin, boolean looked, Duration pause) {
        tell();
        Guessed guessed = new Guessed(user, origin.network());
        Count count = counts.get(guessed);
        if (count == null && entries >= MOST) {
            more++;
            return;
        }
        boolean isFirst = count == null;
        if (count == null) {
            count = new Count(actor);
            counts.put(guessed, count);
        }
        count.add(looked);
        boolean pauseBegins = looked && !pause.isZero();
        if ((isFirst || pauseBegins) && entries < MOST) {
            write(
                    guessed,
                    count,
                    pauseBegins
                            ? "%s, then a pause of %s; %s"
                                    .formatted(count.words(), PasswordCheck.words(pause), origin.text())
                            : "%s; %s".formatted(count.words(), origin.text()));
        }
    }

    /** Ends a period that is over: what was counted and not told yet is told. */
    synchronized void tell() {
        Instant now = clock.instant();
        // A clock that was set back begins a period, too.
        if (!now.isBefore(begun) && now.isBefore(begun.plus(PERIOD))) {
            return;
        }
        counts.forEach((guessed, count) -> {
            if (count.wrong + count.unseen == 0) {
                return;
            }
            if (entries < MOST) {
                write(guessed, count, "%s more; from %s".formatted(count.words(), guessed.network()));
            } else {
                more += count.wrong + count.unseen;
            }
        });
        if (more > 0) {
            audit.record(Change.onConsole(STRANGER, FAILED, "(many)")
                    .detail("%d more since %s, which have no entries of their own".formatted(more, begun)));
        }
        counts.clear();
        entries = 0;
        more = 0;
        begun = now;
    }

    private void write(Guessed guessed, Count count, String detail) {
        audit.record(Change.onConsole(count.actor, FAILED, guessed.user()).detail(detail));
        entries++;
        count.told();
    }

    private void tellQuietly() {
        try {
            tell();
        } catch (org.springframework.dao.DataAccessException | org.springframework.transaction.TransactionException e) {
            // The database is away, which others tell; the next minute tells the counts.
        }
    }

    /** Tells what was counted. */
    @Override
    public synchronized void close() {
        telling.shutdownNow();
        begun = Instant.MAX;
        tellQuietly();
    }
}

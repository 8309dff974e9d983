package com.scrabbl.people;

import com.scrabbl.network.ClientNetwork;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Takes names with their passwords, and slows guessing: for a user from one network; for a user from all networks together;
 * and from one network for all users. The last two do not count for a network from which the user has logged in before: so
 * no stranger keeps a user out. A password takes a processor for a good part of a second: few are looked at at a time, and
 * strangers do not wait in the same line as those whose network is known.
 */
@Component
public class LogIns {

    private static final int FREE = 5;
    private static final int FREE_IN_ALL = 50;

    private static final int AT_A_TIME = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final int MOST_WAITING = 16;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Semaphore strangers = new Semaphore(AT_A_TIME, true);
    private final Semaphore known = new Semaphore(AT_A_TIME, true);
    private final Users users;
    private final Guesses ofOneFromThere;
    private final Guesses ofOne;
    private final Guesses fromThere;

    LogIns(Users users, Clock clock) {
        this.users = users;
        this.ofOneFromThere = new Guesses(clock, FREE, Duration.ofMinutes(5));
        this.ofOne = new Guesses(clock, FREE_IN_ALL, Duration.ofMinutes(15));
        this.fromThere = new Guesses(clock, FREE_IN_ALL, Duration.ofMinutes(15));
    }

    /**
     * The user of that name, if that is the password.
     *
     * @param address the literal network address that it came from
     * @throws TooManyGuessesException when it was not looked at
     */
    public Optional<User> logIn(String name, String password, String address) {
        ClientNetwork network = ClientNetwork.of(address);
        String who = key(name);
        String there = who + "\n" + network.text();
        boolean isKnown = isKnown(name, network);
        if (!isKnown) {
            refuse(longer(ofOne.pause(who), fromThere.pause(network.text())));
        }
        Optional<User> user = inTurn(isKnown ? known : strangers, () -> {
            refuse(ofOneFromThere.begin(there));
            ofOne.begin(who);
            fromThere.begin(network.text());
            return users.withPassword(name, password);
        });
        user.ifPresent(right -> {
            ofOneFromThere.forget(there);
            ofOne.takeBack(who);
            fromThere.takeBack(network.text());
            users.remember(right, network);
        });
        return user;
    }

    /**
     * Whether that is the password of a user who is logged in.
     *
     * @throws TooManyGuessesException when it was not looked at
     */
    public boolean confirm(String name, String password) {
        boolean right = inTurn(known, () -> {
                    refuse(ofOneFromThere.begin(key(name)));
                    return users.withPassword(name, password);
                })
                .isPresent();
        if (right) {
            ofOneFromThere.forget(key(name));
        }
        return right;
    }

    /** @throws TooManyGuessesException when too many others wait, or the turn does not come */
    private static Optional<User> inTurn(Semaphore line, Supplier<Optional<User>> look) {
        if (line.getQueueLength() >= MOST_WAITING || !comesInTime(line)) {
            throw TooManyGuessesException.atOnce(LONGEST_WAIT);
        }
        try {
            return look.get();
        } finally {
            line.release();
        }
    }

    private static boolean comesInTime(Semaphore line) {
        try {
            return line.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How long a user who is logged in has to wait before a next password is looked at. */
    public Duration pause(String name) {
        return ofOneFromThere.pause(key(name));
    }

    private static void refuse(Duration pause) {
        if (!pause.isZero()) {
            throw new TooManyGuessesException(pause);
        }
    }

    /** How long that user has to wait there before a next password is looked at; zero when it is at once. */
    public Duration pause(String name, String address) {
        ClientNetwork network = ClientNetwork.of(address);
        String who = key(name);
        Duration here = ofOneFromThere.pause(who + "\n" + network.text());
        return isKnown(name, network) ? here : longer(here, longer(ofOne.pause(who), fromThere.pause(network.text())));
    }

    private boolean isKnown(String name, ClientNetwork network) {
        return users.find(name).filter(user -> users.knows(user, network)).isPresent();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** One for all spellings that lead to the same user; what can't be a name is nobody's, and counts as one name. */
    private static String key(String name) {
        try {
            return new UserName(name).key();
        } catch (UserRefusedException e) {
            return "";
        }
    }
}

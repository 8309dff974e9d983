package com.scrabbl.people;

import com.scrabbl.network.ClientNetwork;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Takes names with their passwords, and slows guessing: for a user from one network; for a user from all networks together;
 * and from one network for all users. The last two do not count for a network from which the user has logged in before: so
 * no stranger keeps a user out.
 */
@Component
public class LogIns {

    private static final int FREE = 5;
    private static final int FREE_IN_ALL = 50;

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
        if (!isKnown(name, network)) {
            refuse(longer(ofOne.pause(who), fromThere.pause(network.text())));
        }
        refuse(ofOneFromThere.begin(there));
        ofOne.begin(who);
        fromThere.begin(network.text());
        Optional<User> user = users.withPassword(name, password);
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
        refuse(ofOneFromThere.begin(key(name)));
        boolean right = users.withPassword(name, password).isPresent();
        if (right) {
            ofOneFromThere.forget(key(name));
        }
        return right;
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

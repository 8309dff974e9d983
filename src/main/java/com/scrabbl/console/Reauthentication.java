package com.scrabbl.console;

import com.scrabbl.people.LogIns;
import com.scrabbl.people.TooManyGuessesException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks for the password once more, on the very page of what can't be undone. Guessing it there is slowed as elsewhere. */
@Component
public class Reauthentication {

    private final LogIns logIns;

    Reauthentication(LogIns logIns) {
        this.logIns = logIns;
    }

    /**
     * What is wrong with what was typed as the password of whoever is logged in; empty when it is right.
     *
     * @param user who is logged in
     * @param password from the form's field {@code password}, which the problem is about
     */
    public Optional<Problem> require(CurrentUser user, String password) {
        return require(user.name(), password);
    }

    /** The same, for a name. */
    public Optional<Problem> require(String name, String password) {
        if (password.isEmpty()) {
            return Optional.of(new Problem("password", "Enter your password: this can’t be undone."));
        }
        try {
            return logIns.confirm(name, password)
                    ? Optional.empty()
                    : Optional.of(problem("That is not your password. Nothing was changed.", name));
        } catch (TooManyGuessesException e) {
            return Optional.of(new Problem("password", e.getMessage() + PasswordCheck.pause(e.pause())));
        }
    }

    private Problem problem(String sentence, String name) {
        return new Problem("password", sentence + PasswordCheck.pause(logIns.pause(name)));
    }
}

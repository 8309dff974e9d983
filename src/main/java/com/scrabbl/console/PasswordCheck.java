package com.scrabbl.console;

import com.scrabbl.people.LogIns;
import com.scrabbl.people.TooManyGuessesException;
import com.scrabbl.people.User;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Makes a {@link CurrentUser} of a name and its password. */
final class PasswordCheck implements AuthenticationProvider {

    private final LogIns logIns;
    private final LogInRecords records;

    PasswordCheck(LogIns logIns, LogInRecords records) {
        this.logIns = logIns;
        this.records = records;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication given) {
        String name = given.getName();
        Origin origin = (Origin) Objects.requireNonNull(given.getDetails());
        try {
            Optional<User> user = logIns.logIn(name, String.valueOf(given.getCredentials()), origin.address());
            if (user.isPresent()) {
                return LivingSessions.authentication(CurrentUser.of(user.get()));
            }
            Duration pause = logIns.pause(name, origin.address());
            records.failed(name, origin, true, pause);
            throw new BadCredentialsException("Name or password is wrong." + pause(pause));
        } catch (TooManyGuessesException e) {
            records.failed(name, origin, false, e.pause());
            throw new LockedException(e.getMessage() + pause(e.pause()));
        }
    }

    /** A sentence on how long to wait, with a space before it; empty when there is nothing to wait for. */
    static String pause(Duration pause) {
        return pause.isZero() ? "" : " After a pause of %s you can try again.".formatted(words(pause));
    }

    /** A pause in whole seconds or minutes, never shorter than it is. */
    static String words(Duration pause) {
        long seconds = Math.max(1, pause.plusMillis(999).toSeconds());
        return seconds < 120 ? seconds == 1 ? "1 second" : seconds + " seconds" : (seconds + 59) / 60 + " minutes";
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}

package com.scrabbl.console;

import com.scrabbl.people.LogIns;
import com.scrabbl.people.TooManyGuessesException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Makes a {@link CurrentUser} of a name and its password. */
final class PasswordCheck implements AuthenticationProvider {

    private final LogIns logIns;

    PasswordCheck(LogIns logIns) {
        this.logIns = logIns;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication given) {
        String name = given.getName();
        String address =
                given.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        try {
            return logIns.logIn(name, String.valueOf(given.getCredentials()), address)
                    .map(CurrentUser::of)
                    .map(LivingSessions::authentication)
                    .orElseThrow(() -> new BadCredentialsException(
                            "Name or password is wrong." + pause(logIns.pause(name, address))));
        } catch (TooManyGuessesException e) {
            throw new LockedException(e.getMessage() + pause(e.pause()));
        }
    }

    /** A sentence on how long to wait, with a space before it; empty when there is nothing to wait for. */
    static String pause(Duration pause) {
        if (pause.isZero()) {
            return "";
        }
        long seconds = Math.max(1, pause.plusMillis(999).toSeconds());
        String words =
                seconds < 120 ? seconds == 1 ? "1 second" : seconds + " seconds" : (seconds + 59) / 60 + " minutes";
        return " After a pause of %s you can try again.".formatted(words);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}

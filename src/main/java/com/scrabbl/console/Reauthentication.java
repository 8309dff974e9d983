package com.scrabbl.console;

import com.scrabbl.people.LogIns;
import com.scrabbl.people.TooManyGuessesException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks for the password once more, on the very page of what can't be undone. Guessing it there is slowed as elsewhere. */
@Component
public class Reauthentication {

    private static final String ENTERED_AT = Reauthentication.class.getName() + ".enteredAt";
    private static final Duration ENOUGH = Duration.ofMinutes(5);

    private final LogIns logIns;
    private final LogInRecords records;
    private final Clock clock;

    Reauthentication(LogIns logIns, LogInRecords records, Clock clock) {
        this.logIns = logIns;
        this.records = records;
        this.clock = clock;
    }

    /**
     * What is wrong with what was typed as the password of whoever is logged in; empty when it is right.
     *
     * @param user who is logged in
     * @param password from the form's field {@code password}, which the problem is about
     */
    public Optional<Problem> require(CurrentUser user, String password, HttpServletRequest request) {
        return password.isEmpty()
                ? Optional.of(new Problem("password", "Enter your password: this can’t be undone."))
                : check(user, password, "password", request);
    }

    /**
     * The same; but nothing is wrong when the password was entered in this session within five minutes.
     *
     * @param field that the problem is about
     */
    Optional<Problem> requireUnlessRecent(CurrentUser user, String password, String field, HttpServletRequest request) {
        if (isRecent(request)) {
            return Optional.empty();
        }
        return password.isEmpty()
                ? Optional.of(new Problem(field, "Enter your password: this decides who may use the console."))
                : check(user, password, field, request);
    }

    /** Whether the password was entered in this session within five minutes. */
    boolean isRecent(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Instant at = session == null ? null : (Instant) session.getAttribute(ENTERED_AT);
        Instant now = clock.instant();
        return at != null && !now.isBefore(at) && now.isBefore(at.plus(ENOUGH));
    }

    /** The password was entered just now, and was right. */
    void entered(HttpServletRequest request) {
        request.getSession().setAttribute(ENTERED_AT, clock.instant());
    }

    private Optional<Problem> check(CurrentUser user, String password, String field, HttpServletRequest request) {
        try {
            if (logIns.confirm(user.name(), password)) {
                entered(request);
                return Optional.empty();
            }
            Duration pause = logIns.pause(user.name());
            records.failedAgain(user, Origin.of(request), true, pause);
            return Optional.of(
                    new Problem(field, "That is not your password. Nothing was changed." + PasswordCheck.pause(pause)));
        } catch (TooManyGuessesException e) {
            records.failedAgain(user, Origin.of(request), false, e.pause());
            return Optional.of(new Problem(field, e.getMessage() + PasswordCheck.pause(e.pause())));
        }
    }
}

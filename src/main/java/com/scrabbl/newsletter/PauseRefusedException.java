package com.scrabbl.newsletter;

import java.time.LocalDate;

/** A newsletter cannot be paused until then, or is not paused. */
public class PauseRefusedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private PauseRefusedException(String message) {
        super(message);
    }

    static PauseRefusedException past(LocalDate until, LocalDate today) {
        return new PauseRefusedException(
                "A pause can't end on %s: that day has begun. The earliest is %s; `newsletters resume` ends a pause now."
                        .formatted(until, today.plusDays(1)));
    }

    static PauseRefusedException notPaused(Newsletter newsletter) {
        return new PauseRefusedException("%s is not paused: there is nothing to resume.".formatted(newsletter.slug()));
    }
}

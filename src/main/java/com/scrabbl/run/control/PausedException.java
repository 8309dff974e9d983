package com.scrabbl.run.control;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Pause;

/** The newsletter is paused, and nobody said that it is to be sent all the same. */
public class PausedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    PausedException(Newsletter newsletter, Pause pause) {
        super("%s is %s. `newsletters resume %1$s` ends the pause; --although-paused sends once all the same."
                .formatted(newsletter.slug(), pause.clause(newsletter.zone())));
    }
}

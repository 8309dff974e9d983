package com.scrabbl.run;

import java.time.Instant;

/** There is no edition yet, and what it would be is too old by now: its articles stay for the next one. */
class ShelfLifeEndedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ShelfLifeEndedException(Run run, Instant ended) {
        super("%s never got an edition, and its shelf life ended at %s. Its articles wait for the next edition."
                .formatted(run.name(), ended));
    }
}

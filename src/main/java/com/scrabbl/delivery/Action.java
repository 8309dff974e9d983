package com.scrabbl.delivery;

/** What comes of a refusal. */
enum Action {
    /** The delivery is tried again. */
    RETRY,
    /** The delivery is tried again, and its provider is left alone meanwhile if it refuses others too. */
    BACK_OFF,
    /** The delivery is refused for good. Nobody else is concerned. */
    REJECT,
    /** The delivery is refused for good; three readers in succession halt the run. */
    HALT,
    /** The delivery is refused for good; three readers of one provider in succession let its others wait. */
    HALT_PROVIDER;

    /** Whether the delivery is tried again. */
    boolean again() {
        return this == RETRY || this == BACK_OFF;
    }
}

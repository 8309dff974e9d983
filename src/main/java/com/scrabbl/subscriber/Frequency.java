package com.scrabbl.subscriber;

/** How often a reader wants to hear from a newsletter. */
public enum Frequency {
    /** Every edition. */
    EVERY
}

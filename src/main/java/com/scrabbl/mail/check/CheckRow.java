package com.scrabbl.mail.check;

import jakarta.mail.MessagingException;
import org.jspecify.annotations.Nullable;

/** One row of the checklist: what it is about, how much it weighs, and how a message is looked at for it. */
public final class CheckRow {

    private final String id;
    private final String what;
    private final boolean must;
    private final @Nullable Look look;

    /** Looks at a message and tells what is wrong with it. */
    @FunctionalInterface
    interface Look {
        void at(CheckedMessage message, Findings found) throws MessagingException;
    }

    private CheckRow(String id, String what, boolean must, @Nullable Look look) {
        this.id = id;
        this.what = what;
        this.must = must;
        this.look = look;
    }

    /** A row that a message must keep to: what it finds blocks. */
    static CheckRow must(String id, String what, Look look) {
        return new CheckRow(id, what, true, look);
    }

    /** A row that a message should keep to: what it finds warns. */
    static CheckRow advice(String id, String what, Look look) {
        return new CheckRow(id, what, false, look);
    }

    /** A row that is the relay's to keep to: nothing of it is in the message that we hand over. */
    static CheckRow relays(String id, String what) {
        return new CheckRow(id, what, true, null);
    }

    /** Such as {@code C20}. */
    public String id() {
        return id;
    }

    /** What is looked at, as a heading. */
    public String what() {
        return what;
    }

    /** Whether what is found blocks; else it is advice. */
    public boolean isMust() {
        return must;
    }

    /** Whether only the relay can see to it. */
    public boolean isRelays() {
        return look == null;
    }

    void look(CheckedMessage message, Findings found) throws MessagingException {
        if (look != null) {
            found.of(this);
            look.at(message, found);
        }
    }
}

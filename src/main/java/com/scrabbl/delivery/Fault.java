package com.scrabbl.delivery;

/** Whose fault a refusal is. Only theirs can ever count against a subscriber. */
public enum Fault {
    /** The address, its mailbox or its host. */
    THEIRS,
    /** Our policy, authentication, reputation or configuration. */
    OURS,
    /** The way between us and them. */
    ROUTE,
    /** This message. */
    MESSAGE;

    /** The word for people and for the ledger. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}

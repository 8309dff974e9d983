package com.scrabbl.edition;

/** A proposal is not any more what the one saw who wants to change or approve it. Nothing was done. */
public class ProposalChangedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public ProposalChangedException(String what) {
        super(what + " Nothing was done: look at the proposal as it stands now, and decide again.");
    }

    static ProposalChangedException bySomebody() {
        return new ProposalChangedException("Somebody else changed or approved this proposal in the meantime.");
    }
}

package com.scrabbl.run;

/** The ledger does not add up. That must never be, and is never passed over. */
class UnbalancedLedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnbalancedLedgerException(Summary summary) {
        super(
                ("The ledger of %s does not balance: %d rows were frozen; planned %d, sending %d, accepted %d, deferred %d, "
                                + "rejected %d, unknown %d, expired %d, skipped %d, cancelled %d. Nothing more is sent; please report it "
                                + "with the output of `deliveries %1$s`.")
                        .formatted(
                                summary.edition(),
                                summary.candidates(),
                                summary.planned(),
                                summary.sending(),
                                summary.accepted(),
                                summary.deferred(),
                                summary.rejected(),
                                summary.unknown(),
                                summary.expired(),
                                summary.skipped(),
                                summary.cancelled()));
    }
}

package com.scrabbl.console.runs;

import com.scrabbl.delivery.LedgerRow;
import com.scrabbl.mail.Stage;

/**
 * What is known of a delivery whose outcome is not.
 *
 * @param sentence what happened
 * @param pointsTo what that speaks for
 * @param told the ledger's own words, which may have text from outside in them; empty where they say no more than the sentence
 */
public record Evidence(String sentence, String pointsTo, String told) {

    static Evidence of(LedgerRow row) {
        String reason = row.reason() == null ? "" : row.reason();
        if (reason.startsWith("not sent") || reason.startsWith("not taken")) {
            return new Evidence("It was heard too late that the relay has not got it.", "did not arrive", reason);
        }
        if (Stage.DOT.name().equals(row.stage()) && reason.startsWith("connection lost")) {
            return new Evidence(
                    "The message was written to its end; the connection was lost before the relay answered.",
                    "arrived, or not: look into the relay’s log",
                    reason);
        }
        return new Evidence(
                "The process that sent it was killed or cut off; how far it had come is not recorded.",
                "arrived, or not: look into the relay’s log",
                reason.startsWith("killed") ? "" : reason);
    }
}

package com.scrabbl.run;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a slot. The figures are the edition's, counted from the ledger's rows.
 *
 * @param edition {@code SLUG/SLOT}
 * @param articles how many the edition has
 * @param candidates how many deliveries were frozen; the ten figures from {@code planned} to {@code cancelled} add up to
 *     it
 * @param accepted bounced and complained ones included
 * @param balanced whether the rows add up, every acceptance has its 2xx, and nothing is being sent by nobody
 * @param busy how long all executions took together
 */
public record Summary(
        long run,
        String edition,
        String newsletter,
        Instant slot,
        int round,
        RunState state,
        @Nullable String reason,
        int articles,
        long candidates,
        long planned,
        long sending,
        long accepted,
        long deferred,
        long rejected,
        long unknown,
        long expired,
        long skipped,
        long cancelled,
        boolean balanced,
        Duration busy) {

    /** Whether anything is still open or went wrong: not every reader who was addressed is accepted or left out. */
    public boolean someOpenOrRefused() {
        return planned + sending + deferred + rejected + unknown + expired > 0;
    }
}

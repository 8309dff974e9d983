package com.scrabbl.console.schedule;

import com.scrabbl.run.approval.Proposed;
import java.time.Instant;
import java.time.ZoneId;

/**
 * An edition that waits for approval, as lists show it.
 *
 * @param edition {@code SLUG/SLOT}
 * @param path of the page on which it is approved
 * @param articles how many would be sent
 */
public record Waiting(
        long run, String edition, String name, Instant slot, ZoneId zone, String deadline, String path, int articles) {

    static Waiting of(Proposed proposed, Instant now) {
        return new Waiting(
                proposed.run().id(),
                proposed.run().name(),
                proposed.newsletter().name(),
                proposed.run().slot(),
                proposed.newsletter().zone(),
                proposed.deadline(now),
                path(proposed),
                proposed.proposal().chosen().size());
    }

    static String path(Proposed proposed) {
        return "/console/editions/%s/approve".formatted(proposed.run().name());
    }
}

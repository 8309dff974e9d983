package com.scrabbl.delivery;

import com.scrabbl.delivery.ReplyClass.Retry;
import java.time.Duration;
import java.util.List;

/**
 * What a refusal was read as.
 *
 * @param fault whose fault it is: that of the class, unless a rule says otherwise
 * @param delays before the second, third, … attempt, the last one for all further ones; empty for the usual schedule
 * @param asked whether the reply itself asked for the delay
 */
record Reading(ReplyClass meaning, Fault fault, Action action, List<Duration> delays, boolean asked) {

    Reading {
        delays = List.copyOf(delays);
    }

    /** A refusal of that class as no rule says otherwise. */
    static Reading of(ReplyClass meaning) {
        return new Reading(meaning, meaning.fault(), meaning.action(), List.of(), false);
    }

    /** The same with the delay that the reply asked for. */
    Reading asking(Duration delay) {
        return new Reading(meaning, fault, action, List.of(delay), true);
    }

    /** By which schedule it is tried again, where no delay is told. */
    Retry retry() {
        return switch (action) {
            case RETRY -> meaning.retry() == Retry.LATER ? Retry.LATER : Retry.SOON;
            case BACK_OFF -> Retry.LATER;
            case REJECT, HALT, HALT_PROVIDER -> Retry.NEVER;
        };
    }

    /** Whether others may be refused in the same way, so that readers in succession are counted. */
    boolean concernsOthers() {
        return action != Action.RETRY && action != Action.REJECT;
    }

    /** Whether it is about us or the message, so that readers of any domain may be refused in the same way. */
    boolean concernsAll() {
        return concernsOthers() && (fault == Fault.OURS || fault == Fault.MESSAGE);
    }

    /** For the ledger and for people: whose fault, and what it means. */
    String reason() {
        return fault.word() + ": " + meaning.meaning();
    }

    /** As a column holds it: the class and, where a rule says otherwise than the class, whose fault it is. */
    String stored() {
        return fault == meaning.fault() ? meaning.name() : meaning.name() + "/" + fault.name();
    }
}

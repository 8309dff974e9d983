package com.scrabbl.explain;

import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.run.RunReason;
import com.scrabbl.run.RunState;
import org.jspecify.annotations.Nullable;

/** The reasons that the ledger keeps, as sentences. */
final class Reasons {

    static final String REDONE = "redone; before: ";

    private static final String REDO = " `runs redo` sends it again.";

    private Reasons() {}

    static String deferred(@Nullable String reason) {
        if (reason == null) {
            return "It was not taken for now.";
        }
        String why = afterColon(reason);
        return switch (fault(reason)) {
            case "theirs" -> "The receiver asked us to come back later (%s).".formatted(why);
            case "ours" ->
                why.startsWith("set aside with its provider")
                        ? "The receiver's provider refuses us, so its readers wait (%s)."
                                .formatted(why.replaceFirst(": (ours|message): ", ": "))
                        : "It was refused for now, and it is our fault: %s.".formatted(why);
            case "route" -> "There was trouble on the way: %s.".formatted(why);
            default -> "It was not taken for now: %s.".formatted(reason);
        };
    }

    static String rejected(@Nullable String reason) {
        return refused(reason)
                + (reason == null
                        ? ""
                        : switch (fault(reason)) {
                            case "theirs", "route" -> " It is not sent again.";
                            case "ours", "message" -> REDO;
                            default -> "";
                        });
    }

    private static String refused(@Nullable String reason) {
        if (reason == null) {
            return "The relay refused it for good.";
        }
        String why = afterColon(reason);
        return switch (fault(reason)) {
            case "theirs" -> "The receiver refused it for good: %s.".formatted(why);
            case "ours" -> "It was refused, and it is our fault: %s.".formatted(why);
            case "message" -> "There is something wrong with the message: %s.".formatted(why);
            case "route" -> "There is no way to the receiver: %s.".formatted(why);
            default -> "It was refused for good: %s.".formatted(reason);
        };
    }

    /** What came of a delivery, or of one try, as a sentence. */
    static String outcome(DeliveryState state, @Nullable String reason) {
        return switch (state) {
            case ACCEPTED -> "The relay accepted it.";
            case DEFERRED -> deferred(reason);
            case REJECTED -> refused(reason);
            case UNKNOWN ->
                reason == null ? "Its outcome is unknown." : "Its outcome is unknown: " + unknown(reason) + ".";
            case EXPIRED -> "The shelf life ended before the relay took it.";
            case SKIPPED -> skipped(reason);
            case SENDING -> "It is being sent; no answer is recorded yet.";
            case PLANNED -> "It is to be sent" + inBrackets(reason) + ".";
            case CANCELLED -> "It was given up" + inBrackets(reason) + ".";
            case BOUNCED -> "It came back later" + inBrackets(reason) + ".";
            case COMPLAINED -> "The reader called it spam" + inBrackets(reason) + ".";
        };
    }

    /** What an operator made of an unknown outcome. */
    static String decided(DeliveryState state) {
        return switch (state) {
            case ACCEPTED -> "it counts as accepted";
            case CANCELLED -> "it is given up";
            case PLANNED, SENDING, DEFERRED, REJECTED, UNKNOWN, EXPIRED, SKIPPED, BOUNCED, COMPLAINED ->
                "it is sent again";
        };
    }

    /** What a run did when it came to this state, as the end of a clause. */
    static String became(RunState state) {
        return switch (state) {
            case PROPOSED -> "waits for approval";
            case RUNNING -> "is under way";
            case WAITING -> "waits";
            case STOPPED -> "was stopped";
            case HALTED -> "was halted by a rule";
            case FAILED -> "failed";
            case COMPLETED -> "was completed";
            case SKIPPED -> "was skipped";
            case MISSED -> "was missed";
        };
    }

    /** Why a run came to its state, after it; without the kind of its reason. */
    static String ofState(@Nullable String reason) {
        return reason == null ? "" : after(RunReason.withoutKind(reason));
    }

    static String expired(@Nullable String reason) {
        String before = reason == null
                ? ""
                : reason.replaceFirst("^the shelf life ended(; before: )?", "")
                        .replaceFirst("; the shelf life ends before the next attempt$", "");
        return "The shelf life ended before the relay took it" + (before.isEmpty() ? "" : "; before that: " + before)
                + "." + REDO;
    }

    static String skipped(@Nullable String reason) {
        if (reason == null) {
            return "It was not to be sent to this reader.";
        }
        if (reason.startsWith("suppressed: ")) {
            return "The address is suppressed (%s), and gets no mail.".formatted(afterColon(reason));
        }
        if (reason.startsWith("paused until ")) {
            return "The reader made a pause until " + reason.substring("paused until ".length()) + ".";
        }
        return switch (reason) {
            case "no matching topic" -> "The reader chose topics, and no article of the edition is about one of them.";
            case "unsubscribed after the audience was frozen" -> "The reader left after the readers were frozen.";
            case "erased" -> "The person was erased.";
            default -> RunReason.sentence(reason);
        };
    }

    static String unknown(String reason) {
        return reason.endsWith(": it cannot be known whether the relay has the message")
                ? reason.substring(0, reason.lastIndexOf(": it cannot be known"))
                : reason;
    }

    /** Why there was no edition: the sentence after its kind. */
    static String ofRun(@Nullable String reason) {
        return reason == null ? "" : " " + RunReason.sentence(RunReason.withoutKind(reason));
    }

    /** The same in a sentence that goes on. */
    static String after(@Nullable String reason) {
        return reason == null ? "" : " (" + reason.replaceFirst("\\.$", "") + ")";
    }

    static String inBrackets(@Nullable String reason) {
        return reason == null ? "" : " (" + reason + ")";
    }

    private static String fault(String reason) {
        int colon = reason.indexOf(':');
        return colon < 0 ? "" : reason.substring(0, colon);
    }

    private static String afterColon(String reason) {
        return reason.substring(reason.indexOf(':') + 1).strip();
    }
}

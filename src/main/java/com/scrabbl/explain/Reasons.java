package com.scrabbl.explain;

import java.util.Locale;
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
                why.startsWith("set aside with its domain")
                        ? "The receiver's domain refuses us, so its readers wait (%s)."
                                .formatted(why.replaceFirst(": (ours|message): ", ": "))
                        : "It was refused for now, and it is our fault: %s.".formatted(why);
            case "route" -> "There was trouble on the way: %s.".formatted(why);
            default -> "It was not taken for now: %s.".formatted(reason);
        };
    }

    static String rejected(@Nullable String reason) {
        if (reason == null) {
            return "The relay refused it for good.";
        }
        String why = afterColon(reason);
        return switch (fault(reason)) {
            case "theirs" -> "The receiver refused it for good: %s. It is not sent again.".formatted(why);
            case "ours" -> "It was refused, and it is our fault: %s.%s".formatted(why, REDO);
            case "message" -> "There is something wrong with the message: %s.%s".formatted(why, REDO);
            case "route" -> "There is no way to the receiver: %s. It is not sent again.".formatted(why);
            default -> "It was refused for good: %s.".formatted(reason);
        };
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
            default -> sentence(reason);
        };
    }

    static String unknown(String reason) {
        return reason.endsWith(": it cannot be known whether the relay has the message")
                ? reason.substring(0, reason.lastIndexOf(": it cannot be known"))
                : reason;
    }

    /** Why there was no edition: the sentence after its kind. */
    static String ofRun(@Nullable String reason) {
        return reason == null ? "" : " " + sentence(reason.replaceFirst("^[A-Z_]+: ", ""));
    }

    /** The same in a sentence that goes on. */
    static String after(@Nullable String reason) {
        return reason == null ? "" : " (" + reason.replaceFirst("\\.$", "") + ")";
    }

    static String inBrackets(@Nullable String reason) {
        return reason == null ? "" : " (" + reason + ")";
    }

    static String sentence(String clause) {
        return clause.substring(0, 1).toUpperCase(Locale.ROOT)
                + clause.substring(1)
                + (clause.endsWith(".") ? "" : ".");
    }

    private static String fault(String reason) {
        int colon = reason.indexOf(':');
        return colon < 0 ? "" : reason.substring(0, colon);
    }

    private static String afterColon(String reason) {
        return reason.substring(reason.indexOf(':') + 1).strip();
    }
}

package com.scrabbl.cli;

import com.scrabbl.run.RunState;
import com.scrabbl.run.Summary;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a {@link Summary} is printed, and what exit code it means. */
final class SummaryOutput {

    private SummaryOutput() {}

    static void print(Summary summary, Output output) {
        output.print(details(summary));
    }

    /** The same as the result of a command that sent; what halted the run is told to whoever watches, too. */
    static int finish(Summary summary, Output output) {
        print(summary, output);
        if (summary.state() == RunState.HALTED) {
            output.tell(summary.edition() + " is HALTED: " + summary.reason());
        }
        if (summary.state() == RunState.PROPOSED) {
            output.tell("%s is %s. `runs approve %d` shows it by --look, changes and sends it."
                    .formatted(summary.edition(), summary.reason(), summary.run()));
        }
        return exitCode(summary);
    }

    static Details details(Summary summary) {
        Details details = new Details();
        Summary.keys().forEach((key, value) -> details.with(key, value.apply(summary)));
        return details;
    }

    /** The same keys as columns, after the run's id. */
    static Listing<Summary> listing() {
        Listing<Summary> listing = Listing.of(Summary.class).column("id", Summary::run);
        for (Map.Entry<String, Function<Summary, @Nullable Object>> key :
                Summary.keys().entrySet()) {
            listing = listing.column(key.getKey(), key.getValue());
        }
        return listing;
    }

    static int exitCode(Summary summary) {
        // Nothing is sent yet: it waits for its approval.
        if (summary.state() == RunState.SKIPPED || summary.state() == RunState.PROPOSED) {
            return Exit.NOTHING_TO_SEND;
        }
        if (summary.state() == RunState.FAILED || summary.state() == RunState.HALTED || !summary.balanced()) {
            return Exit.FAILED;
        }
        // One that was stopped before its audience was frozen has no open rows, and is not done either.
        return summary.state() == RunState.STOPPED || summary.someOpenOrRefused()
                ? Exit.SOME_OPEN_OR_REJECTED
                : Exit.DONE;
    }
}

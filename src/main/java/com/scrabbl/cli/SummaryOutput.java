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
            output.err().println(HarmlessText.of(summary.edition() + " is HALTED: " + summary.reason()));
            output.err().flush();
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
        if (summary.state() == RunState.SKIPPED) {
            return Exit.NOTHING_TO_SEND;
        }
        if (summary.state() == RunState.FAILED || summary.state() == RunState.HALTED || !summary.balanced()) {
            return Exit.FAILED;
        }
        return summary.someOpenOrRefused() ? Exit.SOME_OPEN_OR_REJECTED : Exit.DONE;
    }
}

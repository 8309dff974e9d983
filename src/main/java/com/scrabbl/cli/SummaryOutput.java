package com.scrabbl.cli;

import com.scrabbl.run.RunState;
import com.scrabbl.run.Summary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a {@link Summary} is printed, and what exit code it means. */
final class SummaryOutput {

    private SummaryOutput() {}

    static void print(Summary summary, Output output) {
        output.print(details(summary));
    }

    /** The keys that scripts read, in their order. */
    private static Map<String, Function<Summary, @Nullable Object>> keys() {
        Map<String, Function<Summary, @Nullable Object>> keys = new LinkedHashMap<>();
        keys.put("edition", Summary::edition);
        keys.put("newsletter", Summary::newsletter);
        keys.put("slot", Summary::slot);
        keys.put("round", Summary::round);
        keys.put("state", summary -> summary.state().name());
        keys.put("reason", Summary::reason);
        keys.put("articles", Summary::articles);
        keys.put("candidates", Summary::candidates);
        keys.put("planned", Summary::planned);
        keys.put("sending", Summary::sending);
        keys.put("accepted", Summary::accepted);
        keys.put("deferred", Summary::deferred);
        keys.put("rejected", Summary::rejected);
        keys.put("unknown", Summary::unknown);
        keys.put("expired", Summary::expired);
        keys.put("skipped", Summary::skipped);
        keys.put("cancelled", Summary::cancelled);
        keys.put("balanced", Summary::balanced);
        keys.put("seconds", summary -> seconds(summary.busy()));
        return keys;
    }

    static Details details(Summary summary) {
        Details details = new Details();
        keys().forEach((key, value) -> details.with(key, value.apply(summary)));
        return details;
    }

    /** The same keys as columns, after the run's id. */
    static Listing<Summary> listing() {
        Listing<Summary> listing = Listing.of(Summary.class).column("id", Summary::run);
        for (Map.Entry<String, Function<Summary, @Nullable Object>> key : keys().entrySet()) {
            listing = listing.column(key.getKey(), key.getValue());
        }
        return listing;
    }

    static int exitCode(Summary summary) {
        if (summary.state() == RunState.SKIPPED) {
            return Exit.NOTHING_TO_SEND;
        }
        if (summary.state() == RunState.FAILED || !summary.balanced()) {
            return Exit.FAILED;
        }
        return summary.someOpenOrRefused() ? Exit.SOME_OPEN_OR_REJECTED : Exit.DONE;
    }

    private static BigDecimal seconds(Duration busy) {
        return BigDecimal.valueOf(busy.toMillis()).divide(BigDecimal.valueOf(1_000), 1, RoundingMode.HALF_UP);
    }
}

package com.scrabbl.run;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
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

    /** The names that scripts read, in their order, each with its value. */
    public static Map<String, Function<Summary, @Nullable Object>> keys() {
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
        keys.put("seconds", Summary::seconds);
        return keys;
    }

    private BigDecimal seconds() {
        return BigDecimal.valueOf(busy.toMillis()).divide(BigDecimal.valueOf(1_000), 1, RoundingMode.HALF_UP);
    }
}

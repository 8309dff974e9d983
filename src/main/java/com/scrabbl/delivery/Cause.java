package com.scrabbl.delivery;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a delivery is deferred, rejected or expired, as far as its row tells. Replies of one meaning are one cause; so are all
 * connections that were lost before the message was handed over, and so on.
 *
 * @param key names it in addresses of pages
 * @param fault whose it is
 * @param meaning for people
 * @param mark is in the reason of every such row, and perhaps of others
 */
public record Cause(String key, Fault fault, String meaning, String mark) {

    private static final Cause ASIDE =
            new Cause("aside", Fault.OURS, "set aside with the other readers of its provider", ProvidersAside.REASON);

    private static final Cause CUT = new Cause(
            "cut",
            Fault.ROUTE,
            "the connection was lost before the message was handed over",
            Fault.ROUTE.word() + ": ");

    private static final Cause NOT_MADE =
            new Cause("not-made", Fault.MESSAGE, "the message could not be made", Fault.MESSAGE.word() + ": ");

    private static final Map<String, Cause> BY_KEY = new LinkedHashMap<>();

    static {
        for (Cause cause : new Cause[] {ASIDE, CUT, NOT_MADE}) {
            BY_KEY.put(cause.key(), cause);
        }
        for (ReplyClass replies : ReplyClass.values()) {
            add(word(replies), replies, replies.fault());
        }
        // By a rule it may be another's fault than the class's.
        for (ReplyClass replies : ReplyClass.values()) {
            for (Fault fault : Fault.values()) {
                add(word(replies) + "-" + fault.word(), replies, fault);
            }
        }
    }

    private static void add(String key, ReplyClass replies, Fault fault) {
        String mark = fault.word() + ": " + replies.meaning();
        if (BY_KEY.values().stream().noneMatch(cause -> cause.mark().equals(mark))) {
            BY_KEY.put(key, new Cause(key, fault, replies.meaning(), mark));
        }
    }

    private static String word(ReplyClass replies) {
        return replies.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The cause of a row in that state; empty when it has none, such as one that was accepted, or expired untried.
     *
     * @param code of the latest reply, null when there was none
     */
    public static Optional<Cause> of(DeliveryState state, @Nullable Integer code, @Nullable String reason) {
        boolean refused =
                state == DeliveryState.DEFERRED || state == DeliveryState.REJECTED || state == DeliveryState.EXPIRED;
        if (!refused || reason == null) {
            return Optional.empty();
        }
        if (reason.contains(ASIDE.mark())) {
            return Optional.of(ASIDE);
        }
        if (code == null) {
            // What stands behind is free text.
            return Optional.of(CUT)
                    .filter(cut -> reason.contains(cut.mark()))
                    .or(() -> Optional.of(NOT_MADE).filter(made -> reason.contains(made.mark())));
        }
        // One reason may be the beginning of another.
        return BY_KEY.values().stream()
                .filter(cause -> cause != CUT && cause != NOT_MADE && reason.contains(cause.mark()))
                .max(Comparator.comparingInt(cause -> cause.mark().length()));
    }

    /** The cause of that key. */
    public static Optional<Cause> named(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }
}

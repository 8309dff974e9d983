package com.scrabbl.explain;

import com.scrabbl.explain.Circumstances.Act;
import com.scrabbl.explain.Circumstances.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who decided an unknown outcome: the reason says it, else the audit's entry next to the time that the ledger has. */
final class Deciders {

    private static final Pattern NAMED = Pattern.compile("^decided by (.{1,100}?): (?:accepted|cancel)");

    private static final Duration NEAR = Duration.ofMinutes(1);

    private Deciders() {}

    static Optional<String> of(Circumstances facts, Row row) {
        Matcher named = NAMED.matcher(row.reason() == null ? "" : row.reason());
        if (named.find() && !named.group(1).equals("an operator")) {
            return Optional.of(named.group(1));
        }
        Instant decided = row.decidedAt();
        if (decided == null) {
            return Optional.empty();
        }
        return facts.acts().stream()
                .filter(act -> act.what().contains("resolve"))
                .filter(act -> distance(act, decided).compareTo(NEAR) <= 0)
                .min(Comparator.comparing(act -> distance(act, decided)))
                .map(Act::actor);
    }

    private static Duration distance(Act act, Instant decided) {
        return Duration.between(act.at(), decided).abs();
    }
}

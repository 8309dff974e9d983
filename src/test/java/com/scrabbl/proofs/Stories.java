package com.scrabbl.proofs;

import com.scrabbl.proofs.Journal.Taken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Explains, for each reader of an edition, what the ledger says by what happened; what cannot be explained is found. */
final class Stories {

    private final Newsroom newsroom;
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Integer> seen = new TreeMap<>();
    private final Set<String> left = new HashSet<>();
    private String slot = "";
    private List<String> told = List.of();
    private Map<String, Integer> takenBefore = Map.of();
    private final Map<String, Integer> takenWhenLeaving = new HashMap<>();

    Stories(Newsroom newsroom) {
        this.newsroom = newsroom;
    }

    /** The history of an edition begins. */
    void begin(String next, List<String> steps) {
        slot = next;
        told = steps;
        takenBefore = byRecipient();
        takenWhenLeaving.clear();
        left.forEach(address -> takenWhenLeaving.put(address, takenBefore.getOrDefault(address, 0)));
    }

    /** Nobody sends at this time, and this reader has left. */
    void left(String address) {
        left.add(address);
        takenWhenLeaving.put(address, byRecipient().getOrDefault(address, 0));
    }

    void saw(String step) {
        seen.merge(step, 1, Integer::sum);
    }

    /** One row of the ledger. */
    private record Row(
            String address,
            long subscription,
            String state,
            String reason,
            int attempts,
            Integer code,
            boolean decided) {}

    /** @param over whether the run is at its end, so that every row must have one too */
    void check(boolean over) {
        List<Row> rows = rows();
        Map<String, Integer> taken = byRecipient();
        Map<String, Integer> unknown = Rows.unknownAttempts(newsroom, slot);
        for (Row row : rows) {
            int copies = taken.getOrDefault(row.address(), 0) - takenBefore.getOrDefault(row.address(), 0);
            explain(row, copies, unknown.getOrDefault(row.address(), 0), over);
        }
        long audience = Rows.number(
                newsroom, "SELECT COALESCE(MAX(audience), -1) FROM edition WHERE slot = ?", Rows.slot(slot));
        if (audience >= 0) {
            expect(audience == rows.size(), "lost", audience + " were frozen, and there are " + rows.size() + " rows");
        }
        Set<String> known = new HashSet<>(rows.stream().map(Row::address).toList());
        taken.forEach((address, copies) -> expect(
                known.contains(address) || copies.equals(takenBefore.getOrDefault(address, 0)),
                "taken and not said so",
                address + " has no row"));
        takenWhenLeaving.forEach((address, copies) ->
                expect(copies.equals(taken.getOrDefault(address, 0)), "mailed after leaving", address));
        if (over) {
            String run = newsroom.run(0, "runs", "show", "daily/" + slot, "--format", "json");
            expect(run.matches("(?s).*\"balanced\" ?: ?true.*"), "not balanced", run);
        }
    }

    private void explain(Row row, int copies, int unknown, boolean over) {
        boolean open = Set.of("PLANNED", "SENDING", "DEFERRED").contains(row.state());
        expect(!over || !open, "lost", "still open: " + row);
        expect(
                row.reason() != null || Set.of("PLANNED", "SENDING", "ACCEPTED").contains(row.state()),
                "without a reason",
                row.toString());
        if (row.state().equals("ACCEPTED") && !row.decided()) {
            expect(copies > 0, "never taken", row.toString());
            expect(row.code() != null && row.code() / 100 == 2, "accepted without a reply", row.toString());
        }
        boolean inFlight = row.state().equals("SENDING") || row.state().equals("UNKNOWN");
        if (copies > 0 && !row.state().equals("ACCEPTED") && !inFlight) {
            expect(unknown > 0, "taken and not said so", row + " was taken " + copies + " times");
        }
        int inDoubt = unknown + (row.state().equals("SENDING") ? 1 : 0);
        expect(
                copies <= 1 || inDoubt >= copies - (row.state().equals("ACCEPTED") ? 1 : 0),
                "doubled",
                row + " was taken " + copies + " times, and unknown " + unknown + " times");
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        Rows.query(
                newsroom,
                """
                SELECT p.address, d.subscription_id, d.state, d.reason, d.attempts, d.code, d.decided_at IS NOT NULL
                FROM delivery d JOIN edition e ON e.id = d.edition_id
                JOIN subscription s ON s.id = d.subscription_id JOIN subscriber p ON p.id = s.subscriber_id
                WHERE e.slot = ?
                """,
                row -> rows.add(new Row(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getObject(6, Integer.class),
                        row.getBoolean(7))),
                Rows.slot(slot));
        return rows;
    }

    private Map<String, Integer> byRecipient() {
        Map<String, Integer> taken = new HashMap<>();
        for (Taken one : newsroom.journal().from(0)) {
            taken.merge(one.recipient(), 1, Integer::sum);
        }
        return taken;
    }

    void require(boolean held, String otherwise) {
        expect(held, "otherwise wrong", otherwise);
    }

    private void expect(boolean held, String kind, String sentence) {
        if (!held) {
            counts.merge(kind, 1, Integer::sum);
            findings.add(kind + ", " + slot + ", " + sentence + ", after " + told);
        }
    }

    int count(String kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** How often each kind of step was played. */
    Map<String, Integer> seen() {
        return seen;
    }

    List<String> findings() {
        return findings;
    }
}

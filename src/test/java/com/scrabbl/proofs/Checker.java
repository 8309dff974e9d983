package com.scrabbl.proofs;

import com.scrabbl.proofs.Journal.Taken;
import com.scrabbl.proofs.Rows.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds the relay's journal against the ledger, edition by edition, and adds up what does not agree. What it finds is
 * kept as sentences too.
 */
final class Checker {

    private final Newsroom newsroom;
    private final boolean resend;
    private final Set<String> known = new HashSet<>();
    private final List<String> findings = new ArrayList<>();
    private int lost;
    private int doubled;
    private int copies;
    private int acceptedWithoutJournal;
    private int journalWithoutAnswer;
    private int unknown;
    private int unknownPerKill;

    /** @param resend whether the newsletter says {@code in-doubt: resend} */
    Checker(Newsroom newsroom, boolean resend) {
        this.newsroom = newsroom;
        this.resend = resend;
    }

    /** An edition that has come to its end. */
    void ended(String slot) {
        String run = newsroom.run(0, "runs", "show", "daily/" + slot, "--format", "json");
        require(run.matches("(?s).*\"state\" ?: ?\"COMPLETED\".*"), slot + " is not COMPLETED: " + run);
        require(run.matches("(?s).*\"balanced\" ?: ?true.*"), slot + " is not balanced: " + run);
        List<Row> rows = Rows.of(newsroom, slot);
        Map<String, Integer> tried = Rows.unknownAttempts(newsroom, slot);
        Map<String, List<Taken>> taken = newsroom.journal().byMessageId();
        Set<String> readers = new HashSet<>();
        for (Row row : rows) {
            readers.add(row.email());
            known.add(row.messageId());
            check(slot, row, taken.getOrDefault(row.messageId(), List.of()), tried.getOrDefault(row.email(), 0));
        }
        int missing = newsroom.readers() - readers.size();
        lost += count(missing > 0, missing, slot + ": " + missing + " readers have no row");
        doubled += count(rows.size() > readers.size(), rows.size() - readers.size(), slot + ": a reader has two rows");
        unknown += tried.values().stream().mapToInt(Integer::intValue).sum();
        Rows.unknownByKill(newsroom, slot).forEach(count -> unknownPerKill = Math.max(unknownPerKill, count));
    }

    private void check(String slot, Row row, List<Taken> taken, int unknownAttempts) {
        String story =
                slot + ": " + row + ", " + taken.size() + " in the journal, unknown " + unknownAttempts + " times";
        boolean closed = resend ? row.is("ACCEPTED") : row.is("ACCEPTED", "UNKNOWN");
        lost += count(!closed, 1, "not closed, " + story);
        acceptedWithoutJournal += count(row.is("ACCEPTED") && taken.isEmpty(), 1, "never taken, " + story);
        journalWithoutAnswer +=
                count(!taken.isEmpty() && !row.is("ACCEPTED", "UNKNOWN"), 1, "taken and not said so, " + story);
        int more = Math.max(0, taken.size() - 1);
        int explained = resend ? Math.min(more, unknownAttempts) : 0;
        copies += explained;
        doubled += count(more > explained, more - explained, "doubled, " + story);
        require(
                taken.stream().map(Taken::digest).distinct().count() <= 1,
                "the copies differ in more than their Date, " + story);
        require(
                taken.stream().allMatch(one -> one.recipient().equals(row.email())),
                "another reader's message, " + story);
    }

    /** After the last edition: nothing was taken that no ledger row knows. */
    void over() {
        long strangers = newsroom.journal().byMessageId().keySet().stream()
                .filter(id -> !known.contains(id))
                .count();
        journalWithoutAnswer += count(strangers > 0, (int) strangers, strangers + " messages belong to no edition");
        long records = Rows.number(newsroom, "SELECT COUNT(*) FROM run");
        long slots = Rows.number(newsroom, "SELECT COUNT(DISTINCT slot) FROM run");
        require(records == slots, records + " records for " + slots + " slots");
    }

    int copies() {
        return copies;
    }

    int unknownPerKill() {
        return unknownPerKill;
    }

    /** Notes any other thing that must be so. */
    void require(boolean held, String otherwise) {
        count(!held, 1, otherwise);
    }

    private int count(boolean found, int number, String sentence) {
        if (found) {
            findings.add(sentence);
        }
        return found ? number : 0;
    }

    /** All that does not agree, empty if nothing. */
    List<String> findings() {
        return findings;
    }

    /** Writes the figures. */
    ProofRecord into(ProofRecord record) {
        return record.figure("lost", lost)
                .figure("doubled", doubled)
                .figure("accepted without journal", acceptedWithoutJournal)
                .figure("journal without answer", journalWithoutAnswer)
                .figure("unknown", unknown)
                .figure("unknown per kill", unknownPerKill);
    }
}

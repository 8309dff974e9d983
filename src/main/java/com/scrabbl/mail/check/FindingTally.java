package com.scrabbl.mail.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is found in many messages, as one table: a line for each finding, with the number of messages that have it. It stays
 * small however many messages there are. For one thread.
 */
public final class FindingTally {

    private static final int MOST_LINES_OF_A_ROW = 20;

    private final Map<MessageFinding, Long> lines = new LinkedHashMap<>();
    private final Map<String, Integer> linesOf = new HashMap<>();

    /**
     * A line of the table.
     *
     * @param messages how many have it
     */
    public record Line(MessageFinding finding, long messages) {}

    /** What was found in one message. */
    public void add(List<MessageFinding> findings) {
        Set<MessageFinding> ofThisMessage = new HashSet<>();
        for (MessageFinding finding : findings) {
            MessageFinding line = line(finding);
            if (ofThisMessage.add(line)) {
                lines.merge(line, 1L, Long::sum);
            }
        }
    }

    /** Faults of one kind that come from one place are one line, wherever in the message they stand. */
    private MessageFinding line(MessageFinding finding) {
        MessageFinding line = new MessageFinding(
                finding.row(),
                finding.blocks(),
                finding.sentence(),
                new Spot(finding.spot().part(), ""),
                finding.origin());
        if (lines.containsKey(line) || linesOf.merge(finding.row(), 1, Integer::sum) <= MOST_LINES_OF_A_ROW) {
            return line;
        }
        return new MessageFinding(finding.row(), finding.blocks(), "and more like these", Spot.HEAD, null);
    }

    /** What blocks first, then by the order of the checklist. */
    public List<Line> lines() {
        List<Line> sorted = new ArrayList<>();
        lines.forEach((finding, messages) -> sorted.add(new Line(finding, messages)));
        sorted.sort(Comparator.comparing((Line line) -> !line.finding().blocks())
                .thenComparing(line -> Checklist.place(line.finding().row())));
        return sorted;
    }

    /** Whether anything blocks. */
    public boolean blocks() {
        return lines.keySet().stream().anyMatch(MessageFinding::blocks);
    }
}

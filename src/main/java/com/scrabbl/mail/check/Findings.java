package com.scrabbl.mail.check;

import java.util.ArrayList;
import java.util.List;

/** What is found in one message. The same fault at many places is told of a few times only. */
final class Findings {

    private static final int MOST_OF_A_ROW = 20;

    private final List<MessageFinding> all = new ArrayList<>();
    private String row = "";
    private boolean must;
    private int ofRow;

    /** What comes next is found for this row. */
    void of(CheckRow looked) {
        row = looked.id();
        must = looked.isMust();
        ofRow = 0;
    }

    /** In the head of the message. */
    void add(String sentence) {
        add(sentence, Spot.HEAD);
    }

    void add(String sentence, Spot spot) {
        add(must, sentence, spot);
    }

    /** Advice, whatever the row's weight. */
    void warn(String sentence, Spot spot) {
        add(false, sentence, spot);
    }

    /** It must not go out, whatever the row's weight. */
    void block(String sentence, Spot spot) {
        add(true, sentence, spot);
    }

    private void add(boolean blocks, String sentence, Spot spot) {
        MessageFinding finding = new MessageFinding(row, blocks, sentence, spot, null);
        if (!all.contains(finding) && ++ofRow <= MOST_OF_A_ROW) {
            all.add(finding);
        }
    }

    List<MessageFinding> all() {
        return List.copyOf(all);
    }
}

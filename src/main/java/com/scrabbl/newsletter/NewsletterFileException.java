package com.scrabbl.newsletter;

import java.util.List;

/** A newsletter file is not as it should be. Nothing of it was applied. */
public class NewsletterFileException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Longer reports help nobody. */
    private static final int MOST_LINES = 100;

    private final transient List<String> problems;

    NewsletterFileException(List<String> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each, in the order of the file: {@code file:line: key: what is wrong; allowed: what is allowed}. */
    public List<String> problems() {
        return problems;
    }

    private static String message(List<String> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        String lines = String.join("\n", problems.subList(0, Math.min(problems.size(), MOST_LINES)));
        return lines + "\n" + count + ", so nothing was applied.";
    }
}

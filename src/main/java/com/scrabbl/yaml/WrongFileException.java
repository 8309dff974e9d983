package com.scrabbl.yaml;

import java.util.List;

/** A file that somebody wrote is not as it should be. Nothing of it was applied. */
public class WrongFileException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Longer reports help nobody. */
    private static final int MOST_LINES = 100;

    private final transient List<String> problems;
    private final transient List<FileProblem> found;

    /** The file as a whole is wrong, or is no YAML. */
    public WrongFileException(List<String> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
        this.found = List.of();
    }

    /** Values in the file are wrong. */
    WrongFileException(String file, List<FileProblem> found) {
        super(message(lines(file, found)));
        this.problems = lines(file, found);
        this.found = List.copyOf(found);
    }

    /** One line each, in the order of the file: {@code file:line: key: what is wrong; allowed: what is allowed}. */
    public List<String> problems() {
        return problems;
    }

    /** The same by line and key; empty when the file as a whole is wrong, or is no YAML. */
    public List<FileProblem> found() {
        return found;
    }

    private static List<String> lines(String file, List<FileProblem> found) {
        return found.stream()
                .map(problem -> "%s:%d: %s: %s".formatted(file, problem.line(), problem.key(), problem.what()))
                .toList();
    }

    private static String message(List<String> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        String lines = String.join("\n", problems.subList(0, Math.min(problems.size(), MOST_LINES)));
        return lines + "\n" + count + ", so nothing was applied.";
    }
}

package com.scrabbl.template;

/** A template cannot be used or rendered. Its message names template, line, column and what is wrong, in one sentence. */
public final class TemplateProblemException extends RuntimeException {

    private final String template;
    private final int line;
    private final int column;
    private final String problem;

    TemplateProblemException(String template, int line, int column, String problem) {
        super(
                line > 0
                        ? "%s, line %d, column %d: %s".formatted(template, line, column, problem)
                        : template + ": " + problem);
        this.template = template;
        this.line = line;
        this.column = column;
        this.problem = problem;
    }

    /** Its name, as {@code mail/digest.ftlh}, or {@code subject}. */
    public String template() {
        return template;
    }

    /** From 1; 0 when no single line is to blame. */
    public int line() {
        return line;
    }

    /** From 1; 0 when no single line is to blame. */
    public int column() {
        return column;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }
}

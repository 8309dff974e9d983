package com.scrabbl.console.content;

import com.scrabbl.console.Problem;
import com.scrabbl.yaml.FileProblem;
import com.scrabbl.yaml.WrongFileException;
import java.util.List;
import java.util.stream.Stream;

/** What is wrong with a newsletter's settings, in sentences: by field for the form, by line for the file. */
final class SettingsProblems {

    private static final String NOTHING_SAVED = " Nothing was saved.";

    private SettingsProblems() {}

    /** For the fields of the form. */
    static List<Problem> byField(WrongFileException wrong) {
        if (wrong.found().isEmpty()) {
            return whole("name", wrong);
        }
        return wrong.found().stream()
                .map(problem -> new Problem(NewsletterForm.field(problem.key()), sentence(problem) + NOTHING_SAVED))
                .toList();
    }

    /** For the text of the file, whose field is {@code yaml}. */
    static List<Problem> byLine(WrongFileException wrong) {
        if (wrong.found().isEmpty()) {
            return whole("yaml", wrong);
        }
        return wrong.found().stream()
                .map(problem -> new Problem(
                        "yaml",
                        "Line %d, %s: %s"
                                .formatted(problem.line(), key(problem), allowed(problem.what()) + NOTHING_SAVED)))
                .toList();
    }

    private static List<Problem> whole(String field, WrongFileException wrong) {
        return wrong.problems().stream()
                .map(problem -> new Problem(field, allowed(problem) + NOTHING_SAVED))
                .toList();
    }

    /** The value that is wrong, what is wrong with it, and what is allowed. */
    private static String sentence(FileProblem problem) {
        String what = problem.what();
        return allowed(what.startsWith("\"") ? what : SettingsLabels.of(key(problem)) + " " + what);
    }

    private static String allowed(String what) {
        String[] parts = what.split("; allowed: ", 2);
        return Stream.of(parts)
                .reduce((wrong, allowed) ->
                        wrong + (allowed.matches("\\d.*") ? ". Allowed are " : ". Allowed: ") + allowed)
                .map(sentence -> sentence.endsWith(".") || sentence.endsWith("?") ? sentence : sentence + ".")
                .orElse(what);
    }

    private static String key(FileProblem problem) {
        String key = problem.key().replaceFirst("^newsletters\\[0]\\.?", "");
        return key.isEmpty() ? "the newsletter" : key;
    }
}

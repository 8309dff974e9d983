package com.scrabbl.newsletter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Everything that is wrong with one file, found before any of it is applied. */
final class Problems {

    private record Problem(int line, String key, String what) {}

    private final List<Problem> found = new ArrayList<>();

    void add(Node where, String key, String what) {
        found.add(new Problem(where.getStartMark().getLine() + 1, key, what));
    }

    int count() {
        return found.size();
    }

    /** One line each, by their lines: {@code file:line: key: what}. */
    List<String> lines(String file) {
        return found.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(problem -> "%s:%d: %s: %s".formatted(file, problem.line(), problem.key(), problem.what()))
                .toList();
    }
}

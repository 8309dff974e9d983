package com.scrabbl.newsletter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Everything that is wrong with one file, found before any of it is applied. */
final class Problems {

    private final List<NewsletterProblem> found = new ArrayList<>();

    void add(Node where, String key, String what) {
        found.add(new NewsletterProblem(where.getStartMark().getLine() + 1, key, what));
    }

    int count() {
        return found.size();
    }

    /** All of them, by their lines. */
    List<NewsletterProblem> all() {
        return found.stream()
                .sorted(Comparator.comparingInt(NewsletterProblem::line))
                .toList();
    }
}

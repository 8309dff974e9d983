package com.scrabbl.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Everything that is wrong with one file, found before any of it is applied. */
public final class Problems {

    private final List<FileProblem> found = new ArrayList<>();

    /** Reports what is wrong at this place. */
    public void add(Node where, String key, String what) {
        found.add(new FileProblem(where.getStartMark().getLine() + 1, key, what));
    }

    /** How many there are so far. */
    public int count() {
        return found.size();
    }

    /** All of them, by their lines. */
    public List<FileProblem> all() {
        return found.stream().sorted(Comparator.comparingInt(FileProblem::line)).toList();
    }
}

package com.scrabbl.newsletter;

import com.scrabbl.spelling.Nearest;
import com.scrabbl.yaml.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** No newsletter has this slug. The message lists those that exist, the nearest first. */
public class UnknownNewsletterException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private static final int MOST_LISTED = 20;

    UnknownNewsletterException(String slug, List<String> known) {
        super("There is no newsletter %s. %s".formatted(Quoted.quoted(slug), known(slug, known)));
    }

    private static String known(String slug, List<String> known) {
        if (known.isEmpty()) {
            return "None is declared yet: use `newsletters apply FILE`.";
        }
        Set<String> nearestFirst = new LinkedHashSet<>(Nearest.to(slug, known).names());
        nearestFirst.addAll(known);
        List<String> listed = new ArrayList<>(nearestFirst).subList(0, Math.min(MOST_LISTED, nearestFirst.size()));
        String more = nearestFirst.size() > listed.size() ? ", …" : "";
        return "There are: " + String.join(", ", listed) + more + ".";
    }
}

package com.scrabbl.edition;

import com.scrabbl.template.FrameLanguages;
import java.util.Set;

/**
 * The readers of an edition who get the same text but for their slots.
 *
 * @param language that of the words around the articles, one of {@link FrameLanguages}
 * @param articles which of the edition's articles they get, as {@link EditionTopics} writes it
 * @param present which of the values that the templates ask for they have
 */
public record Cohort(String language, String articles, Set<String> present) {

    public Cohort {
        present = Set.copyOf(present);
    }

    /** The cohort with other values. */
    Cohort with(Set<String> others) {
        return new Cohort(language, articles, others);
    }

    /** What is counted against the limit: topics multiply texts, and no other text would spare them. */
    Cohort withoutTopics() {
        return new Cohort(language, "", present);
    }
}

package com.scrabbl.newsletter;

import java.time.Duration;
import java.util.List;

/**
 * Which articles an edition takes.
 *
 * @param topics an article needs one of them; empty means any, or none
 * @param sections an article's is one of them; empty means any
 * @param authors an article's is one of them; empty means any
 * @param excludeTopics an article with one of them is left out
 * @param maxItems most articles of an edition
 * @param minItems fewest articles of an edition, at most {@code maxItems}; with fewer it is skipped
 * @param maxAge how old an article may be at the edition's slot
 */
public record SelectionRule(
        List<String> topics,
        List<String> sections,
        List<String> authors,
        List<String> excludeTopics,
        int maxItems,
        int minItems,
        Duration maxAge,
        Leftovers leftovers,
        Order order) {

    static final int LONGEST_NAME = 200;
    static final int LONGEST_AUTHOR = 500;
    static final int MOST_NAMES = 200;
    static final int MOST_ITEMS = 100;
    static final Duration LEAST_AGE = Duration.ofMinutes(1);
    static final Duration MOST_AGE = Duration.ofDays(3650);

    static final SelectionRule DEFAULT = new SelectionRule(
            List.of(), List.of(), List.of(), List.of(), 12, 1, Duration.ofDays(7), Leftovers.CARRY, Order.NEWEST);

    /** What becomes of articles that did not fit into an edition. */
    public enum Leftovers {
        /** They are candidates of the next edition. */
        CARRY,
        /** They are passed over. */
        DROP
    }

    /** The order of an edition's articles, which also decides who fits. */
    public enum Order {
        NEWEST,
        OLDEST,
        /** As the source's feed has them. */
        SOURCE
    }

    public SelectionRule {
        topics = names(topics, LONGEST_NAME);
        sections = names(sections, LONGEST_NAME);
        authors = names(authors, LONGEST_AUTHOR);
        excludeTopics = names(excludeTopics, LONGEST_NAME);
        Allowed.number(maxItems, 1, MOST_ITEMS);
        Allowed.number(minItems, 1, maxItems);
        Allowed.duration(maxAge, LEAST_AGE, MOST_AGE);
    }

    private static List<String> names(List<String> names, int longest) {
        Allowed.number(names.size(), 0, MOST_NAMES);
        return names.stream().map(name -> Allowed.line(name, longest)).toList();
    }
}

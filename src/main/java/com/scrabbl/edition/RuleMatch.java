package com.scrabbl.edition;

import com.scrabbl.newsletter.SelectionRule;
import com.scrabbl.spelling.CanonicalName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The part of a selection rule that is about what an article says of itself. Case does not count. */
final class RuleMatch {

    private final SelectionRule rule;
    private final Set<String> topics;
    private final Set<String> sections;
    private final Set<String> authors;
    private final Set<String> excludedTopics;

    RuleMatch(SelectionRule rule) {
        this.rule = rule;
        topics = lower(rule.topics());
        sections = lower(rule.sections());
        authors = lower(rule.authors());
        excludedTopics = lower(rule.excludeTopics());
    }

    /** Why the article is left out, as one clause; null when it passes. */
    @Nullable
    String reasonAgainst(Candidate article) {
        for (String topic : article.topicKeys()) {
            if (excludedTopics.contains(topic)) {
                return "its topic " + topic + " is excluded";
            }
        }
        if (!topics.isEmpty() && article.topicKeys().stream().noneMatch(topics::contains)) {
            return "it has none of the topics " + String.join(", ", rule.topics());
        }
        if (!allows(sections, article.section())) {
            return "its section is none of " + String.join(", ", rule.sections());
        }
        if (!allows(authors, article.author())) {
            return "its author is none of " + String.join(", ", rule.authors());
        }
        return null;
    }

    private static boolean allows(Set<String> allowed, @Nullable String value) {
        return allowed.isEmpty() || (value != null && allowed.contains(CanonicalName.of(value)));
    }

    private static Set<String> lower(List<String> names) {
        return names.stream().map(CanonicalName::of).collect(Collectors.toSet());
    }
}

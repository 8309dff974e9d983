package com.scrabbl.newsletter;

import com.scrabbl.newsletter.SelectionRule.Leftovers;
import com.scrabbl.newsletter.SelectionRule.Order;
import com.scrabbl.yaml.FileSection;
import com.scrabbl.yaml.Value;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads which articles a newsletter wants. */
final class DeclaredSelection {

    private static final List<String> KEYS = List.of(
            "topics",
            "sections",
            "authors",
            "exclude-topics",
            "max-items",
            "min-items",
            "max-age",
            "leftovers",
            "order");

    private DeclaredSelection() {}

    /** That of one newsletter; what it does not say is as in {@link SelectionRule#DEFAULT}. */
    static Value<SelectionRule> of(FileSection newsletter) {
        SelectionRule rule = SelectionRule.DEFAULT;
        return newsletter.section("selection", KEYS, at -> {
            UnaryOperator<String> name = text -> Allowed.line(text, SelectionRule.LONGEST_NAME);
            UnaryOperator<String> author = text -> Allowed.line(text, SelectionRule.LONGEST_AUTHOR);
            Value<List<String>> topics = at.texts("topics", SelectionRule.MOST_NAMES, name);
            Value<List<String>> sections = at.texts("sections", SelectionRule.MOST_NAMES, name);
            Value<List<String>> authors = at.texts("authors", SelectionRule.MOST_NAMES, author);
            Value<List<String>> excludeTopics = at.texts("exclude-topics", SelectionRule.MOST_NAMES, name);
            Value<Integer> maxItems = at.optional(
                    "max-items", rule.maxItems(), text -> Allowed.number(text, 1, SelectionRule.MOST_ITEMS));
            Value<Integer> minItems = at.optional(
                    "min-items",
                    rule.minItems(),
                    text -> Allowed.number(text, 1, maxItems.or(SelectionRule.MOST_ITEMS)));
            Value<Duration> maxAge = at.optional(
                    "max-age",
                    rule.maxAge(),
                    text -> Allowed.duration(text, SelectionRule.LEAST_AGE, SelectionRule.MOST_AGE));
            Value<Leftovers> leftovers =
                    at.optional("leftovers", rule.leftovers(), text -> Allowed.oneOf(Leftovers.class, text));
            Value<Order> order = at.optional("order", rule.order(), text -> Allowed.oneOf(Order.class, text));
            return at.build(() -> new SelectionRule(
                    topics.get(),
                    sections.get(),
                    authors.get(),
                    excludeTopics.get(),
                    maxItems.get(),
                    minItems.get(),
                    maxAge.get(),
                    leftovers.get(),
                    order.get()));
        });
    }
}

package com.scrabbl.edition;

import com.scrabbl.spelling.CanonicalName;
import com.scrabbl.subscriber.Topics;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The topics of an edition's articles, by which readers choose. A choice of articles is written with a character for each
 * of them in the edition's order: {@code 1} for one that is chosen, {@code 0} for one that is not; behind them stand the
 * articles of which it tells corrections.
 *
 * @param byArticle the topics of each article in lower case
 * @param byCorrection those of each article that is corrected
 */
public record EditionTopics(List<Set<String>> byArticle, List<Set<String>> byCorrection) {

    /** As long as they are stored with the article. */
    private static final int LONGEST_KEY = 200;

    public EditionTopics {
        byArticle = byArticle.stream().map(Set::copyOf).toList();
        byCorrection = byCorrection.stream().map(Set::copyOf).toList();
    }

    /** The topics of the articles that a template sees. */
    static EditionTopics of(List<Map<String, Object>> articles, List<Map<String, Object>> corrections) {
        return new EditionTopics(
                articles.stream().map(EditionTopics::keys).toList(),
                corrections.stream().map(EditionTopics::keys).toList());
    }

    private static Set<String> keys(Map<String, Object> article) {
        return article.get("topics") instanceof List<?> topics ? keys(topics) : Set.of();
    }

    static Set<String> keys(List<?> topics) {
        return topics.stream()
                .map(topic -> CanonicalName.of(String.valueOf(topic)))
                .map(key -> key.substring(0, Math.min(key.length(), LONGEST_KEY)))
                .collect(Collectors.toSet());
    }

    /** All of them in the order of their characters. */
    public List<Set<String>> inOrder() {
        return Stream.concat(byArticle.stream(), byCorrection.stream()).toList();
    }

    /** All articles, and all corrections. */
    public String every() {
        return "1".repeat(byArticle.size() + byCorrection.size());
    }

    /** What a choice begins with that has no article: who chose so gets no mail, whatever is corrected. */
    public String none() {
        return "0".repeat(byArticle.size());
    }

    /** The articles for a reader of these topics: those that have one of them, or all for who chose none. */
    String chosenBy(Topics topics) {
        if (topics.keys().isEmpty()) {
            return every();
        }
        StringBuilder articles = new StringBuilder();
        for (Set<String> keys : inOrder()) {
            articles.append(topics.keys().stream().anyMatch(keys::contains) ? '1' : '0');
        }
        return articles.toString();
    }

    /** The numbers of the chosen articles, from 0. */
    static BitSet numbers(String articles) {
        BitSet numbers = new BitSet(articles.length());
        for (int number = 0; number < articles.length(); number++) {
            numbers.set(number, articles.charAt(number) == '1');
        }
        return numbers;
    }
}

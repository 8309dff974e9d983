package com.scrabbl.edition;

import com.scrabbl.article.Article;
import com.scrabbl.spelling.CanonicalName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rule has to know of an article.
 *
 * @param topicKeys in lower case
 */
record Candidate(
        long id,
        long sourceId,
        String canonicalUrl,
        @Nullable String section,
        @Nullable String author,
        List<String> topicKeys,
        Instant publishedAt,
        int feedPosition) {

    static Candidate of(Article article) {
        return new Candidate(
                article.id(),
                article.sourceId(),
                article.canonicalUrl(),
                article.section(),
                article.author(),
                article.topics().stream().map(CanonicalName::of).toList(),
                article.publishedAt(),
                article.feedPosition());
    }
}

package com.scrabbl.article;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Which articles are wanted.
 *
 * @param sources their numbers; null means all, and none means none
 * @param text that stands in title, standfirst or address, capitals or not; empty means any
 */
public record ArticleFilter(@Nullable Collection<Long> sources, String text) {

    public ArticleFilter {
        text = text.strip();
    }
}

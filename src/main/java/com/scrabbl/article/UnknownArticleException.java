package com.scrabbl.article;

/** No article has this number. */
public class UnknownArticleException extends IllegalArgumentException {

    UnknownArticleException(long id) {
        super("There is no article " + id + "; `articles list` shows those there are.");
    }
}

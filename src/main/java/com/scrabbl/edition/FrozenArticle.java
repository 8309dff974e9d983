package com.scrabbl.edition;

import java.util.Set;

/**
 * An article of an edition.
 *
 * @param title as it was frozen
 * @param topics by which readers choose, in lower case
 * @param withdrawn whether it was withdrawn since
 */
public record FrozenArticle(long id, String title, Set<String> topics, boolean withdrawn) {}

package com.scrabbl.article;

/**
 * Where articles come from.
 *
 * @param name unique in the installation
 * @param place the URL or the absolute path
 * @param trusted whether its server may lie in a private network
 * @param confined whether it was named on the console: it is read within {@code scrabbl.articles.folders} and
 *     {@code scrabbl.articles.private-hosts} alone
 */
public record Source(long id, String name, SourceKind kind, String place, boolean trusted, boolean confined) {}

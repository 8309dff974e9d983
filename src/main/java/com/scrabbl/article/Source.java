package com.scrabbl.article;

/**
 * Where articles come from.
 *
 * @param name unique in the installation
 * @param place the URL or the absolute path
 * @param trusted whether its server may lie in a private network
 */
public record Source(long id, String name, SourceKind kind, String place, boolean trusted) {}

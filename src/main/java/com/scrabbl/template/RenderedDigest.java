package com.scrabbl.template;

/**
 * A digest as its templates printed it, still with slots: a slot is its name between U+E000 and U+E001, and no other
 * private-use character is in these texts.
 */
public record RenderedDigest(String subject, String html, String text) {}

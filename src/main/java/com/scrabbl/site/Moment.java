package com.scrabbl.site;

/**
 * An instant for browsers and for people.
 *
 * @param utc as the attribute {@code datetime} has it
 * @param words as the page's language writes it, on a clock that the page knows
 */
public record Moment(String utc, String words) {}

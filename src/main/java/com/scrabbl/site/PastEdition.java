package com.scrabbl.site;

/**
 * A past edition as lists name it.
 *
 * @param path of its page
 * @param newsletter name of the newsletter
 * @param language of the newsletter
 * @param day of its slot, on the newsletter's clock
 * @param shortDay the same without weekday and year
 * @param headline title of its first article
 * @param others how many more it has
 */
public record PastEdition(
        String path, String newsletter, String language, Moment day, Moment shortDay, String headline, int others) {}

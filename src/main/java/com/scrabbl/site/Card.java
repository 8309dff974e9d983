package com.scrabbl.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a page presents itself to other sites, {@code card} in the model: its canonical address and its OpenGraph tags.
 *
 * @param url whole address, without a language
 * @param type of OpenGraph: {@code website} or {@code article}
 * @param image whole address of a picture, if it has one
 * @param feeds that tell what is new here
 */
public record Card(
        String url,
        String type,
        String title,
        @Nullable String description,
        @Nullable String image,
        List<Feed> feeds) {

    /**
     * @param language of the newsletter
     * @param path of the feed, within the application
     */
    public record Feed(String newsletter, String language, String path) {}
}

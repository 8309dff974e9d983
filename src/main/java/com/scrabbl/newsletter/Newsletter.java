package com.scrabbl.newsletter;

/**
 * What one subscribes to, as it is declared now.
 *
 * @param id of its row
 */
public record Newsletter(long id, NewsletterSettings settings) {

    public String slug() {
        return settings.slug();
    }

    public String name() {
        return settings.name();
    }
}

package com.scrabbl.newsletter;

/**
 * What one subscribes to, as it is declared now.
 *
 * @param id of its row
 */
public record Newsletter(long id, NewsletterSettings settings) {

    /** Its name in commands and addresses. */
    public String slug() {
        return settings.slug();
    }

    /** Its name for readers. */
    public String name() {
        return settings.name();
    }
}

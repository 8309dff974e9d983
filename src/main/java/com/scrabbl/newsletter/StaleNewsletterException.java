package com.scrabbl.newsletter;

/** Somebody else changed or declared the newsletter since its settings were read. Nothing was saved. */
public class StaleNewsletterException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient Newsletter present;

    StaleNewsletterException(Newsletter present) {
        super("%s was changed by somebody else meanwhile. Nothing was saved.".formatted(present.slug()));
        this.present = present;
    }

    /** As it stands now. */
    public Newsletter present() {
        return present;
    }
}

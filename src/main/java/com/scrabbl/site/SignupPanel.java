package com.scrabbl.site;

import java.util.List;
import java.util.Set;

/**
 * The sign-up form as a page shows it, {@code signup} in the model.
 *
 * @param offers what may be chosen; a single newsletter is not asked for
 * @param email as it was typed; empty at first
 * @param newsletters slugs of those ticked
 * @param topics values of those ticked
 * @param opened proof of when the form was made
 */
public record SignupPanel(
        List<Offer> offers, String email, Set<String> newsletters, Set<String> topics, String opened) {

    static SignupPanel empty(List<Offer> offers, String opened) {
        return new SignupPanel(offers, "", Set.of(), Set.of(), opened);
    }

    /** Whether there is a topic to choose. */
    public boolean hasTopics() {
        return offers.stream().anyMatch(offer -> !offer.topics().isEmpty());
    }
}

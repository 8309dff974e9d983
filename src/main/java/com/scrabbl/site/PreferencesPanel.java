package com.scrabbl.site;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person's preferences as the page shows them, {@code panel} in its model.
 *
 * @param address masked
 * @param newsletters slugs of those ticked
 * @param topics values of those ticked
 * @param pausedUntil as a date field has it; empty when not paused
 * @param earliest the first day until which a pause can be
 * @param sent what was sent lately
 */
public record PreferencesPanel(
        String token,
        String address,
        List<Offer> offers,
        Set<String> newsletters,
        Set<String> topics,
        String name,
        String language,
        String timeZone,
        String pausedUntil,
        String earliest,
        List<Option> languages,
        List<Option> timeZones,
        List<Sent> sent) {

    /** One of several to choose from. */
    public record Option(
            String value, String label, @Nullable String language) {}

    /**
     * An edition that was, or was not, sent.
     *
     * @param path of its page; null where past editions are not public
     * @param state word of its badge's look
     */
    public record Sent(
            String newsletter, String language, @Nullable String path, Moment slot, String state) {}

    /** What was typed instead of what is stored. */
    PreferencesPanel withInput(FormFields fields) {
        return new PreferencesPanel(
                token,
                address,
                offers,
                fields.newslettersTicked(),
                fields.topicsTicked(),
                fields.text("name"),
                fields.text("language"),
                fields.text("time_zone"),
                fields.text("paused_until"),
                earliest,
                languages,
                timeZones,
                sent);
    }
}

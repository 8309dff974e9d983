package com.scrabbl.newsletter;

import org.jspecify.annotations.Nullable;

/**
 * A newsletter as it stands after its declaration was applied, and what that did to it.
 *
 * @param before what its settings were; null for one that is new
 */
public record AppliedNewsletter(
        Newsletter newsletter, Outcome outcome, @Nullable NewsletterSettings before) {

    /** What applying the declaration did. */
    public enum Outcome {
        NEW,
        CHANGED,
        /** It stood so already, and nothing was written. */
        UNCHANGED
    }

    /** The file that declared it before; null for one that is new. */
    public @Nullable String yamlBefore() {
        return before == null ? null : SettingsFormat.toYaml(before);
    }

    /** The file that declares it now. */
    public String yamlAfter() {
        return SettingsFormat.toYaml(newsletter.settings());
    }
}

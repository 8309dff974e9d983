package com.scrabbl.console.content;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.newsletter.AppliedNewsletter;
import com.scrabbl.newsletter.AppliedNewsletter.Outcome;
import com.scrabbl.newsletter.NewsletterSettings;
import com.scrabbl.newsletter.Newsletters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Saves what somebody made of a newsletter's settings, and writes down what they were and are. */
@Component
class NewsletterDesk {

    private final Newsletters newsletters;
    private final Audit audit;

    NewsletterDesk(Newsletters newsletters, Audit audit) {
        this.newsletters = newsletters;
        this.audit = audit;
    }

    /**
     * Saves the settings, and records the change with them.
     *
     * @param version of the settings that were edited; null for a new newsletter
     * @throws com.scrabbl.newsletter.StaleNewsletterException when somebody else saved meanwhile
     */
    @Transactional
    AppliedNewsletter save(CurrentUser user, NewsletterSettings settings, @Nullable String version) {
        AppliedNewsletter applied = newsletters.save(settings, version);
        if (applied.outcome() != Outcome.UNCHANGED) {
            audit.record(user.change("newsletters apply", settings.slug())
                    .detail(applied.outcome() == Outcome.NEW ? "new" : "changed")
                    .from(applied.yamlBefore(), applied.yamlAfter()));
        }
        return applied;
    }
}

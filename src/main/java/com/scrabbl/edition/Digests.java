package com.scrabbl.edition;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Policies;
import com.scrabbl.newsletter.Publication;
import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.template.FrozenTemplates;
import com.scrabbl.template.Templates;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Makes digests: of a selection in memory, and of what was kept of an edition. */
@Component
public class Digests {

    private final Templates templates;
    private final Publication publication;
    private final SubscriptionTokens tokens;
    private final Corrections corrections;
    private final Environment environment;

    Digests(
            Templates templates,
            Publication publication,
            SubscriptionTokens tokens,
            Corrections corrections,
            Environment environment) {
        this.templates = templates;
        this.publication = publication;
        this.tokens = tokens;
        this.corrections = corrections;
        this.environment = environment;
    }

    /**
     * The edition that the selection makes, rendered for readers of all kinds, in memory only.
     *
     * @param slot in whole seconds
     * @throws com.scrabbl.template.TemplateProblemException when template or subject cannot be rendered
     */
    public EditionDraft draft(Newsletter newsletter, Instant slot, Selection selection) {
        if (selection.skipped() != null) {
            throw new IllegalArgumentException("There is no edition: " + selection.skipped());
        }
        FrozenTemplates frozen = templates.load(newsletter.settings().template());
        URI base = base();
        Map<String, Object> seen =
                DigestModel.of(newsletter.settings(), publication.brand(), base, slot, selection.articles());
        List<Map<String, Object>> told = corrections.toTell(newsletter.id(), archive(newsletter, base));
        if (!told.isEmpty()) {
            seen.put("corrections", told);
        }
        String model = EditionJson.text(seen);
        FrozenContent content = new FrozenContent(
                DeliveryKey.newUid(), slot, newsletter.settings(), base, EditionJson.model(model), frozen, false);
        FrozenDigest digest = new FrozenDigest(content, Set.of(), tokens, null);
        digest.tryOut();
        return new EditionDraft(newsletter, slot, selection.articles(), selection.highestFirstSeen(), digest);
    }

    private static @Nullable String archive(Newsletter newsletter, URI base) {
        return newsletter.settings().policies().archive() == Policies.Archive.PUBLIC
                ? base + "/archive/" + newsletter.slug()
                : null;
    }

    FrozenDigest recorded(FrozenContent content, Set<String> asked, EditionCohorts cohorts) {
        return new FrozenDigest(content, asked, tokens, cohorts);
    }

    /** Until a public URL is set, links lead to this machine. */
    private URI base() {
        return publication.base(environment);
    }
}

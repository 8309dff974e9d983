package com.scrabbl.edition;

import com.scrabbl.mail.CutMessage;
import com.scrabbl.mail.MessageDraft;
import com.scrabbl.newsletter.NewsletterSettings;
import com.scrabbl.newsletter.Policies;
import com.scrabbl.newsletter.Sender;
import com.scrabbl.template.FrameLanguages;
import com.scrabbl.template.FrozenTemplates;
import com.scrabbl.template.PersonalValues;
import com.scrabbl.template.RenderedDigest;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * All that a digest is made of, but for its reader: what is rendered from it is always the same.
 *
 * @param newsletter as it was when the edition was frozen
 * @param base what links begin with
 * @param test whether the mail is marked as a test
 */
record FrozenContent(
        String uid,
        Instant slot,
        NewsletterSettings newsletter,
        URI base,
        Map<String, Object> model,
        FrozenTemplates templates,
        boolean test) {

    private static final DateTimeFormatter CAMPAIGN =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    FrozenContent asTest() {
        return new FrozenContent(uid, slot, newsletter, base, model, templates, true);
    }

    /** In which languages the frame is written. */
    FrameLanguages languages() {
        return FrameLanguages.of(newsletter.language(), templates.languages());
    }

    /** What the articles are about. */
    EditionTopics topics() {
        return EditionTopics.of(DigestView.articles(model), DigestView.corrections(model));
    }

    /** The edition as readers of this language see it. */
    DigestView view(String language) {
        return new DigestView(language, DigestModel.zone(newsletter));
    }

    /**
     * Renders the message, so that it fits, and encodes it.
     *
     * @param articles which of them, as {@link EditionTopics} writes it
     */
    CohortText text(DigestView view, String articles, PersonalValues personal) {
        int stories = EditionTopics.numbers(articles)
                .get(0, DigestView.articles(model).size())
                .cardinality();
        Fitting.Fitted fitted = Fitting.of(stories, room -> rendered(view, articles, personal, room));
        return new CohortText(cut(fitted.digest()), fitted.fit());
    }

    private CutMessage cut(RenderedDigest digest) {
        Sender sender = newsletter.sender();
        String domain = sender.address().domain();
        return new MessageDraft(
                        sender.name(),
                        sender.address(),
                        sender.replyTo(),
                        subject(digest),
                        digest.text(),
                        digest.html(),
                        newsletter.name(),
                        newsletter.slug() + "." + domain,
                        newsletter.policies().archive() == Policies.Archive.PUBLIC
                                ? URI.create("%s/archive/%s".formatted(base, newsletter.slug()))
                                : null,
                        base.resolve(base.getPath() + "/"),
                        "%s:%s:digest:%s".formatted(CAMPAIGN.format(slot), newsletter.slug(), senderId(domain)))
                .cut();
    }

    /** The subject alone. */
    String subject(DigestView view, String articles, PersonalValues personal) {
        return subject(rendered(view, articles, personal, Room.ENOUGH));
    }

    private String subject(RenderedDigest digest) {
        return test ? "[Test] " + digest.subject() : digest.subject();
    }

    private RenderedDigest rendered(DigestView view, String articles, PersonalValues personal, Room room) {
        Map<String, Object> edition = view.of(model, articles, room);
        RenderedDigest digest = rendered(view, edition, personal);
        Map<String, Object> unrepeated = DigestView.withoutRepeating(edition, digest.subject());
        if (unrepeated.equals(edition)) {
            return digest;
        }
        RenderedDigest other = rendered(view, unrepeated, personal);
        return new RenderedDigest(digest.subject(), other.html(), other.text());
    }

    private RenderedDigest rendered(DigestView view, Map<String, Object> edition, PersonalValues personal) {
        return templates.render(newsletter.subject(), edition, personal, view.language(), DigestModel.zone(newsletter));
    }

    /** Five to fifteen characters that stay: receivers count complaints by it. */
    private static String senderId(String domain) {
        String letters = domain.replaceAll("[^a-z0-9]", "");
        return letters.length() < 5 ? "list-" + letters : letters.substring(0, Math.min(15, letters.length()));
    }
}

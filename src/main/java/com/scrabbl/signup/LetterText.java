package com.scrabbl.signup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.scrabbl.mail.LetterDraft;
import com.scrabbl.newsletter.Brand;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Publication;
import com.scrabbl.newsletter.Sender;
import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.subscriber.SubscriptionTokens.Purpose;
import com.scrabbl.template.FrameLanguages;
import com.scrabbl.template.FrozenTemplates;
import com.scrabbl.template.PersonalValues;
import com.scrabbl.template.RenderedDigest;
import com.scrabbl.template.Templates;
import com.scrabbl.template.TextDirection;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Writes letters by the template {@code mail/letters/letter}, in the language that a newsletter's mail to the reader has. */
@Component
class LetterText {

    private static final String TEMPLATE = "letters/letter";
    private static final String SUBJECT = "<#import \"/mail/letters/said.ftl\" as letter>${letter.said(\"subject\")}";

    /** To read the templates takes longer than to write and send a letter; who changes one sees it after this time. */
    private final Cache<String, FrozenTemplates> frozen =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(5)).build();

    private final Templates templates;
    private final Newsletters newsletters;
    private final SignupRequests requests;
    private final LatestArticles latest;
    private final SubscriptionTokens tokens;
    private final Publication publication;
    private final Environment environment;

    LetterText(
            Templates templates,
            Newsletters newsletters,
            SignupRequests requests,
            LatestArticles latest,
            SubscriptionTokens tokens,
            Publication publication,
            Environment environment) {
        this.templates = templates;
        this.newsletters = newsletters;
        this.requests = requests;
        this.latest = latest;
        this.tokens = tokens;
        this.publication = publication;
        this.environment = environment;
    }

    /** @throws com.scrabbl.template.TemplateProblemException when a template cannot be rendered */
    LetterDraft draft(Letter letter) {
        Newsletter newsletter = newsletters.byId(letter.newsletterId());
        FrozenTemplates template = frozen.get(TEMPLATE, templates::load);
        Locale language =
                Locale.forLanguageTag(FrameLanguages.of(newsletter.settings().language(), template.languages())
                        .of(letter.language()));
        RenderedDigest rendered = template.render(
                SUBJECT, model(letter, newsletter, language), PersonalValues.of(Map.of()), language, ZoneOffset.UTC);
        Sender sender = newsletter.settings().sender();
        return new LetterDraft(
                sender.name(),
                sender.address(),
                sender.replyTo(),
                letter.to(),
                "letter."
                        + Long.toString(letter.id(), Character.MAX_RADIX)
                        + "."
                        + Long.toString(letter.queuedAt().toEpochMilli(), Character.MAX_RADIX),
                rendered.subject(),
                rendered.text(),
                rendered.html());
    }

    private Map<String, Object> model(Letter letter, Newsletter newsletter, Locale language) {
        TextDirection direction = TextDirection.of(language);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("kind", letter.kind().word());
        model.put("language", language.toLanguageTag());
        model.put("brand", brand());
        model.put(
                "newsletter",
                Map.of(
                        "name",
                        newsletter.name(),
                        "slug",
                        newsletter.slug(),
                        "language",
                        newsletter.settings().language()));
        model.put("edition", Map.of("direction", direction.word(), "start", direction.start(), "end", direction.end()));
        model.put("newsletters", names(letter, newsletter));
        model.put("links", links(letter, language));
        model.put("articles", letter.kind() == Letter.Kind.WELCOME ? latest.of(newsletter.id()) : List.of());
        return model;
    }

    private List<String> names(Letter letter, Newsletter newsletter) {
        Long request = letter.requestId();
        if (request == null || letter.kind() == Letter.Kind.WELCOME) {
            return List.of(newsletter.name());
        }
        return requests
                .find(request)
                .orElseThrow(() -> new IllegalArgumentException("its request is gone"))
                .choices()
                .stream()
                .map(choice -> newsletters.byId(choice.newsletterId()).name())
                .toList();
    }

    /** Pages behind a letter speak its language if they can, whatever the browser asks for. */
    private Map<String, Object> links(Letter letter, Locale language) {
        URI base = base();
        String spoken = "?lang=" + language.toLanguageTag();
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("home", base + "/");
        Purpose purpose = letter.kind().purpose();
        if (purpose == Purpose.CONFIRM) {
            links.put("action", base + "/confirm/" + tokens.token(purpose, letter.id()) + spoken);
        } else if (purpose != null) {
            links.put(
                    "action",
                    base + "/preferences/" + tokens.token(purpose, letter.id()) + "/"
                            + letter.kind().word() + spoken);
        }
        @Nullable Long subscription = letter.subscriptionId();
        if (purpose == null && subscription != null) {
            links.put("action", base + "/preferences/" + tokens.preferences(subscription) + spoken);
            links.put("unsubscribe", base + "/unsubscribe/" + tokens.unsubscribe(subscription));
        }
        return links;
    }

    private Map<String, Object> brand() {
        Brand brand = publication.brand();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", brand.name());
        model.put("accent", brand.accent());
        model.put("darkAccent", brand.darkAccent());
        if (brand.tagline() != null) {
            model.put("tagline", brand.tagline());
        }
        if (brand.logo() != null) {
            model.put("logo", brand.logo().toString());
        }
        if (brand.postalAddress() != null) {
            model.put("postalAddress", brand.postalAddress());
        }
        return model;
    }

    /** Until a public URL is set, links lead to this machine. */
    private URI base() {
        return publication.base(environment);
    }
}

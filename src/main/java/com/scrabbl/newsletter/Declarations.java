package com.scrabbl.newsletter;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.NewsletterSchedule.Missed;
import com.scrabbl.newsletter.NewsletterSettings.Render;
import com.scrabbl.spelling.Nearest;
import com.scrabbl.template.TemplateProblemException;
import com.scrabbl.template.Templates;
import com.scrabbl.yaml.FileSection;
import com.scrabbl.yaml.Problems;
import com.scrabbl.yaml.Quoted;
import com.scrabbl.yaml.Value;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the newsletters of one file, key by key, in the order in which {@code src/docs/newsletter-file.md} has them. */
final class Declarations {

    private static final int MOST_NEWSLETTERS = 1000;

    private final Templates templates;
    private final DeclaredSources sources;
    private final List<String> relays;
    private final Set<String> slugs = new HashSet<>();

    Declarations(Templates templates, DeclaredSources sources, List<String> relays) {
        this.templates = templates;
        this.sources = sources;
        this.relays = relays;
    }

    Value<List<NewsletterSettings>> newsletters(Node root, Problems problems) {
        FileSection file = new FileSection(root, "", problems, List.of("newsletters"));
        Value<List<NewsletterSettings>> newsletters = file.sections(
                "newsletters",
                MOST_NEWSLETTERS,
                List.of(
                        "slug",
                        "name",
                        "description",
                        "language",
                        "sender",
                        "sources",
                        "selection",
                        "topics",
                        "subject",
                        "template",
                        "render",
                        "schedule",
                        "policies",
                        "relays"),
                this::newsletter);
        if (newsletters.or(List.of()).isEmpty() && problems.count() == 0) {
            file.problem("newsletters", "declares none; allowed: a list of newsletters, each with a slug");
        }
        return newsletters;
    }

    private Value<NewsletterSettings> newsletter(FileSection at) {
        Value<String> slug = at.required("slug", this::slug);
        Value<String> name = at.required("name", text -> Allowed.line(text, NewsletterSettings.LONGEST_NAME));
        Value<String> description =
                at.text("description", text -> Allowed.line(text, NewsletterSettings.LONGEST_DESCRIPTION));
        Value<String> language = at.optional("language", NewsletterSettings.DEFAULT_LANGUAGE, Allowed::language);
        Value<Sender> sender = sender(at, name);
        Value<List<SourceReference>> references = sources.of(at);
        Value<SelectionRule> selection = DeclaredSelection.of(at);
        Value<List<String>> topics = at.texts("topics", NewsletterSettings.MOST_TOPICS, NewsletterSettings::topic);
        Value<String> subject = at.optional("subject", NewsletterSettings.DEFAULT_SUBJECT, this::subject);
        Value<String> template = at.optional("template", NewsletterSettings.DEFAULT_TEMPLATE, this::template);
        Value<Render> render = at.optional("render", Render.SHARED, text -> Allowed.oneOf(Render.class, text));
        Value<NewsletterSchedule> schedule =
                at.section("schedule", List.of("cron", "zone", "missed"), Declarations::schedule);
        Value<Policies> policies = DeclaredPolicies.of(at);
        Value<List<String>> relays = at.texts("relays", NewsletterSettings.MOST_RELAYS, this::relay);
        return at.build(() -> new NewsletterSettings(
                slug.get(),
                name.get(),
                description.orNull(),
                language.get(),
                sender.get(),
                references.get(),
                rule(selection),
                at.has("topics") ? topics.get() : NewsletterSettings.topicsToChoose(rule(selection)),
                subject.get(),
                template.get(),
                render.get(),
                schedule.orNull(),
                policies.or(Policies.DEFAULT),
                relays.or(List.of())));
    }

    private static SelectionRule rule(Value<SelectionRule> selection) {
        return selection.or(SelectionRule.DEFAULT);
    }

    private String relay(String text) {
        if (!relays.contains(text)) {
            String known = relays.isEmpty() ? "none, since there are none there" : String.join(" | ", relays);
            throw Allowed.refused(
                    text,
                    "is no relay of scrabbl.delivery.relays"
                            + Nearest.to(text, relays).hint(),
                    known);
        }
        return text;
    }

    private String slug(String text) {
        String slug = Allowed.slug(text);
        if (!slugs.add(slug)) {
            throw Allowed.refused(slug, "is declared twice", "a slug of its own for each newsletter");
        }
        return slug;
    }

    private static Value<Sender> sender(FileSection newsletter, Value<String> newsletterName) {
        newsletter.require("sender", "sender.address");
        return newsletter.section("sender", List.of("name", "address", "reply-to"), at -> {
            Value<String> name =
                    at.has("name") ? at.text("name", text -> Allowed.line(text, Sender.LONGEST_NAME)) : newsletterName;
            Value<EmailAddress> address = at.required("address", Declarations::address);
            Value<EmailAddress> replyTo = at.text("reply-to", Declarations::address);
            return at.build(() -> new Sender(name.get(), address.get(), replyTo.orNull()));
        });
    }

    private static EmailAddress address(String text) {
        return Sender.sendable(EmailAddress.parse(text));
    }

    private String subject(String text) {
        String subject = Allowed.line(text, NewsletterSettings.LONGEST_SUBJECT);
        try {
            templates.checkSubject(subject);
            return subject;
        } catch (TemplateProblemException e) {
            throw new IllegalArgumentException(
                    "%s is no FreeMarker template: line %d, column %d: %s"
                            .formatted(Quoted.quoted(subject), e.line(), e.column(), e.problem()),
                    e);
        }
    }

    private String template(String text) {
        String template = Allowed.line(text, NewsletterSettings.LONGEST_TEMPLATE);
        List<String> names = templates.names();
        if (!names.contains(template)) {
            throw Allowed.refused(
                    template,
                    "is no template" + Nearest.to(template, names).hint(),
                    String.join(" | ", names) + " (each is templates/mail/NAME.ftlh with NAME.ftl)");
        }
        return template;
    }

    private static Value<NewsletterSchedule> schedule(FileSection at) {
        Value<String> cron = at.required("cron", NewsletterSchedule::cron);
        Value<ZoneId> zone = at.optional("zone", NewsletterSchedule.DEFAULT_ZONE, Allowed::zone);
        Value<Missed> missed =
                at.optional("missed", NewsletterSchedule.DEFAULT_MISSED, text -> Allowed.oneOf(Missed.class, text));
        return at.build(() -> new NewsletterSchedule(cron.get(), zone.get(), missed.get()));
    }
}

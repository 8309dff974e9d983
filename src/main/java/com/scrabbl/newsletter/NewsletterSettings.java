package com.scrabbl.newsletter;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a newsletter's declaration says, defaults filled in. {@code src/docs/newsletter-file.md} has every
 * key.
 *
 * @param slug its name in commands and addresses: lower case letters, digits, hyphens
 * @param name as readers see it, one line
 * @param description one line, or none
 * @param language a language tag (BCP 47) in canonical form
 * @param sources polled before each edition; empty means all stored articles are candidates
 * @param subject a FreeMarker template of one line
 * @param template the name of the pair {@code templates/mail/<name>.ftlh} and {@code .ftl}
 * @param schedule when editions are due; null means it runs by hand
 */
public record NewsletterSettings(
        String slug,
        String name,
        @Nullable String description,
        String language,
        Sender sender,
        List<SourceReference> sources,
        SelectionRule selection,
        String subject,
        String template,
        Render render,
        @Nullable NewsletterSchedule schedule,
        Policies policies) {

    static final String DEFAULT_LANGUAGE = "en";
    static final String DEFAULT_SUBJECT =
            "${articles[0].title}<#if (articles?size > 1)> and ${articles?size - 1} more</#if>";
    static final String DEFAULT_TEMPLATE = "digest";

    static final int LONGEST_NAME = 200;
    static final int LONGEST_DESCRIPTION = 1000;
    static final int LONGEST_SUBJECT = 1000;
    static final int LONGEST_TEMPLATE = 100;
    static final int MOST_SOURCES = 200;

    /** How the digest's text is made. */
    public enum Render {
        /** Once for all readers who get the same text; what differs is filled in as it stands. */
        SHARED,
        /** For each reader anew, so that a template can compute with the reader's values; slow. */
        EACH
    }

    public NewsletterSettings {
        slug = Allowed.slug(slug);
        name = Allowed.line(name, LONGEST_NAME);
        description = description == null ? null : Allowed.line(description, LONGEST_DESCRIPTION);
        language = Allowed.language(language);
        sources = List.copyOf(sources);
        subject = Allowed.line(subject, LONGEST_SUBJECT);
        template = Allowed.line(template, LONGEST_TEMPLATE);
        Allowed.number(sources.size(), 0, MOST_SOURCES);
        Set<String> names = new HashSet<>();
        for (SourceReference source : sources) {
            if (!names.add(source.name())) {
                throw Allowed.refused(source.name(), "names two sources", "a name of its own for each source");
            }
        }
    }
}

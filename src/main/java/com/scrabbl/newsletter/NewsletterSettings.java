package com.scrabbl.newsletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.scrabbl.spelling.CanonicalName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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
 * @param topics those that a reader may choose from, as they are written; their keys are the same in lower case. Empty:
 *     there is nothing to choose
 * @param subject a FreeMarker template of one line
 * @param template the name of the pair {@code templates/mail/<name>.ftlh} and {@code .ftl}
 * @param schedule when editions are due; null means it runs by hand
 * @param relays the names of those by which its editions go; empty means all
 */
public record NewsletterSettings(
        String slug,
        String name,
        @Nullable String description,
        String language,
        Sender sender,
        List<SourceReference> sources,
        SelectionRule selection,
        List<String> topics,
        String subject,
        String template,
        Render render,
        @Nullable NewsletterSchedule schedule,
        Policies policies,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> relays) {

    static final String DEFAULT_LANGUAGE = "en";
    /** How many more there are says each reader's language, if the template has words for it. */
    static final String DEFAULT_SUBJECT = "${articles[0].title}${(words(\"more\", edition.size - 1))!}";

    static final String DEFAULT_TEMPLATE = "digest";

    static final int LONGEST_NAME = 200;
    static final int LONGEST_DESCRIPTION = 1000;
    static final int LONGEST_SUBJECT = 1000;
    static final int LONGEST_SUBJECT_TEXT = 200;
    static final int LONGEST_TEMPLATE = 100;
    static final int MOST_SOURCES = 200;
    static final int MOST_TOPICS = 100;
    static final int MOST_RELAYS = 20;

    /** Between the topics that a reader chose, as they are kept. */
    private static final char TOPIC_SEPARATOR = '|';

    /** What FreeMarker may read as more than text begins with one of these. */
    private static final Pattern SUBJECT_CODE = Pattern.compile("[$#<\\[](?=[{#/@=])");

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
        topics = topics == null ? topicsToChoose(selection) : choosable(topics);
        subject = Allowed.line(subject, LONGEST_SUBJECT);
        template = Allowed.line(template, LONGEST_TEMPLATE);
        relays = relays == null ? List.of() : List.copyOf(relays);
        Allowed.number(sources.size(), 0, MOST_SOURCES);
        Set<String> names = new HashSet<>();
        for (SourceReference source : sources) {
            if (!names.add(source.name())) {
                throw Allowed.refused(source.name(), "names two sources", "a name of its own for each source");
            }
        }
    }

    /** The same with another subject, which is text: what looks like FreeMarker in it is not read as such. */
    public NewsletterSettings withSubject(String text) {
        return new NewsletterSettings(
                slug,
                name,
                description,
                language,
                sender,
                sources,
                selection,
                topics,
                SUBJECT_CODE.matcher(subjectText(text)).replaceAll("\\${r\"$0\"}"),
                template,
                render,
                schedule,
                policies,
                relays);
    }

    /**
     * A subject that an operator wrote, as it is kept.
     *
     * @throws IllegalArgumentException when it is empty, longer than 200 characters or not one line
     */
    public static String subjectText(String text) {
        return Allowed.line(text, LONGEST_SUBJECT_TEXT);
    }

    /** What a newsletter that declares no topics lets its readers choose from: those that its rule wants. */
    static List<String> topicsToChoose(SelectionRule selection) {
        Set<String> keys = new HashSet<>();
        return selection.topics().stream()
                .filter(topic -> topic.indexOf(TOPIC_SEPARATOR) < 0 && keys.add(topicKey(topic)))
                .toList();
    }

    static String topic(String text) {
        String topic = Allowed.line(text, SelectionRule.LONGEST_NAME);
        if (topic.indexOf(TOPIC_SEPARATOR) >= 0) {
            throw Allowed.refused(topic, "has a \"|\", which separates topics", "any other character");
        }
        return topic;
    }

    private static List<String> choosable(List<String> topics) {
        Allowed.number(topics.size(), 0, MOST_TOPICS);
        Set<String> keys = new HashSet<>();
        List<String> lines = topics.stream().map(NewsletterSettings::topic).toList();
        for (String topic : lines) {
            if (!keys.add(topicKey(topic))) {
                throw Allowed.refused(topic, "stands twice among the topics", "each topic once; case does not count");
            }
        }
        return lines;
    }

    private static String topicKey(String topic) {
        return CanonicalName.of(topic);
    }
}

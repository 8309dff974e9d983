package com.scrabbl.console.list;

import com.scrabbl.console.Day;
import com.scrabbl.console.Problem;
import com.scrabbl.console.list.SubscribersController.Standing;
import com.scrabbl.spelling.CanonicalName;
import com.scrabbl.subscriber.AttributeKind;
import com.scrabbl.subscriber.Profile;
import com.scrabbl.subscriber.ReaderValue;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.Topics;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What is typed about a person; everything as text until it is read.
 *
 * @param topics those that are ticked, by the number of the subscription
 * @param pausedUntil a day; empty for no pause
 */
public record PersonForm(
        String name,
        String language,
        String timeZone,
        List<Attribute> attributes,
        Map<Long, List<String>> topics,
        String pausedUntil) {

    private static final int SPARE = 3;
    private static final int MOST_ATTRIBUTES = 200;

    /** A row of the form. @param kind as people write it: {@code number} */
    public record Attribute(String name, String kind, String value) {

        boolean isBlank() {
            return value.isBlank();
        }
    }

    /** What the form means, or what is wrong with it. */
    record Read(
            Profile profile,
            Map<String, AttributeKind> kinds,
            Map<Long, Topics> topics,
            @Nullable Instant pausedUntil,
            List<Problem> problems) {}

    static PersonForm of(Subscriber person, Map<String, AttributeKind> kinds, List<Standing> standings) {
        List<Attribute> attributes = new ArrayList<>();
        person.profile()
                .attributes()
                .forEach((name, content) -> attributes.add(new Attribute(
                        name, kinds.getOrDefault(name, AttributeKind.TEXT).text(), content)));
        Map<Long, List<String>> topics = new LinkedHashMap<>();
        @Nullable Instant paused = null;
        for (Standing standing : standings) {
            Subscription one = standing.subscription();
            topics.put(one.id(), one.topics().keys());
            paused = one.pausedUntil() == null ? paused : one.pausedUntil();
        }
        return new PersonForm(
                text(person.profile().name()),
                text(person.profile().language()),
                text(person.profile().timeZone()),
                attributes,
                topics,
                paused == null
                        ? ""
                        : paused.atZone(zone(person.profile().timeZone()))
                                .toLocalDate()
                                .toString());
    }

    static PersonForm of(MultiValueMap<String, String> fields, List<Standing> standings) {
        List<Attribute> attributes = new ArrayList<>();
        for (int i = 0; i < MOST_ATTRIBUTES && fields.containsKey("attribute-name-" + i); i++) {
            Attribute row = new Attribute(
                    first(fields, "attribute-name-" + i),
                    first(fields, "attribute-kind-" + i),
                    first(fields, "attribute-value-" + i));
            if (!row.name().isBlank() || !row.isBlank()) {
                attributes.add(row);
            }
        }
        Map<Long, List<String>> topics = new LinkedHashMap<>();
        standings.forEach(standing -> topics.put(
                standing.subscription().id(),
                fields.getOrDefault("topics-" + standing.subscription().id(), List.of())));
        return new PersonForm(
                first(fields, "name"),
                first(fields, "language"),
                first(fields, "timeZone"),
                attributes,
                topics,
                first(fields, "pausedUntil"));
    }

    /** Its attributes, and some rows for more. */
    public List<Attribute> rows() {
        List<Attribute> rows = new ArrayList<>(attributes);
        for (int i = 0; i < SPARE; i++) {
            rows.add(new Attribute("", AttributeKind.TEXT.text(), ""));
        }
        return rows;
    }

    /** What may be ticked: the newsletter's topics, and what the reader has besides; key and label. */
    public Map<String, String> offered(Standing standing) {
        Map<String, String> offered = new LinkedHashMap<>();
        standing.newsletter().settings().topics().forEach(topic -> offered.put(CanonicalName.of(topic), topic));
        standing.subscription().topics().keys().forEach(key -> offered.putIfAbsent(key, key));
        return offered;
    }

    public boolean ticked(long subscription, String topic) {
        return topics.getOrDefault(subscription, List.of()).contains(topic);
    }

    Read read(List<Standing> standings, Instant now) {
        List<Problem> problems = new ArrayList<>();
        @Nullable String typedName = valid("name", problems, () -> new Profile(name, null, null, Map.of()).name());
        @Nullable
        String typedLanguage =
                valid("language", problems, () -> new Profile(null, language, null, Map.of()).language());
        @Nullable
        String typedZone = valid("timeZone", problems, () -> new Profile(null, null, timeZone, Map.of()).timeZone());
        Map<String, AttributeKind> kinds = new TreeMap<>();
        Map<String, String> contents = contents(kinds, problems);
        Map<Long, Topics> chosen = new LinkedHashMap<>();
        for (Standing standing : standings) {
            Set<String> offered = offered(standing).keySet();
            Set<String> ticked = new LinkedHashSet<>(
                    topics.getOrDefault(standing.subscription().id(), List.of()));
            ticked.retainAll(offered);
            // All of them is the same as none: new topics come along.
            boolean all = ticked.isEmpty();
            chosen.put(standing.subscription().id(), all ? Topics.ALL : Topics.of(ticked));
        }
        @Nullable Instant paused = paused(typedZone, standings, now, problems);
        Profile profile =
                problems.isEmpty() ? new Profile(typedName, typedLanguage, typedZone, contents) : Profile.EMPTY;
        return new Read(profile, kinds, chosen, paused, problems);
    }

    private Map<String, String> contents(Map<String, AttributeKind> kinds, List<Problem> problems) {
        Map<String, String> contents = new TreeMap<>();
        for (int i = 0; i < attributes.size(); i++) {
            Attribute attribute = attributes.get(i);
            if (attribute.isBlank()) {
                continue;
            }
            String key = attribute.name().strip().toLowerCase(Locale.ROOT);
            AttributeKind kind = AttributeKind.find(attribute.kind()).orElse(AttributeKind.TEXT);
            if (key.isEmpty()) {
                problems.add(new Problem("attribute-name-" + i, "Give the attribute a name, or empty its value."));
            } else if (contents.containsKey(key)) {
                problems.add(new Problem("attribute-name-" + i, "There are two attributes named %s.".formatted(key)));
            } else {
                @Nullable
                String content = valid("attribute-value-" + i, problems, () -> {
                    String line = ReaderValue.clean(key, attribute.value(), Profile.LONGEST_ATTRIBUTE);
                    return line == null ? null : kind.canonical(key, line);
                });
                contents.put(key, content == null ? "" : content);
                kinds.put(key, kind);
            }
        }
        contents.values().removeIf(String::isEmpty);
        return contents;
    }

    private @Nullable Instant paused(
            @Nullable String typedZone, List<Standing> standings, Instant now, List<Problem> problems) {
        if (pausedUntil.isBlank()) {
            return null;
        }
        if (standings.stream().noneMatch(standing -> standing.subscription().state() == State.ACTIVE)) {
            problems.add(
                    new Problem("pausedUntil", "Nothing comes to this person that could pause. Leave the day out."));
            return null;
        }
        try {
            Instant until = Day.parse(pausedUntil).atStartOfDay(zone(typedZone)).toInstant();
            if (until.isAfter(now)) {
                return until;
            }
            problems.add(
                    new Problem("pausedUntil", "The end of the pause lies in the past. Give a later day, or none."));
        } catch (DateTimeException e) {
            problems.add(new Problem("pausedUntil", "The end of the pause is no day. Write it as 2026-12-24."));
        }
        return null;
    }

    private static @Nullable String valid(
            String field, List<Problem> problems, java.util.function.Supplier<@Nullable String> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            String sentence = String.valueOf(e.getMessage());
            boolean ofProfile = !field.startsWith("attribute");
            problems.add(new Problem(
                    field, (ofProfile ? "The " : "") + sentence.replaceFirst("^time_zone", "time zone") + "."));
            return null;
        }
    }

    static ZoneId zone(@Nullable String timeZone) {
        return timeZone == null ? ZoneId.systemDefault() : ZoneId.of(timeZone);
    }

    private static String first(MultiValueMap<String, String> fields, String name) {
        String value = fields.getFirst(name);
        return value == null ? "" : value;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}

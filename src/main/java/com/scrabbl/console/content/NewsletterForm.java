package com.scrabbl.console.content;

import com.scrabbl.newsletter.NewsletterSettings;
import com.scrabbl.newsletter.SettingsFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.util.MultiValueMap;

/**
 * A newsletter's settings as somebody edits them in a form: texts as they are typed, by the keys of the newsletter's
 * file. What a form says is read as the file that it stands for, so that both have the same rules.
 *
 * @param values by key, such as {@code schedule.cron}; lists have a line for each entry
 * @param sources a row for each, and none that is empty
 */
public record NewsletterForm(Map<String, String> values, List<Source> sources) {

    private static final Set<String> LISTS = Set.of(
            "topics",
            "relays",
            "selection.topics",
            "selection.sections",
            "selection.authors",
            "selection.exclude-topics");

    private static final Set<String> KEYS =
            Set.of("slug", "name", "description", "language", "topics", "subject", "template", "render", "relays");
    private static final Pattern IN_SECTION = Pattern.compile("(sender|selection|schedule|policies)\\.[a-z-]{1,40}");
    private static final Pattern SOURCE = Pattern.compile("sources\\[(\\d{1,3})]\\.(?:name|kind|place|trusted)");

    /** In the file a source has its place under the key of its kind. */
    private static final List<String> KINDS = List.of("url", "file", "folder");

    /**
     * One source.
     *
     * @param kind {@code url}, {@code file} or {@code folder}
     */
    public record Source(String name, String kind, String place, boolean trusted) {

        private boolean isEmpty() {
            return name.isBlank() && place.isBlank();
        }

        private Map<String, Object> section() {
            Map<String, Object> section = new LinkedHashMap<>();
            section.put("name", name.strip());
            if (!place.isBlank()) {
                section.put(kind, place.strip());
            }
            section.put("trusted", trusted);
            return section;
        }

        private static Source of(Map<?, ?> section) {
            String kind =
                    KINDS.stream().filter(section::containsKey).findFirst().orElse("url");
            return new Source(
                    text(section.get("name")),
                    kind,
                    text(section.get(kind)),
                    Boolean.TRUE.equals(section.get("trusted")));
        }
    }

    public NewsletterForm {
        values = Map.copyOf(values);
        sources = List.copyOf(sources);
    }

    /** What a new newsletter begins with. */
    static NewsletterForm empty(Map<String, String> defaults) {
        return new NewsletterForm(defaults, List.of());
    }

    static NewsletterForm of(NewsletterSettings settings) {
        Map<String, Object> map = SettingsFormat.toMap(settings);
        List<?> sources = map.get("sources") instanceof List<?> list ? list : List.of();
        map.remove("sources");
        return new NewsletterForm(
                flat("", map),
                sources.stream().map(source -> Source.of((Map<?, ?>) source)).toList());
    }

    /** What was typed; what is no key of the file is left out. */
    static NewsletterForm entered(MultiValueMap<String, String> fields) {
        Map<String, String> values = new LinkedHashMap<>();
        fields.keySet().stream()
                .filter(key -> KEYS.contains(key) || IN_SECTION.matcher(key).matches())
                .forEach(key -> values.put(key, text(fields.getFirst(key))));
        int rows = fields.keySet().stream()
                .map(SOURCE::matcher)
                .filter(Matcher::matches)
                .mapToInt(row -> Integer.parseInt(row.group(1)) + 1)
                .max()
                .orElse(0);
        return new NewsletterForm(
                values,
                IntStream.range(0, rows)
                        .mapToObj(row -> source(fields, "sources[%d].".formatted(row)))
                        .filter(source -> !source.isEmpty())
                        .toList());
    }

    private static Source source(MultiValueMap<String, String> fields, String row) {
        String kind = text(fields.getFirst(row + "kind"));
        return new Source(
                text(fields.getFirst(row + "name")),
                KINDS.contains(kind) ? kind : "url",
                text(fields.getFirst(row + "place")),
                fields.getFirst(row + "trusted") != null);
    }

    /** The text at a key; empty without one. */
    public String value(String key) {
        return values.getOrDefault(key, "");
    }

    NewsletterForm with(String key, String value) {
        Map<String, String> others = new LinkedHashMap<>(values);
        others.put(key, value);
        return new NewsletterForm(others, sources);
    }

    /** The same with the values of another one at the keys that this one does not have at all. */
    NewsletterForm completedBy(NewsletterForm other) {
        Map<String, String> all = new LinkedHashMap<>(other.values);
        all.putAll(values);
        return new NewsletterForm(all, sources);
    }

    /** The file that the form stands for. An empty field is a key that is not there, an empty list is an empty list. */
    String yaml() {
        Map<String, Object> root = new LinkedHashMap<>();
        values.forEach((key, text) -> put(root, key, text));
        if (value("schedule.cron").isBlank()) {
            root.remove("schedule");
        }
        root.put("sources", sources.stream().map(Source::section).toList());
        return SettingsFormat.toYaml(root);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> root, String key, String text) {
        int dot = key.indexOf('.');
        Map<String, Object> section = dot < 0
                ? root
                : (Map<String, Object>) root.computeIfAbsent(key.substring(0, dot), name -> new LinkedHashMap<>());
        String name = key.substring(dot + 1);
        if (LISTS.contains(key)) {
            section.put(name, lines(text));
        } else if (!text.isBlank()) {
            section.put(name, text.strip());
        }
    }

    /** The field in which the value of a key of the file stands. */
    static String field(String key) {
        String field = key.replaceFirst("^newsletters\\[\\d+]\\.?", "");
        Matcher source = Pattern.compile("sources\\[(\\d+)](?:\\.(\\w+))?.*").matcher(field);
        if (source.matches()) {
            boolean own = "name".equals(source.group(2)) || "trusted".equals(source.group(2));
            return "sources-%s-%s".formatted(source.group(1), own ? source.group(2) : "place");
        }
        return field.isEmpty() ? "name" : field.replaceFirst("\\[\\d+]$", "");
    }

    /** What differs, by key: what stands here and there, empty for nothing. */
    static List<Difference> differences(NewsletterForm one, NewsletterForm other) {
        Map<String, String> ones = one.all();
        Map<String, String> others = other.all();
        List<String> keys = new ArrayList<>(ones.keySet());
        others.keySet().stream().filter(key -> !ones.containsKey(key)).forEach(keys::add);
        return keys.stream()
                .map(key -> new Difference(key, ones.getOrDefault(key, ""), others.getOrDefault(key, "")))
                .filter(difference -> !difference.one().equals(difference.other()))
                .toList();
    }

    /** A key with two values. */
    public record Difference(String key, String one, String other) {}

    private Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        values.forEach((key, text) -> all.put(key, String.join("\n", lines(text))));
        all.put(
                "sources",
                sources.stream()
                        .map(source -> "%s: %s %s%s"
                                .formatted(
                                        source.name(),
                                        source.kind(),
                                        source.place(),
                                        source.trusted() ? " (trusted)" : ""))
                        .collect(Collectors.joining("\n")));
        return all;
    }

    private static Map<String, String> flat(String path, Map<?, ?> map) {
        Map<String, String> flat = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value instanceof Map<?, ?> section) {
                flat.putAll(flat(path + key + ".", section));
            } else if (value instanceof List<?> list) {
                flat.put(path + key, list.stream().map(String::valueOf).collect(Collectors.joining("\n")));
            } else {
                flat.put(path + key, text(value));
            }
        });
        return flat;
    }

    private static List<String> lines(String text) {
        return Arrays.stream(text.split("\\R"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String text(@org.jspecify.annotations.Nullable Object value) {
        return Objects.toString(value, "");
    }
}

package com.scrabbl.edition;

import com.scrabbl.template.TextDirection;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DecimalStyle;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** An edition as readers of one language see it, with the articles that they chose. Thread-safe. */
final class DigestView {

    private final Locale language;
    private final DateTimeFormatter date;
    private final DateTimeFormatter time;

    DigestView(String language, ZoneId zone) {
        this.language = Locale.forLanguageTag(language);
        Locale writing = writing(this.language);
        date = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(writing)
                .withDecimalStyle(DecimalStyle.of(writing))
                .withZone(zone);
        time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(writing)
                .withDecimalStyle(DecimalStyle.of(writing))
                .withZone(zone);
    }

    /** Java writes English of no country as Americans do; the pages write 24 November, and so does a mail. */
    private static Locale writing(Locale language) {
        return language.equals(Locale.ENGLISH) ? Locale.UK : language;
    }

    Locale language() {
        return language;
    }

    /** A day as the language writes it. */
    String date(Instant instant) {
        return date.format(instant);
    }

    /**
     * @param frozen what {@link DigestModel} made; it is not changed
     * @param articles which of them, as {@link EditionTopics} writes it; at least one
     * @param room for how much of them there is
     */
    Map<String, Object> of(Map<String, Object> frozen, String articles, Room room) {
        List<Map<String, Object>> all = articles(frozen);
        BitSet numbers = EditionTopics.numbers(articles);
        List<Map<String, Object>> chosen = numbers.stream()
                .limit(numbers.get(0, all.size()).cardinality())
                .mapToObj(number -> article(all.get(number)))
                .toList();
        Map<String, Object> model = new LinkedHashMap<>(frozen);
        model.put("edition", edition(map(frozen, "edition"), chosen, room));
        List<Map<String, Object>> shown = shown(chosen, room);
        model.put("articles", shown);
        model.put("sections", sections(shown.subList(1, shown.size())));
        List<Map<String, Object>> corrections = corrections(frozen);
        List<Map<String, Object>> told = numbers.stream()
                .skip(chosen.size())
                .mapToObj(number -> corrections.get(number - all.size()))
                .toList();
        model.remove("corrections");
        if (!told.isEmpty()) {
            model.put("corrections", told);
        }
        return model;
    }

    /** The model with another preheader where that would say what the subject says already; else the model. */
    static Map<String, Object> withoutRepeating(Map<String, Object> model, String subject) {
        Map<String, Object> edition = new LinkedHashMap<>(map(model, "edition"));
        edition.remove("preheader");
        DigestModel.put(edition, "preheader", Preheader.of(articles(model), subject));
        Map<String, Object> other = new LinkedHashMap<>(model);
        other.put("edition", edition);
        return other;
    }

    private List<Map<String, Object>> shown(List<Map<String, Object>> chosen, Room room) {
        List<Map<String, Object>> shown = new ArrayList<>(chosen.subList(0, Math.min(chosen.size(), room.stories())));
        for (int i = 0; i < shown.size(); i++) {
            Map<String, Object> story = new LinkedHashMap<>(shown.get(i));
            if (i > 0 && story.get("standfirst") instanceof String summary) {
                story.put("standfirst", Shortening.sentences(summary, language, room.summary()));
            }
            if (i >= room.texts()) {
                story.remove("body");
            }
            shown.set(i, story);
        }
        return shown;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> articles(Map<String, Object> frozen) {
        return (List<Map<String, Object>>) Objects.requireNonNull(frozen.get("articles"));
    }

    /** What is said of articles that were sent; mostly nothing. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> corrections(Map<String, Object> frozen) {
        return frozen.get("corrections") instanceof List<?> told ? (List<Map<String, Object>>) told : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> model, String key) {
        return (Map<String, Object>) Objects.requireNonNull(model.get(key));
    }

    private Map<String, Object> edition(Map<String, Object> frozen, List<Map<String, Object>> articles, Room room) {
        TextDirection direction = TextDirection.of(language);
        Map<String, Object> model = new LinkedHashMap<>(frozen);
        model.put("language", language.toLanguageTag());
        model.put("date", date(Instant.parse((String) frozen.get("slot"))));
        model.put("size", articles.size());
        model.put("elsewhere", Math.max(0, articles.size() - room.stories()));
        model.put(
                "minutes",
                articles.stream()
                        .mapToInt(story -> (Integer) story.getOrDefault("minutes", 0))
                        .sum());
        DigestModel.put(model, "preheader", Preheader.of(articles, ""));
        model.put("direction", direction.word());
        model.put("start", direction.start());
        model.put("end", direction.end());
        return model;
    }

    private Map<String, Object> article(Map<String, Object> frozen) {
        Map<String, Object> published = new LinkedHashMap<>(map(frozen, "published"));
        Instant instant = Instant.parse((String) published.get("iso"));
        published.put("date", date(instant));
        published.put("time", time.format(instant));
        Map<String, Object> model = new LinkedHashMap<>(frozen);
        model.put("published", published);
        if (frozen.get("language") instanceof String tongue) {
            TextDirection direction = TextDirection.of(Locale.forLanguageTag(tongue));
            model.put("direction", direction.word());
            model.put("start", direction.start());
        }
        return model;
    }

    /** By section in the order of their first story; what has no section comes last, under no name. */
    private static List<Map<String, Object>> sections(List<Map<String, Object>> stories) {
        Map<String, List<Map<String, Object>>> bySection = new LinkedHashMap<>();
        for (Map<String, Object> story : stories) {
            bySection
                    .computeIfAbsent((String) story.getOrDefault("section", ""), name -> new ArrayList<>())
                    .add(story);
        }
        List<Map<String, Object>> unnamed = bySection.remove("");
        List<Map<String, Object>> sections = new ArrayList<>();
        bySection.forEach((name, articles) -> {
            Map<String, Object> section = new LinkedHashMap<>();
            section.put("name", name);
            section.put("articles", articles);
            sections.add(section);
        });
        if (unnamed != null) {
            sections.add(Map.of("articles", unnamed));
        }
        return sections;
    }
}

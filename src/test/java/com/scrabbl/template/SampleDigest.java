package com.scrabbl.template;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** An edition as the digest's templates see it, with what is awkward to set: long words, other scripts, markup in titles. */
final class SampleDigest {

    static final String LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
    static final String MARKUP = "R&D <b>\"x\"</b> 'y'";

    /** What may stand in a story, after its sanitising. */
    private static final String BODY = """
            <p>The %dth story begins with a <a href="https://courier.example/sources">link</a> and some <em>stress</em>.</p>
            <figure><img src="https://courier.example/pictures/quay.jpg" alt="The quay at low tide" width="800" height="600" />\
            <figcaption>The quay on Sunday, seen from the <em>Ottilie</em>.</figcaption></figure>
            <h2>What was decided</h2>
            <ul>
            <li>The quay stays open on <strong>Sundays</strong>.</li>
            <li>Ferries leave every
            <ol><li>twenty minutes by day</li><li>forty minutes by night</li></ol></li>
            </ul>
            <blockquote>We waited eleven years for this &amp; it was worth it.</blockquote>
            <h3>By the numbers</h3>
            <table><tbody><tr><th>Year</th><th>Passengers</th></tr><tr><td>2025</td><td>1.2 million</td></tr></tbody></table>
            <p>The last word belongs to the ferrymen.</p>""";

    private static final String ARABIC_BODY = """
            <p>أُغلقت البوابات <a href="https://courier.example/sources">للمرة الأولى</a> فجر الاثنين.</p>
            <figure><img src="https://courier.example/pictures/quay.jpg" alt="الرصيف عند الجزر" /></figure>
            <h2>ما الذي تقرر</h2>
            <ul><li>يبقى الرصيف مفتوحاً أيام الأحد.</li><li>العبّارات كل عشرين دقيقة.</li></ul>
            <blockquote>انتظرنا هذا أحد عشر عاماً.</blockquote>
            <table><tbody><tr><th>السنة</th><th>الركاب</th></tr><tr><td>2025</td><td>1.2 مليون</td></tr></tbody></table>""";

    private final Map<String, Object> model = new TreeMap<>();
    private final List<Map<String, Object>> articles = new ArrayList<>();
    private Set<String> present = Set.of("reader.name");
    private Set<String> links = Set.of("links.unsubscribe", "links.preferences");
    private Locale locale = Locale.ENGLISH;
    private String template = "digest";

    /** Nine stories in three sections, nothing missing. */
    static SampleDigest complete() {
        SampleDigest digest = new SampleDigest(9);
        digest.articles.get(2).put("title", LONG_WORD);
        digest.articles.get(3).put("title", MARKUP);
        digest.articles.get(4).put("title", "港の朝市、二百年目の冬を迎える。漁師たちは夜明け前から集まり、新しい魚を並べて客を待つ");
        digest.articles.get(4).put("language", "ja");
        digest.articles.get(5).put("url", "https://courier.example/s/" + "long-".repeat(60));
        return digest;
    }

    /** An edition that suits the template: few stories for the one with whole texts. */
    static SampleDigest of(String template) {
        SampleDigest digest = template.equals("full") ? new SampleDigest(3) : complete();
        return digest.template(template);
    }

    /** So many stories, each with a long address. */
    SampleDigest(int stories) {
        for (int i = 0; i < stories; i++) {
            articles.add(article(i));
        }
        model.put(
                "brand",
                new TreeMap<>(Map.of(
                        "name", "The Courier",
                        "tagline", "News from both banks",
                        "accent", "#9a2b1f",
                        "darkAccent", "#f0917f",
                        "postalAddress", "4 Customs Quay\n1204 Saltmere")));
        model.put("newsletter", new TreeMap<>(Map.of("slug", "daily", "name", "Courier Daily", "language", "en")));
        model.put("links", Map.of("web", "https://courier.example/archive/daily/2026-11-24T06:00:00Z"));
        model.put(
                "edition",
                new TreeMap<>(Map.of(
                        "date", "Tuesday, 24 November 2026",
                        "size", stories,
                        "minutes", stories * 4,
                        "preheader", "Rents fall for a third month, and night buses return on four lines",
                        "language", "en",
                        "direction", "ltr",
                        "start", "left",
                        "end", "right")));
    }

    private static Map<String, Object> article(int i) {
        return new TreeMap<>(Map.of(
                "title",
                "Story number " + i + " has a headline of ordinary length",
                "standfirst",
                "What happened is told in two sentences. They are long enough to be broken once or twice in both parts.",
                "sentence",
                "What happened is told in two sentences.",
                "body",
                BODY.formatted(i),
                "url",
                "https://courier.example/section-" + i % 3 + "/a-headline-of-ordinary-length-" + i,
                "author",
                "Ida Sørli",
                "section",
                "Section " + i % 3,
                "topics",
                List.of("harbour"),
                "minutes",
                4,
                "image",
                Map.of(
                        "url",
                        "https://courier.example/pictures/" + i + ".jpg",
                        "alt",
                        "Two ferries pass at dusk",
                        "width",
                        1104,
                        "height",
                        621)));
    }

    List<Map<String, Object>> articles() {
        return articles;
    }

    /** Without this value everywhere: {@code article.standfirst}, {@code brand.tagline}, {@code reader.name}, {@code
     * links.optional}. */
    SampleDigest without(String value) {
        String owner = value.substring(0, value.indexOf('.'));
        String key = value.substring(owner.length() + 1);
        switch (owner) {
            case "article" -> articles.forEach(article -> article.remove(key));
            case "reader" -> present = Set.of();
            case "links" -> {
                links = Set.of("links.unsubscribe");
                model.remove("links");
            }
            default -> set(owner, key, null);
        }
        return this;
    }

    /** The same by another template. */
    SampleDigest template(String name) {
        template = name;
        return this;
    }

    /** The frame in German; the stories stay as they are. */
    SampleDigest german() {
        locale = Locale.GERMAN;
        set("edition", "language", "de");
        set("edition", "date", "24. November 2026");
        return this;
    }

    /** All in Arabic, but for two stories. */
    SampleDigest rightToLeft() {
        locale = Locale.forLanguageTag("ar");
        set("brand", "name", "صحيفة المرفأ");
        set("brand", "tagline", "أخبار الضفتين");
        set("newsletter", "name", "المرفأ اليومي");
        set("newsletter", "language", "ar");
        set("edition", "date", "٢٤ نوفمبر ٢٠٢٦");
        set("edition", "preheader", "الإيجارات تنخفض للشهر الثالث؛ الحافلات الليلية تعود");
        for (int i = 0; i < articles.size(); i++) {
            if (i == 1 || i == 4) {
                articles.get(i).putIfAbsent("language", "en");
                articles.get(i).putAll(Map.of("direction", "ltr", "start", "left"));
                continue;
            }
            articles.get(i).put("title", "بوابات المد تُفتح قبل موعدها بعام، رقم " + i);
            articles.get(i)
                    .put("standfirst", "أُغلقت البوابات للمرة الأولى فجر الاثنين. وقد استغرق بناؤها أحد عشر عاماً.");
            articles.get(i).put("sentence", "أُغلقت البوابات للمرة الأولى فجر الاثنين.");
            articles.get(i).put("author", "مارا ليندكفست");
            articles.get(i).put("section", "القسم " + i % 3);
            articles.get(i).put("body", ARABIC_BODY);
        }
        set("edition", "language", "ar");
        set("edition", "direction", "rtl");
        set("edition", "start", "right");
        set("edition", "end", "left");
        return this;
    }

    @SuppressWarnings("unchecked")
    private void set(String owner, String key, @org.jspecify.annotations.Nullable Object value) {
        Map<String, Object> map = (Map<String, Object>) model.get(owner);
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    RenderedDigest rendered() {
        Map<String, Object> whole = new TreeMap<>(model);
        whole.put("articles", articles);
        whole.put("sections", sections());
        Set<String> always = new HashSet<>(links);
        always.addAll(Set.of("reader.email", "reader.since"));
        PersonalValues personal = PersonalValues.slots(always, present);
        return new Templates(Path.of("src/test/resources/com/scrabbl/template/beside"))
                .load(template)
                .render(
                        "${articles[0].title}${(words(\"more\", edition.size - 1))!}",
                        whole,
                        personal,
                        locale,
                        ZoneOffset.UTC);
    }

    private List<Map<String, Object>> sections() {
        return IntStream.range(0, 3)
                .mapToObj(section -> {
                    Map<String, Object> map = new TreeMap<>();
                    if (articles.get(0).containsKey("section")) {
                        map.put(
                                "name",
                                String.valueOf(articles.get(Math.min(section, articles.size() - 1))
                                        .get("section")));
                    }
                    map.put(
                            "articles",
                            IntStream.range(1, articles.size())
                                    .filter(i -> i % 3 == section)
                                    .mapToObj(articles::get)
                                    .toList());
                    return map;
                })
                .toList();
    }
}

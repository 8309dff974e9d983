package com.scrabbl.edition;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.article.Article;
import com.scrabbl.article.ArticleImage;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Brand;
import com.scrabbl.newsletter.NewsletterSchedule;
import com.scrabbl.newsletter.NewsletterSettings;
import com.scrabbl.newsletter.NewsletterSettings.Render;
import com.scrabbl.newsletter.Policies;
import com.scrabbl.newsletter.Sender;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DigestModelTests {

    /** A quarter to midnight in Berlin is the day before in UTC's evening. */
    private static final Instant SLOT = Instant.parse("2026-11-24T23:15:00Z");

    private static final Brand BRAND = new Brand("The Harbour", null, null, "#102030", "#a0b0c0", "1 Quay\nTurku");

    @Test
    void datesAreOfTheNewslettersLanguageAndZone() {
        Map<String, Object> model = model("de", "Europe/Berlin", article("a", "City", null, "<p>x</p>"));
        assertThat(edition(model)).containsEntry("date", "25. November 2026").containsEntry("slot", SLOT.toString());
        Map<?, ?> published = (Map<?, ?>) articles(model).get(0).get("published");
        assertThat(published.get("date")).isEqualTo("23. November 2026");
        assertThat(published.get("time")).isEqualTo("11:00");
        assertThat(published.get("iso")).isEqualTo("2026-11-23T10:00:00Z");
    }

    @Test
    void englishIsWrittenAsOnThePagesUnlessItIsThatOfACountry() {
        for (Map.Entry<String, String> written : Map.of(
                        "en", "24 November 2026", "en-GB", "24 November 2026", "en-US", "November 24, 2026")
                .entrySet()) {
            assertThat(edition(model(written.getKey(), "UTC", article("a", null, null, null))))
                    .containsEntry("date", written.getValue());
        }
    }

    @Test
    void directionFollowsTheLanguage() {
        assertThat(edition(model("ar", "UTC", article("a", null, null, null))))
                .containsEntry("direction", "rtl")
                .containsEntry("start", "right")
                .containsEntry("end", "left");
        assertThat(edition(model("en", "UTC", article("a", null, null, null))))
                .containsEntry("direction", "ltr")
                .containsEntry("start", "left");
        assertThat(edition(model("az-Arab", "UTC", article("a", null, null, null))))
                .containsEntry("direction", "rtl");
    }

    @Test
    void sectionsHoldWhatFollowsTheLeadAndTheUnnamedComesLast() {
        Map<String, Object> model = model(
                "en",
                "UTC",
                article("lead", "City", null, null),
                article("one", null, null, null),
                article("two", "Sport", null, null),
                article("three", "City", null, null),
                article("four", "Sport", null, null));
        List<Map<String, Object>> sections = list(model, "sections");
        assertThat(sections).extracting(section -> section.get("name")).containsExactly("Sport", "City", null);
        assertThat(list(sections.get(0), "articles"))
                .extracting(article -> article.get("title"))
                .containsExactly("two", "four");
    }

    @Test
    void whatThereIsNotIsLeftOut() {
        Map<String, Object> model = model("en", "UTC", article("a", null, null, null));
        assertThat(articles(model).get(0)).doesNotContainKeys("standfirst", "section", "image", "body", "minutes");
        assertThat(((Map<?, ?>) model.get("brand")).get("tagline")).isNull();
        assertThat(edition(model)).containsEntry("minutes", 0).doesNotContainKey("preheader");
    }

    @Test
    void readingTimeIsThatOfTheBodiesAndAMinuteAtLeast() {
        Map<String, Object> model = model(
                "en",
                "UTC",
                article("short", null, null, "<p>x</p>"),
                article("long", null, null, "<p>" + "word ".repeat(690) + "</p>"));
        assertThat(articles(model))
                .extracting(article -> article.get("minutes"))
                .containsExactly(1, 3);
        assertThat(edition(model)).containsEntry("minutes", 4).containsEntry("size", 2);
    }

    @Test
    void thePreheaderTellsOfTheStoriesAfterTheLead() {
        assertThat(edition(model(
                        "en",
                        "UTC",
                        article("lead", null, null, null),
                        article("Rents fall", null, null, null),
                        article("Night buses return", null, null, null),
                        article("Late swifts", null, null, null),
                        article("fifth", null, null, null))))
                .containsEntry("preheader", "Rents fall; Night buses return; Late swifts");
        assertThat(edition(model("en", "UTC", article("lead", null, "What it means.", null))))
                .containsEntry("preheader", "What it means.");
        String longTitle = "A very long headline that goes on and on ".repeat(5);
        String preheader = (String)
                edition(model("en", "UTC", article("lead", null, null, null), article(longTitle, null, null, null)))
                        .get("preheader");
        assertThat(preheader).hasSizeLessThanOrEqualTo(130).endsWith("…").startsWith("A very long headline");
        assertThat(edition(model(
                        "en",
                        "UTC",
                        article("lead", null, null, null),
                        article("Night buses return to the upper villages", null, null, null),
                        article("Market hall to open on Sundays, with the lights half off", null, null, null),
                        article("Blackboard night: what is written stays until the morning", null, null, null))))
                .containsEntry(
                        "preheader",
                        "Night buses return to the upper villages; Market hall to open on Sundays, with the lights half off");
    }

    @Test
    void anArabicEditionHasItsOwnDigitsAndSemicolon() {
        assertThat(edition(model(
                        "ar",
                        "UTC",
                        article("حاجز المد", null, null, null),
                        article("الإيجارات تنخفض", null, null, null),
                        article("حافلات الليل تعود", null, null, null))))
                .containsEntry("preheader", "الإيجارات تنخفض؛ حافلات الليل تعود")
                .containsEntry("date", "٢٤ نوفمبر ٢٠٢٦");
    }

    @Test
    void thePreheaderLeavesOutWhatTheSubjectSays() {
        Map<String, Object> model = model(
                "en",
                "UTC",
                article("Tide barrier opens", null, null, null),
                article("Rents fall", null, null, null),
                article("Night buses return", null, null, null));
        assertThat(edition(DigestView.withoutRepeating(model, "Tide barrier opens; Rents fall")))
                .containsEntry("preheader", "Night buses return");
        assertThat(DigestView.withoutRepeating(model, "Tide barrier opens and 2 more"))
                .isEqualTo(model);
        Map<String, Object> single = model("en", "UTC", article("lead", null, "What it means.", null));
        assertThat(edition(DigestView.withoutRepeating(single, "What it means.")))
                .doesNotContainKey("preheader");
    }

    @Test
    void theSentenceOfAStoryIsTheFirstOfItsStandfirst() {
        assertThat(articles(model(
                        "en",
                        "UTC",
                        article("a", null, "Dr. Lindqvist opened the gates at dawn. Then it rained.", null),
                        article("b", null, "One word after another ".repeat(20), null),
                        article("c", null, null, null))))
                .extracting(article -> (String) article.getOrDefault("sentence", "none"))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("Dr. Lindqvist opened the gates at dawn."),
                        second ->
                                assertThat(second).hasSizeLessThanOrEqualTo(160).endsWith("…"),
                        third -> assertThat(third).isEqualTo("none"));
    }

    private static Map<String, Object> model(String language, String zone, Article... articles) {
        NewsletterSettings newsletter = new NewsletterSettings(
                "daily",
                "Daily",
                null,
                language,
                new Sender("Scrabbl", EmailAddress.parse("news@scrabbl.example"), null),
                List.of(),
                Desk.RULE,
                List.of(),
                "x",
                "small",
                Render.SHARED,
                new NewsletterSchedule("0 7 * * *", ZoneId.of(zone), NewsletterSchedule.Missed.MERGE),
                new Policies(
                        Policies.OptIn.DOUBLE, Policies.InDoubt.HOLD, Duration.ofHours(20), Policies.Archive.PUBLIC),
                List.of());
        Map<String, Object> frozen =
                DigestModel.of(newsletter, BRAND, URI.create("https://paper.example"), SLOT, List.of(articles));
        return new DigestView(language, ZoneId.of(zone)).of(frozen, "1".repeat(articles.length), Room.ENOUGH);
    }

    private static Article article(
            String title, @Nullable String section, @Nullable String standfirst, @Nullable String body) {
        Instant published = Instant.parse("2026-11-23T10:00:00Z");
        return new Article(
                1,
                1,
                "world",
                title,
                "https://paper.example/" + title.hashCode(),
                "https://paper.example/" + title.hashCode(),
                title,
                standfirst,
                null,
                section,
                List.of(),
                null,
                (ArticleImage) null,
                body,
                published,
                1,
                published,
                false,
                0,
                1,
                null);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> edition(Map<String, Object> model) {
        return (Map<String, Object>) model.get("edition");
    }

    private static List<Map<String, Object>> articles(Map<String, Object> model) {
        return list(model, "articles");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> model, String key) {
        return (List<Map<String, Object>>) model.get(key);
    }
}

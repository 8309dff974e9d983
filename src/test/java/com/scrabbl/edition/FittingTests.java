package com.scrabbl.edition;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.MessageDraft;
import com.scrabbl.newsletter.Brand;
import com.scrabbl.template.PersonalValues;
import com.scrabbl.template.Templates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What gives way when a mail would be so large that Gmail cuts it off. */
class FittingTests {

    private static final Instant SLOT = Instant.parse("2026-11-24T06:00:00Z");
    private static final String SENTENCE = "The council met until midnight and agreed on every point of the plan. ";

    @Test
    void whatIsSmallStaysAsItIs() {
        Fitting.Fitted fitted = fitted("digest", 12, SENTENCE.repeat(4), null);
        assertThat(fitted.fit()).isEqualTo(new Fit(octets(fitted), 0, 0, 0));
        assertThat(fitted.digest().html()).contains(SENTENCE.repeat(4).strip());
    }

    @Test
    void aboveTheGoalSummariesAfterTheFirstAreShortenedAtASentence() {
        Fitting.Fitted fitted = fitted("digest", 40, SENTENCE.repeat(10), null);
        assertThat(fitted.fit()).isEqualTo(new Fit(octets(fitted), 200, 0, 0));
        assertThat(fitted.fit().sentence())
                .isEqualTo(
                        "the mail would have been too large, so summaries after the first end within 200 characters");
        assertThat(fitted.digest().html())
                .containsOnlyOnce(SENTENCE.repeat(10).strip())
                .contains(">" + SENTENCE.repeat(2).strip() + "</p>");
    }

    @Test
    void aboveTheLimitStoriesMoveToTheSiteAndBothPartsSayHowMany() {
        Fitting.Fitted fitted = fitted("digest", 200, SENTENCE, null, "?" + "long-".repeat(250));
        int elsewhere = fitted.fit().elsewhere();
        assertThat(elsewhere).isBetween(161, 180);
        assertThat(octets(fitted)).isBetween(80_000, 88_000);
        assertThat(MessageDraft.encodedOctets(fitted.digest().html())).isLessThan(98_000);
        assertThat(fitted.digest().html())
                .contains(elsewhere + " more stories on the site</a>", "200 stories", "links.unsubscribe");
        assertThat(fitted.digest().text())
                .contains(elsewhere + " more stories on the site: https://paper.example/archive/");
        assertThat(fitted.digest().subject()).isEqualTo("Story 0 and 199 more");
    }

    @Test
    void storiesAfterTheFortiethMoveToTheSiteHoweverShortTheyAre() {
        Fitting.Fitted fitted = fitted("brief", 52, SENTENCE, null);
        assertThat(fitted.fit()).isEqualTo(new Fit(octets(fitted), 0, 0, 12));
        assertThat(fitted.fit().sentence())
                .startsWith("a mail has 40 stories at the most")
                .endsWith("12 stories are only on the site");
        assertThat(fitted.digest().html())
                .contains("Story 39<", "12 more stories on the site</a>")
                .doesNotContain("Story 40<");
    }

    @Test
    void lettersThatTakeNineOctetsEncodedCountAsThat() {
        Fitting.Fitted fitted = fitted("digest", 120, "港の朝市は二百年目の冬を迎える。".repeat(4), null, "?" + "long-".repeat(250));
        assertThat(fitted.fit().elsewhere()).isGreaterThan(80);
        assertThat(octets(fitted)).isLessThan(88_000);
        assertThat(MessageDraft.encodedOctets(fitted.digest().html())).isBetween(90_000, 98_000);
    }

    @Test
    void wholeTextsGiveWayFromTheLastStoryOn() {
        Fitting.Fitted fitted = fitted("full", 4, SENTENCE, ("<p>" + SENTENCE.repeat(10) + "</p>").repeat(40));
        assertThat(fitted.fit()).isEqualTo(new Fit(octets(fitted), 0, 2, 0));
        assertThat(fitted.digest().html())
                .contains(">The whole story: Story 2</a>", ">The whole story: Story 3</a>")
                .doesNotContain("The whole story: Story 1");
    }

    @Test
    void theSameStoriesGiveTheSameMail() {
        assertThat(fitted("digest", 90, SENTENCE, null)).isEqualTo(fitted("digest", 90, SENTENCE, null));
    }

    private static int octets(Fitting.Fitted fitted) {
        return fitted.digest().html().getBytes(StandardCharsets.UTF_8).length;
    }

    private static Fitting.Fitted fitted(String template, int stories, String summary, @Nullable String body) {
        return fitted(template, stories, summary, body, "");
    }

    /** @param link what each story's address has besides */
    private static Fitting.Fitted fitted(
            String template, int stories, String summary, @Nullable String body, String link) {
        Map<String, Object> model = new LinkedHashMap<>();
        Brand brand = new Brand("The Courier", null, null, "#9a2b1f", "#f0917f", null);
        model.put("brand", Map.of("name", brand.name(), "accent", brand.accent(), "darkAccent", brand.darkAccent()));
        model.put("newsletter", Map.of("slug", "daily", "name", "Daily", "language", "en"));
        model.put("edition", Map.of("name", "daily/" + SLOT, "slot", SLOT.toString()));
        model.put("links", Map.of("web", "https://paper.example/archive/daily/" + SLOT));
        model.put(
                "articles",
                IntStream.range(0, stories)
                        .mapToObj(i -> story(i, summary, body, link))
                        .toList());
        DigestView view = new DigestView("en", ZoneOffset.UTC);
        return Fitting.of(
                stories,
                room -> new Templates(Path.of("no-such-folder"))
                        .load(template)
                        .render(
                                "${articles[0].title}${words(\"more\", edition.size - 1)}",
                                view.of(model, "1".repeat(stories), room),
                                PersonalValues.slots(Set.of("links.unsubscribe", "reader.email"), Set.of()),
                                view.language(),
                                ZoneOffset.UTC));
    }

    private static Map<String, Object> story(int i, String summary, @Nullable String body, String link) {
        Map<String, Object> story = new LinkedHashMap<>();
        story.put("title", "Story " + i);
        story.put("url", "https://paper.example/section/a-headline-of-ordinary-length-" + i + link);
        story.put("standfirst", summary.strip());
        story.put("topics", List.of());
        story.put("published", Map.of("iso", SLOT.toString()));
        if (body != null) {
            story.put("body", body);
        }
        return story;
    }
}

package com.scrabbl.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template may do with a value that differs from reader to reader, and what is refused. */
class SlotRenderingTests {

    private static final Set<String> ALWAYS = Set.of("reader.email", "links.unsubscribe");
    private static final String NAME = "\uE000reader.name\uE001";
    private static final String UNSUBSCRIBE = "\uE000links.unsubscribe\uE001";

    @Test
    void aSlotPrintsAsItsNameInEveryPart() {
        RenderedDigest digest =
                render("To ${reader.name}", "<p title=\"${reader.name}\">", "${reader.name}\n", slots("reader.name"));
        assertThat(digest.subject()).isEqualTo("To " + NAME);
        assertThat(digest.html()).isEqualTo("<p title=\"" + NAME + "\">");
        assertThat(digest.text()).isEqualTo(NAME + "\n");
    }

    @Test
    void joiningCapturingAndInterpolatingKeepTheSlotAndEscapeWhatIsJoined() {
        String template =
                "${'<' + reader.name + '>'}|<#assign a>&amp;${reader.name}</#assign>${a}|${\"R&D ${reader.name}\"}"
                        + "|<#macro m v>${v}</#macro><@m v=reader.name/>|<#function f v><#return v + '&'></#function>${f(reader.name)}"
                        + "|${a + reader.name}";
        RenderedDigest digest = render("s", template, template, slots("reader.name"));
        assertThat(digest.html())
                .isEqualTo("&lt;N&gt;|&amp;N|R&amp;D N|N|N&amp;|&amp;NN"
                        .replace("N", NAME)
                        .replace("R&amp;D", "R&amp;D"));
        assertThat(digest.text()).isEqualTo("<N>|&amp;N|R&D N|N|N&|&amp;NN".replace("N", NAME));
    }

    @Test
    void fallbackAndPresenceFollowTheCohort() {
        String template = "${reader.name!'there'}<#if reader.name??>!</#if><#if reader.name?has_content>?</#if>";
        assertThat(render("s", template, template, slots("reader.name")).html()).isEqualTo(NAME + "!?");
        assertThat(render("s", template, template, slots()).html()).isEqualTo("there");
        assertThat(render("s", template, template, slots()).text()).isEqualTo("there");
    }

    @Test
    void optionalValuesThatWereAskedForAreRemembered() {
        PersonalValues personal = slots("reader.name");
        render(
                "${reader.name!}",
                "<#if reader.attributes.city??>${reader.attributes.street}</#if>${reader.email}",
                "${links.unsubscribe}${links.archive!'-'}",
                personal);
        assertThat(personal.asked()).containsExactly("reader.attributes.city", "reader.name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${reader.name?length}",
                "<#if reader.name == 'Ada'></#if>",
                "${reader.name?upper_case}",
                "${reader.name?markup_string}",
                "<#assign a>x${reader.name}</#assign>${a?markup_string?length}",
                "<#assign a>x${reader.name}</#assign>${a?length}",
                "${('x' + reader.name)?length}",
                "${\"x${reader.name}\"?length}",
                "${reader.name?no_esc?markup_string}",
                "${reader.name?url}",
                "${reader.name[0]}",
                "${reader.name?eval}",
                "<#switch reader.name><#case 'a'></#switch>",
                "<#list [reader.name]?sort as n>${n}</#list>",
                "<#list reader.attributes?keys as k>${k}</#list>",
                "<#list reader as k, v>${k}</#list>"
            })
    void computingWithASlotIsRefusedWithItsPlace(String computing) {
        String template = "first line\n  " + computing;
        for (String[] parts : List.of(new String[] {template, "x"}, new String[] {"x", template})) {
            assertThatExceptionOfType(TemplateProblemException.class)
                    .isThrownBy(() -> render("s", parts[0], parts[1], slots("reader.name", "reader.attributes.city")))
                    .satisfies(problem -> {
                        assertThat(problem.line()).as(problem.getMessage()).isEqualTo(2);
                        assertThat(problem.column()).isGreaterThan(2);
                        assertThat(problem.template()).startsWith("mail/t.ftl");
                        assertThat(problem.problem()).doesNotContain("\n").hasSizeLessThan(320);
                    });
        }
    }

    @Test
    void theSentenceSaysWhatIsComputedAndWhatToDo() {
        assertThatExceptionOfType(TemplateProblemException.class)
                .isThrownBy(() -> render("a ${reader.name?length}", "", "", slots("reader.name")))
                .withMessage("subject, line 1, column 5: `reader.name`: " + SlotMarkers.COMPUTED);
    }

    @Test
    void aTemplateMayComputeWithPlainValues() {
        PersonalValues plain =
                PersonalValues.of(Map.of("reader.name", "Ada <b>", "links.unsubscribe", "https://a.example/"));
        RenderedDigest digest = render("${reader.name?length}", "${reader.name?upper_case}", "${reader.name}", plain);
        assertThat(digest).isEqualTo(new RenderedDigest("7", "ADA &lt;B&gt;", "Ada <b>"));
    }

    @Test
    void aMissingValueIsNamedWithItsPlace() {
        assertThatExceptionOfType(TemplateProblemException.class)
                .isThrownBy(() -> render("s", "<p>\n ${edition.dat}", "", slots()))
                .withMessageStartingWith("mail/t.ftlh, line 2, column 4: `edition.dat` is missing; ");
        assertThatExceptionOfType(TemplateProblemException.class)
                .isThrownBy(() -> render("s", "", "${reader.name}", slots()))
                .withMessageStartingWith("mail/t.ftl, line 1, column 3: `reader.name` is missing; ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
                "${articles?api.class}",
                "${articles.class.name}",
                "${edition.date.class}",
                "${'x'?api}",
                "<#outputformat 'plainText'>${reader.name}</#outputformat>",
                "<#ftl output_format='plainText'>"
            })
    void javaAndOtherFormatsAreOutOfReach(String template) {
        assertThatExceptionOfType(TemplateProblemException.class)
                .isThrownBy(() -> render("s", template, "", slots("reader.name")));
    }

    @Test
    void aForgedMarkerIsRefused() {
        assertThatExceptionOfType(TemplateProblemException.class)
                .isThrownBy(() -> render("s", "${\"\\xE0000\"}", "", slots()));
        assertThatExceptionOfType(TemplateProblemException.class)
                .isThrownBy(() -> render("s", "${\"\\xE0007\\xE001\"}", "", slots()));
    }

    @Test
    void endlessTemplatesAreStopped() {
        assertProblem(
                "<#list 1.. as i>${i} and again</#list>", RenderLimit.TIME, "it prints more than 2000000 characters");
        Duration moment = Duration.ofMillis(200);
        assertProblem("<#list 1.. as i></#list>", moment, "it takes more than 0 s");
        assertProblem("<#attempt><#list 1.. as i></#list><#recover>x</#attempt>", moment, "it takes more than 0 s");
        assertProblem("${'x'?left_pad(2000000000)}", RenderLimit.TIME, "it makes a text that fits into no memory");
        assertProblem("<#macro m><@m/></#macro><@m/>", RenderLimit.TIME, "its macros call each other without end");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private static void assertProblem(String html, Duration limit, String problem) {
        FrozenTemplates templates =
                new FrozenTemplates("t", Map.of("mail/t.ftlh", html, "mail/t.ftl", ""), missing -> null, limit);
        assertThatExceptionOfType(TemplateProblemException.class)
                .isThrownBy(() -> templates.render("s", Map.of(), slots(), Locale.ENGLISH, ZoneOffset.UTC))
                .withMessage("mail/t.ftlh: " + problem);
    }

    @Test
    void numbersPrintForComputersInEveryLanguage() {
        FrozenTemplates templates = FrozenTemplates.of(
                "t", Map.of("mail/t.ftlh", "${n}|${n?c}|${yes?c}", "mail/t.ftl", "${.output_format}"));
        RenderedDigest digest = templates.render(
                "s", Map.of("n", 12345.5, "yes", true), slots(), Locale.forLanguageTag("ar-EG"), ZoneOffset.UTC);
        assertThat(digest.html()).isEqualTo("12345.5|12345.5|true");
    }

    @Test
    void sharedLinksStandBesideThoseOfTheReader() {
        RenderedDigest digest = render("s", "<a href=\"${links.archive}\">${links.unsubscribe}", "", slots());
        assertThat(digest.html()).isEqualTo("<a href=\"https://a.example/?a=1&amp;b=2\">" + UNSUBSCRIBE);
    }

    private static RenderedDigest render(String subject, String html, String text, PersonalValues personal) {
        Map<String, Object> model = Map.of(
                "edition", Map.of("date", "24 November 2026"),
                "articles", List.of(Map.of("title", "One")));
        Map<String, Object> withLinks = new java.util.HashMap<>(model);
        if (html.contains("links.archive")) {
            withLinks.put("links", Map.of("archive", "https://a.example/?a=1&b=2"));
        }
        return FrozenTemplates.of("t", Map.of("mail/t.ftlh", html, "mail/t.ftl", text))
                .render(subject, withLinks, personal, Locale.ENGLISH, ZoneOffset.UTC);
    }

    private static PersonalValues slots(String... present) {
        return PersonalValues.slots(ALWAYS, Set.of(present));
    }
}

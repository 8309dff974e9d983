package com.scrabbl.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesTests {

    @TempDir
    private Path folder;

    private Templates templates;

    @BeforeEach
    void writePair() throws IOException {
        templates = new Templates(folder);
        write("mail/weekly.ftlh", "<p>${edition.date}</p>");
        write("mail/weekly.ftl", "${edition.date}");
        write("mail/half.ftlh", "no text beside it");
    }

    @Test
    void aTemplateExistsWhenBothItsFilesDo() {
        assertThat(templates.exists("weekly")).isTrue();
        assertThat(templates.exists("half")).isFalse();
        assertThat(templates.exists("../weekly")).isFalse();
        assertThat(templates.exists("")).isFalse();
        assertThat(templates.names()).contains("weekly").doesNotContain("half");
    }

    @Test
    void aPackedTemplateIsFoundAndAFileOfTheSameNameIsPreferred() throws IOException {
        assertThat(templates.exists("small")).isTrue();
        assertThat(templates.names()).contains("small", "weekly");
        write("mail/small.ftlh", "mine");
        assertThat(templates.load("small").texts()).containsEntry("mail/small.ftlh", "mine");
    }

    @Test
    void aGoodSubjectPasses() {
        assertThatNoException()
                .isThrownBy(() -> templates.checkSubject(
                        "${articles[0].title}<#if (articles?size > 1)> and ${articles?size - 1} more</#if>"));
    }

    @Test
    void aBrokenSubjectIsRefusedWithLineAndColumn() {
        assertThatExceptionOfType(TemplateProblemException.class)
                .isThrownBy(() -> templates.checkSubject("News\nof ${articles[0.title}"))
                .satisfies(problem -> {
                    assertThat(problem.template()).isEqualTo("subject");
                    assertThat(problem.line()).isEqualTo(2);
                    assertThat(problem.column()).isGreaterThan(1);
                    assertThat(problem.getMessage())
                            .startsWith("subject, line 2, column ")
                            .doesNotContain("\n");
                });
    }

    @Test
    void loadingReadsWhatIsIncludedAndImportedTooAndNeverReadsAgain() throws IOException {
        write(
                "mail/weekly.ftlh",
                "<#import \"parts/story.ftlh\" as s><#if false><#include \"/layout/foot.ftlh\"></#if>");
        write("mail/parts/story.ftlh", "<#macro story></#macro><#include \"../deep.ftlh\">");
        write("mail/deep.ftlh", "deep");
        write("layout/foot.ftlh", "foot");
        FrozenTemplates frozen = templates.load("weekly");
        assertThat(frozen.texts())
                .containsOnlyKeys(
                        "layout/foot.ftlh",
                        "mail/deep.ftlh",
                        "mail/parts/story.ftlh",
                        "mail/weekly.ftl",
                        "mail/weekly.ftlh");
        write("layout/foot.ftlh", "changed");
        assertThat(frozen.texts()).containsEntry("layout/foot.ftlh", "foot");
    }

    /** A subject may be typed on the console, by somebody who is not the machine's owner. */
    @Test
    void aSubjectReadsNoFileOutsideTheTemplates() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "MARKER");
        Path inner = Files.createDirectories(folder.resolve("templates/mail"));
        Files.writeString(inner.resolve("weekly.ftlh"), "x");
        Files.writeString(inner.resolve("weekly.ftl"), "x");
        Templates confined = new Templates(folder.resolve("templates"));
        for (String name : new String[] {
            "../secret.txt",
            "../../secret.txt",
            "/../secret.txt",
            "/..//secret.txt",
            "mail/../../secret.txt",
            "..%2Fsecret.txt",
            "..\\\\secret.txt",
            secret.toString(),
            "/" + secret,
            secret.toUri().toString(),
            "classpath:/application.properties",
            "*/secret.txt",
            "mail/*/../../secret.txt"
        }) {
            assertThat(confined.exists(name)).as(name).isFalse();
            for (String subject : new String[] {
                "<#include \"NAME\">",
                "<#include \"NAME\" parse=false>",
                "<#include \"NAME\" ignore_missing=true>",
                "<#assign n = \"NAME\"><#include n>",
                "<#import \"NAME\" as x>${x.y!}",
                "<#assign t = \"NAME\"?interpret><@t/>",
                "<#assign t = \"<#include 'NAME'>\"?interpret><@t/>",
                "<@(.get_optional_template(\"NAME\").include!\"\") />",
                "${.get_optional_template(\"NAME\").exists?c}",
                "${\"freemarker.template.utility.Execute\"?new()(\"cat NAME\")}"
            }) {
                assertThat(rendered(confined, subject.replace("NAME", name)))
                        .as(subject.replace("NAME", name))
                        .doesNotContain("MARKER")
                        .isNotEqualTo("true");
            }
        }
    }

    private static String rendered(Templates templates, String subject) {
        try {
            templates.checkSubject(subject);
            return templates
                    .load("weekly")
                    .render(
                            subject,
                            Map.of(),
                            PersonalValues.slots(Set.of(), Set.of("reader.name")),
                            Locale.UK,
                            ZoneOffset.UTC)
                    .subject();
        } catch (RuntimeException refused) {
            return String.valueOf(refused.getMessage()).replaceAll("secret", "");
        }
    }

    @Test
    void wordsOfALanguageAreTakenFromTheFileThatNamesIt() throws IOException {
        write("mail/weekly.ftlh", "${words(\"hello\")}");
        write("mail/weekly.ftl", "${words(\"hello\")}");
        write("mail/messages.properties", "hello=hello");
        write("mail/messages_fr.properties", "hello=bonjour");
        write("mail/messages_pt-BR.properties", "hello=oi");
        write("mail/messages_pt.properties", "more=mais");
        write("mail/messages_longer-name.properties", "no language");
        FrozenTemplates frozen = templates.load("weekly");
        write("mail/messages_fr.properties", "changed");

        assertThat(frozen.languages()).containsExactly("de", "en", "fr", "pt", "pt-BR");
        assertThat(frozen.texts()).hasSize(7);
        FrozenTemplates kept = FrozenTemplates.of("weekly", frozen.texts());
        assertThat(kept.languages()).isEqualTo(frozen.languages());
        assertThat(html(kept, "fr")).isEqualTo("bonjour");
        assertThat(html(kept, "fr-CA")).isEqualTo("bonjour");
        assertThat(html(kept, "pt-BR")).isEqualTo("oi");
        assertThat(html(kept, "pt")).isEqualTo("hello");
        assertThat(html(kept, "en")).isEqualTo("hello");
    }

    @Test
    void wordsBesideTheJarReplaceThePackedOnesKeyByKey() throws IOException {
        write("mail/weekly.ftlh", "${words(\"unsubscribe\")}, ${words(\"web\")}");
        write("mail/weekly.ftl", "x");
        write("mail/messages_de.properties", "unsubscribe=Nicht mehr schicken");

        assertThat(html(templates.load("weekly"), "de")).isEqualTo("Nicht mehr schicken, Im Browser lesen");
    }

    @Test
    void wordsTakeNumbersMarkupAndWhatDiffersFromReaderToReader() throws IOException {
        write("mail/weekly.ftlh", "<#assign b><b>R&amp;D</b></#assign>${words(\"to\", reader.name, b, 12345)}");
        write("mail/weekly.ftl", "${words(\"to\", reader.name, \"R&D\", 1)}");
        write("mail/messages.properties", "to=<{0}> {1} {2,choice,1#once|1<{2} times}");

        RenderedDigest digest = templates
                .load("weekly")
                .render(
                        "x",
                        Map.of(),
                        PersonalValues.slots(Set.of(), Set.of("reader.name")),
                        Locale.UK,
                        ZoneOffset.UTC);
        assertThat(digest.html()).isEqualTo("&lt;\uE000reader.name\uE001&gt; <b>R&amp;D</b> 12,345 times");
        assertThat(digest.text()).isEqualTo("<\uE000reader.name\uE001> R&D once");
    }

    @Test
    void aSubjectSpeaksTheWordsThatThePartsAskFor() throws IOException {
        write("mail/weekly.ftl", "${words(\"web\")}");
        write("mail/weekly.ftlh", "x");
        write("mail/messages_fr.properties", "more=\u00A0: {0} autres");
        write("mail/monthly.ftl", "x");
        write("mail/monthly.ftlh", "x");

        assertThat(subject("weekly", "fr")).isEqualTo("Lead\u00A0: 2 autres");
        assertThat(subject("weekly", "it")).isEqualTo("Lead and 2 more");
        assertThat(subject("monthly", "fr")).isEqualTo("Lead");
    }

    private String subject(String template, String language) {
        FrozenTemplates loaded = templates.load(template);
        return FrozenTemplates.of(template, loaded.texts())
                .render(
                        "Lead${(words(\"more\", 2))!}",
                        Map.of(),
                        PersonalValues.slots(Set.of(), Set.of()),
                        Locale.forLanguageTag(language),
                        ZoneOffset.UTC)
                .subject();
    }

    @Test
    void brokenWordsAreRefusedAtLoadingUnderTheirOwnName() throws IOException {
        write("mail/weekly.ftlh", "${words(\"web\")}");
        for (String[] mistake : new String[][] {
            {"why=to {0", "mail/messages_fr.properties: `why` cannot be filled: "},
            {"why=l'article", "mail/messages_fr.properties: `why` has a straight apostrophe"},
        }) {
            write("mail/messages_fr.properties", mistake[0]);
            assertThatExceptionOfType(TemplateProblemException.class)
                    .isThrownBy(() -> templates.load("weekly"))
                    .withMessageStartingWith(mistake[1]);
        }
    }

    private static String html(FrozenTemplates templates, String language) {
        return templates
                .render(
                        "x",
                        Map.of(),
                        PersonalValues.slots(Set.of(), Set.of()),
                        Locale.forLanguageTag(language),
                        ZoneOffset.UTC)
                .html();
    }

    @Test
    void aBrokenPartIsRefusedAtLoadingUnderItsOwnName() throws IOException {
        write("mail/weekly.ftlh", "<#include \"part.ftlh\">");
        write("mail/part.ftlh", "one\n<#if>");
        assertThatExceptionOfType(TemplateProblemException.class)
                .isThrownBy(() -> templates.load("weekly"))
                .withMessageStartingWith("mail/part.ftlh, line 2, column ");
        assertThatExceptionOfType(TemplateProblemException.class)
                .isThrownBy(() -> templates.load("monthly"))
                .withMessage("mail/monthly.ftlh: there is no such template");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

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

    @Test
    void wordsOfALanguageAreTakenFromTheFileThatNamesIt() throws IOException {
        write("mail/weekly.ftlh", "<#import \"parts/words.ftl\" as words>${words.hello}");
        write("mail/weekly.ftl", "<#import \"parts/../parts/words.ftl\" as words>${words.hello}");
        write("mail/parts/words_en.ftl", "<#assign hello = \"hello\">");
        write("mail/parts/words_fr.ftl", "<#assign hello = \"bonjour\">");
        write("mail/parts/words_pt-BR.ftl", "<#assign hello = \"oi\"><#include \"more.ftl\">");
        write("mail/parts/more_pt.ftl", "more");
        write("mail/parts/words_longer-name.ftl", "no language");
        FrozenTemplates frozen = templates.load("weekly");
        write("mail/parts/words_fr.ftl", "changed");

        assertThat(frozen.languages()).containsExactly("en", "fr", "pt", "pt-BR");
        assertThat(frozen.texts()).hasSize(6);
        FrozenTemplates kept = FrozenTemplates.of("weekly", frozen.texts());
        assertThat(html(kept, "fr")).isEqualTo("bonjour");
        assertThat(html(kept, "fr-CA")).isEqualTo("bonjour");
        assertThat(html(kept, "pt-BR")).isEqualTo("oi");
        assertThat(html(kept, "en")).isEqualTo("hello");
    }

    @Test
    void aSubjectSpeaksTheWordsThatThePartsImport() throws IOException {
        write("mail/weekly.ftl", "<#import \"partials/words.ftl\" as w>");
        write("mail/weekly.ftlh", "x");
        write("mail/partials/words_fr.ftl", "<#function more count><#return count + \" autres\"></#function>");
        write("mail/partials/words_it.ftl", "<#assign older = \"a copy from before there was more\">");
        write("mail/monthly.ftl", "x");
        write("mail/monthly.ftlh", "x");

        assertThat(subject("weekly", "fr")).isEqualTo("Lead: 2 autres");
        assertThat(subject("weekly", "it")).isEqualTo("Lead: ");
        assertThat(subject("monthly", "fr")).isEqualTo("Lead: ");
    }

    private String subject(String template, String language) {
        FrozenTemplates loaded = templates.load(template);
        return FrozenTemplates.of(template, loaded.texts())
                .render(
                        "Lead: ${(words.more(2))!}",
                        Map.of(),
                        PersonalValues.slots(Set.of(), Set.of()),
                        Locale.forLanguageTag(language),
                        ZoneOffset.UTC)
                .subject();
    }

    @Test
    void brokenWordsAreRefusedAtLoadingUnderTheirOwnName() throws IOException {
        write("mail/weekly.ftlh", "<#import \"words.ftl\" as words>");
        write("mail/words_en.ftl", "<#assign hello = \"hello\">");
        write("mail/words_fr.ftl", "<#assign hello = >");
        assertThatExceptionOfType(TemplateProblemException.class)
                .isThrownBy(() -> templates.load("weekly"))
                .withMessageStartingWith("mail/words_fr.ftl, line 1, column ");
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

package com.scrabbl.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

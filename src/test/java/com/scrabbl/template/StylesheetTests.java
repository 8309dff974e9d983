package com.scrabbl.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stylesheet that a mail links: what becomes of its rules. */
class StylesheetTests {

    @TempDir
    private Path folder;

    @Test
    void thePlainRuleThatCountsMostIsWrittenLastAndTheElementsOwnStyleOutdoesIt() throws IOException {
        assertThat(body(
                        "p.near{color:#222222}p{color:#111111;margin:0}td p{margin:4px 0}.near{margin-top:8px}",
                        "<table><tr><td><p class=\"near\" style=\"color:#333333\">x</p></td></tr></table>"))
                .contains("<p style=\"margin:4px 0;margin-top:8px;color:#333333\">x</p>");
    }

    @Test
    void whatOnlyAMailProgramCanApplyStaysWithOneQueryInAnElementAtMost() throws IOException {
        String html = html(
                ":root{color-scheme:light dark}a:hover{color:#aaaaaa}.a{color:#111111;margin:0 !important}"
                        + "@media (min-width:481px){.a{color:#222222}.absent{color:#222222}}"
                        + "@media (prefers-color-scheme:dark){.a{color:#eeeeee !important}}"
                        + "[data-ogsc] .a{color:#dddddd !important}",
                "<p class=\"a b\">x</p>");
        assertThat(html)
                .contains("""
                        <style>
                        :root{color-scheme:light dark}
                        a:hover{color:#aaaaaa}
                        .a{margin:0 !important}
                        @media (min-width:481px){
                        .a{color:#222222}
                        }
                        </style><style>
                        @media (prefers-color-scheme:dark){
                        .a{color:#eeeeee !important}
                        }
                        </style><style>
                        [data-ogsc] .a{color:#dddddd !important}
                        </style>""")
                .contains("<p class=\"a\" style=\"color:#111111\">x</p>")
                .doesNotContain("absent", "<link");
    }

    @Test
    void slotsAndConditionalCommentsComeThrough() throws IOException {
        assertThat(
                        body(
                                "a{color:#111111}.mso{color:#222222}",
                                "<!--[if mso]><table><tr><td width=\"600\"><![endif]--><a href=\"${reader.email}\" title=\"R&amp;D\">${reader.email}</a>"))
                .contains(
                        "<!--[if mso]><table><tr><td width=\"600\"><![endif]-->"
                                + "<a href=\"\uE000reader.email\uE001\" title=\"R&amp;D\" style=\"color:#111111\">\uE000reader.email\uE001</a>");
    }

    @Test
    void aTemplateWithoutAStylesheetIsPrintedAsItIs() throws IOException {
        write("mail/plain.ftlh", "<tr><p>x");
        write("mail/plain.ftl", "x");
        assertThat(render("plain").html()).isEqualTo("<tr><p>x");
    }

    @Test
    void aStylesheetIsFrozenWithItsTemplateAndMayAskForTheModel() throws IOException {
        write("mail/a.ftlh", "<link rel=\"stylesheet\" href=\"look.css\"><p>x</p>");
        write("mail/a.ftl", "x");
        write("mail/look.css", "<#assign ink = \"#101010\">\np{color:${ink}}");
        FrozenTemplates frozen = new Templates(folder).load("a");
        write("mail/look.css", "p{color:#ffffff}");
        assertThat(render(FrozenTemplates.of("a", frozen.texts())).html())
                .isEqualTo(render(frozen).html())
                .contains("<p style=\"color:#101010\">");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "p{color:}                                  | mail/look.css, line 2, column 9: it is no stylesheet: `}` is not expected here",
                "@import url(x.css);                        | mail/look.css: mail programs load no other stylesheet; take @import out",
                "@font-face{font-family:x}                  | mail/look.css: `@font-face`: of the @-rules mail programs know @media alone, not in one another",
                "@media print{@media screen{p{margin:0}}}   | mail/look.css: `@media screen`: of the @-rules mail programs know @media alone, not in one another"
            })
    void aMistakeIsToldWithItsPlace(String css, String sentence) {
        assertThatExceptionOfType(TemplateProblemException.class)
                .isThrownBy(() -> html("<#assign unused = 1>\n" + css, "<p>x</p>"))
                .withMessage(sentence);
    }

    @Test
    void aStylesheetThatIsNotThereIsMissed() throws IOException {
        write("mail/a.ftlh", "<link rel=\"stylesheet\" href=\"/mail/absent.css\"><p>x</p>");
        write("mail/a.ftl", "x");
        assertThatExceptionOfType(TemplateProblemException.class)
                .isThrownBy(() -> render("a"))
                .withMessage("mail/absent.css: there is no such template");
    }

    private String body(String css, String body) throws IOException {
        String html = html(css, body);
        return html.substring(html.indexOf("<body>"));
    }

    private String html(String css, String body) throws IOException {
        write(
                "mail/a.ftlh",
                "<!DOCTYPE html>\n<html><head><link rel=\"stylesheet\" href=\"/mail/look.css\"></head><body>" + body);
        write("mail/a.ftl", "x");
        write("mail/look.css", css);
        String html = render("a").html();
        assertThat(html).startsWith("<!DOCTYPE html>");
        return html;
    }

    private RenderedDigest render(String template) {
        return render(new Templates(folder).load(template));
    }

    private static RenderedDigest render(FrozenTemplates templates) {
        return templates.render(
                "x", Map.of(), PersonalValues.slots(Set.of("reader.email"), Set.of()), Locale.ENGLISH, ZoneOffset.UTC);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

package com.scrabbl.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole text of a story in a mail, and as plain text. */
class ReadableTests {

    private static final String TEMPLATE =
            "<#assign t = readable(article.body!'', article.standfirst!'', 3)>${t.repeats?c}|";

    @TempDir
    private Path folder;

    @Test
    void headingsBeginAtTheLevelThatIsAskedForAndNoneIsSkipped() throws IOException {
        assertThat(html("<h2>a</h2><h4>b</h4><h2>c</h2>", "")).isEqualTo("false|<h3>a</h3><h5>b</h5><h3>c</h3>");
        assertThat(html("<h4>a</h4>", "")).isEqualTo("false|<h3>a</h3>");
    }

    @Test
    void aTableIsOneOfDataAndAQuotationHasParagraphs() throws IOException {
        assertThat(html("<table><tbody><tr><th>a</th><td>1</td></tr></tbody></table><blockquote>b</blockquote>", ""))
                .isEqualTo("false|<table role=\"table\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tbody><tr>"
                        + "<td class=\"cell\"><strong>a</strong></td><td class=\"cell\">1</td></tr></tbody></table>"
                        + "<blockquote><p>b</p></blockquote>");
    }

    @Test
    void aTextThatBeginsWithTheStandfirstRepeatsIt() throws IOException {
        assertThat(html("<p>The gates closed. It rained.</p>", "The gates closed…"))
                .startsWith("true|");
        assertThat(html("<p>The gates closed. It rained.</p>", "It rained.")).startsWith("false|");
        assertThat(html("<p>x</p>", "")).startsWith("false|");
    }

    @Test
    void asPlainTextListsQuotationsAndLinksAreWrittenOut() throws IOException {
        assertThat(text("""
                        <p>Loose <a href="https://a.example/1">one</a>,<br>then two.</p>
                        <ol><li>first<ul><li>inner</li></ul></li><li><p>second</p></li></ol>
                        <blockquote><p>said</p></blockquote>
                        <pre>a
                          b</pre>
                        <table><tbody><tr><th>y</th><td><a href="https://a.example/2">2</a></td></tr></tbody></table>
                        """)).isEqualTo("""

                        Loose one [1], then two.

                        1. first
                           - inner
                        2. second

                        > said

                            a
                            b

                        y | 2 [2]
                        [1]: https://a.example/1
                        [2]: https://a.example/2
                        """);
    }

    @Test
    void aPictureIsALineOfItsOwnAsWideAsThereIsRoom() throws IOException {
        String body = """
                <figure><img src="https://a.example/1.jpg" alt="A quay" width="800" height="450" /><figcaption>In <em>May</em></figcaption></figure>
                <p>Said.</p><ul><li>x<figure><img src="https://a.example/2.jpg" alt="" /></figure></li></ul>""";

        assertThat(render(TEMPLATE.replace("3)", "3, 552)") + "${t.html}${t.pictures?join(',')}", "x", body, "Said.")
                        .html())
                .contains(
                        "true|<p class=\"shown keep\"><img class=\"picture page meta\" src=\"https://a.example/1.jpg\" width=\"552\""
                                + " height=\"311\" alt=\"A quay\" style=\"max-width:552px\"></p>"
                                + "<p class=\"meta caption\">In <em>May</em></p>")
                .endsWith("</ul>https://a.example/1.jpg,https://a.example/2.jpg")
                .contains("width=\"504\" height=\"284\" alt=\"\"");
        assertThat(html(body, "Said."))
                .contains("true|<p class=\"meta caption\">In <em>May</em></p>")
                .doesNotContain("<img", "figure");
        assertThat(text(body)).isEqualTo("""

                        (picture) A quay
                        In May

                        Said.

                        - x
                        """);
    }

    @Test
    void aTextThatIsNotThereIsEmpty() throws IOException {
        assertThat(html(null, "x")).isEqualTo("false|");
        assertThat(text(null)).isEmpty();
    }

    private String html(String body, String standfirst) throws IOException {
        return render(TEMPLATE + "${t.html}", "x", body, standfirst).html();
    }

    private String text(String body) throws IOException {
        return render("x", """
                        <#assign t = readable(article.body!'', '', 2)>
                        <#list t.blocks as block>
                        <#if block.apart>

                        </#if>
                        ${block.first}<#if block.picture!false>(picture) </#if>${block.text}
                        </#list>
                        <#list t.links as link>
                        [${link?counter}]: ${link}
                        </#list>
                        """, body, "").text();
    }

    private RenderedDigest render(String html, String text, String body, String standfirst) throws IOException {
        Files.createDirectories(folder.resolve("mail"));
        Files.writeString(folder.resolve("mail/a.ftlh"), html);
        Files.writeString(folder.resolve("mail/a.ftl"), text);
        return new Templates(folder)
                .load("a")
                .render(
                        "x",
                        Map.of(
                                "article",
                                body == null
                                        ? Map.of("standfirst", standfirst)
                                        : Map.of("body", body, "standfirst", standfirst)),
                        PersonalValues.slots(Set.of(), Set.of()),
                        Locale.ENGLISH,
                        ZoneOffset.UTC);
    }
}

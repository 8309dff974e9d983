package com.scrabbl.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the digest's two parts must be to arrive whole in every mail program. */
class DigestTemplateTests {

    private static final String UNSUBSCRIBE = "\uE000links.unsubscribe\uE001";
    private static final String PREFERENCES = "\uE000links.preferences\uE001";
    private static final RenderedDigest COMPLETE = SampleDigest.complete().rendered();
    private static final Document HTML = Jsoup.parse(COMPLETE.html());

    @Test
    void everyHeadlineAndAddressIsInBothPartsInTheSameOrder() {
        String html = HTML.text().replace("\u00AD", "");
        String text = COMPLETE.text().replaceAll("\\s+", "");
        int inHtml = 0;
        int inText = 0;
        for (Map<String, Object> article : SampleDigest.complete().articles()) {
            String title = String.valueOf(article.get("title"));
            assertThat(html).contains(title);
            assertThat(text)
                    .contains(title.replaceAll("\\s+", "")
                            + article.get("standfirst").toString().replace(" ", ""));
            assertThat(COMPLETE.text().lines().map(String::strip)).contains(String.valueOf(article.get("url")));
            assertThat(HTML.select("a[href=" + article.get("url") + "]")).isNotEmpty();
        }
        for (Element story : HTML.select("h1 > a, h3 > a")) {
            assertThat(inHtml).isLessThan(inHtml = COMPLETE.html().indexOf(story.attr("href"), inHtml) + 1);
            assertThat(inText).isLessThan(inText = COMPLETE.text().indexOf(story.attr("href"), inText) + 1);
        }
    }

    @Test
    void textLinesAreShortButForAddressesAndHoldNoMarkupOfOurs() {
        assertThat(COMPLETE.text().lines())
                .allSatisfy(line -> assertThat(
                                line.strip().matches("(?:[^:]{1,40}: )?https?://\\S+") || columns(line) <= 76)
                        .as(line)
                        .isTrue());
        assertThat(COMPLETE.text())
                .contains(SampleDigest.MARKUP, "\n-- \n", UNSUBSCRIBE)
                .doesNotContain("&amp;", "&#");
    }

    private static int columns(String line) {
        return line.codePoints()
                .map(c -> Character.isIdeographic(c) || (c >= 0x3000 && c < 0xFF61) ? 2 : 1)
                .sum();
    }

    @Test
    void markupInATitleShowsAsTyped() {
        assertThat(HTML.select("h3").eachText()).contains(SampleDigest.MARKUP);
        assertThat(COMPLETE.html()).doesNotContain("&amp;amp;", "&amp;#", "&apos;");
    }

    @Test
    void aLongWordCanBreakInEveryProgram() {
        assertThat(COMPLETE.html()).doesNotContain(SampleDigest.LONG_WORD);
        assertThat(HTML.select("h3"))
                .allSatisfy(title -> assertThat(title.parents().select("[style*=overflow-wrap:anywhere]"))
                        .isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "article.image",
                "article.standfirst",
                "article.author",
                "article.section",
                "article.minutes",
                "brand.tagline",
                "brand.postalAddress",
                "edition.preheader",
                "edition.minutes",
                "reader.name",
                "links.optional"
            })
    void whatIsMissingLeavesNoHole(String value) {
        RenderedDigest digest = SampleDigest.complete().without(value).rendered();
        Document html = Jsoup.parse(digest.html());
        assertThat(html.select("p, h1, h2, h3, a, td"))
                .allSatisfy(element -> assertThat(
                                element.hasText() || !element.select("img").isEmpty())
                        .as(element.outerHtml())
                        .isTrue());
        assertThat(html.text()).doesNotContain("· ·").doesNotContain(" .").doesNotContain("By ·");
        assertThat(digest.text())
                .doesNotContain("\n\n\n\n")
                .doesNotContain("()")
                .doesNotContain("( ");
        assertThat(headingLevels(html)).isEqualTo(headingLevels(HTML));
    }

    @Test
    void aSingleStoryStandsAlone() {
        Document html = Jsoup.parse(new SampleDigest(1).rendered().html());
        assertThat(html.select("h1")).hasSize(1);
        assertThat(html.select("h2, h3")).isEmpty();
        assertThat(html.selectXpath("//body//text()[normalize-space()]", TextNode.class)
                        .get(0)
                        .text())
                .startsWith("Rents fall");
    }

    @Test
    void headingsSkipNoLevel() {
        List<Integer> levels = headingLevels(HTML);
        assertThat(levels.get(0)).isEqualTo(1);
        assertThat(levels.stream().filter(level -> level == 1)).hasSize(1);
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i)).isLessThanOrEqualTo(levels.get(i - 1) + 1);
        }
    }

    private static List<Integer> headingLevels(Document html) {
        return html.select("h1, h2, h3, h4, h5, h6").stream()
                .map(heading -> Integer.valueOf(heading.tagName().substring(1)))
                .toList();
    }

    @Test
    void languageAndDirectionStandOnDocumentAndWrapper() {
        Document html =
                Jsoup.parse(SampleDigest.complete().rightToLeft().rendered().html());
        assertThat(html.select("html[lang=ar][dir=rtl], body > div[lang=ar][dir=rtl][role=article]"))
                .hasSize(2);
        assertThat(html.select("table"))
                .allSatisfy(table -> assertThat(table.attr("dir")).isEqualTo("rtl"));
        assertThat(html.select("td[align=left]"))
                .allSatisfy(cell -> assertThat(cell.select("> img")).hasSize(1));
        assertThat(html.select("[style*=text-align:left]")).isEmpty();
    }

    @Test
    void tablesPicturesAndLinksCarryWhatTheyMust() {
        assertThat(
                        HTML.select(
                                "table:not([role=presentation]), table:not([cellpadding]), table:not([cellspacing]), table:not([border]), th, caption"))
                .isEmpty();
        assertThat(HTML.select("img")).isNotEmpty().allSatisfy(picture -> {
            assertThat(picture.hasAttr("alt")).isTrue();
            assertThat(picture.attr("width")).matches("[1-9][0-9]*");
            assertThat(picture.attr("height")).matches("[1-9][0-9]*");
        });
        assertThat(HTML.select("a")).allSatisfy(link -> {
            assertThat(link.text() + link.select("img").attr("alt")).isNotBlank();
            assertThat(link.attr("href")).matches("https://\\S+|" + PREFERENCES + "|" + UNSUBSCRIBE);
        });
        assertThat(HTML.select("a[href=" + UNSUBSCRIBE + "]")).hasSize(1);
        assertThat(HTML.select("a[href=" + PREFERENCES + "]")).hasSize(1);
        assertThat(HTML.select("a[href^=https://courier.example/archive/]")).hasSize(1);
    }

    @Test
    void thePreheaderComesFirstAndIsNotPadded() {
        TextNode first = HTML.body()
                .selectXpath("//body//text()[normalize-space()]", TextNode.class)
                .get(0);
        assertThat(first.text()).startsWith("Also: Rents fall");
        assertThat(COMPLETE.html()).doesNotContainPattern("[\u00A0\u034F\u200B-\u200F\u2007\uFEFF]|&nbsp;");
        assertThat(COMPLETE.html() + COMPLETE.text())
                .doesNotContainPattern("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\uFFFD]");
    }

    @Test
    void theFrameSpeaksTheLanguageOfTheReaderAndTheStoriesTheirOwn() {
        RenderedDigest digest = SampleDigest.complete().german().rendered();
        Document html = Jsoup.parse(digest.html());
        assertThat(html.select("html[lang=de], body > div[lang=de][role=article]"))
                .hasSize(2);
        assertThat(html.select("h1[lang=en][dir=auto]")).hasSize(1);
        assertThat(html.select("h3[lang=ja]")).hasSize(1);
        assertThat(html.text())
                .contains("Außerdem:", "9 Artikel, 36 Minuten.", "Von Ida Sørli · 4 Min. Lesezeit", "Im Browser lesen");
        assertThat(digest.text())
                .contains("Guten Tag, \uE000reader.name\uE001.", "\nEinstellungen: " + PREFERENCES)
                .contains("\nAbbestellen: " + UNSUBSCRIBE);
        assertThat(html.text() + digest.text()).doesNotContain("Unsubscribe", "Also:", " stories", "You get this");
    }

    @Test
    void everyLanguageHasTheSameWords() throws IOException {
        Set<Object> english = words("messages.properties");
        assertThat(english).contains("unsubscribe", "preferences", "web", "extent");
        assertThat(words("messages_de.properties")).isEqualTo(english);
    }

    private static Set<Object> words(String file) throws IOException {
        Properties words = new Properties();
        words.load(Files.newBufferedReader(Path.of("templates/mail").resolve(file)));
        return words.keySet();
    }

    @Test
    void fortyStoriesAreNotClipped() {
        String html = new SampleDigest(40).rendered().html();
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(90_000);
        assertThat(html).doesNotContainPattern(Pattern.compile("^ +", Pattern.MULTILINE));
    }
}

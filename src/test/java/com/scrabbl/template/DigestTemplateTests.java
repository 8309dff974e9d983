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
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the two parts of each template must be to arrive whole in every mail program. */
@ParameterizedClass
@ValueSource(strings = {"digest", "brief", "full"})
class DigestTemplateTests {

    private static final String UNSUBSCRIBE = "\uE000links.unsubscribe\uE001";
    private static final String PREFERENCES = "\uE000links.preferences\uE001";

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)");

    private final String template;
    private final RenderedDigest complete;
    private final Document whole;

    DigestTemplateTests(String template) {
        this.template = template;
        this.complete = sample().rendered();
        this.whole = Jsoup.parse(complete.html());
    }

    private SampleDigest sample() {
        return SampleDigest.complete().template(template);
    }

    @Test
    void everyHeadlineAndAddressIsInBothPartsInTheSameOrder() {
        String html = whole.text().replace("\u00AD", "");
        String text = complete.text().replaceAll("\\s+|-{3,}", "");
        String telling = template.equals("brief") ? "sentence" : "standfirst";
        int inHtml = 0;
        int inText = 0;
        for (Map<String, Object> article : sample().articles()) {
            String title = String.valueOf(article.get("title"));
            assertThat(html).contains(title);
            assertThat(text)
                    .contains(title.replaceAll("\\s+", "")
                            + article.get(telling).toString().replace(" ", ""));
            assertThat(complete.text().lines().map(String::strip)).contains(String.valueOf(article.get("url")));
            assertThat(whole.select("a[href=" + article.get("url") + "]")).isNotEmpty();
        }
        for (Element story : whole.select("h1 > a, h2 > a, h3 > a")) {
            assertThat(inHtml).isLessThan(inHtml = complete.html().indexOf(story.attr("href"), inHtml) + 1);
            assertThat(inText).isLessThan(inText = complete.text().indexOf(story.attr("href"), inText) + 1);
        }
    }

    @Test
    void textLinesAreShortButForAddressesAndHoldNoMarkupOfOurs() {
        assertThat(complete.text().lines())
                .allSatisfy(line -> assertThat(
                                line.strip().matches("(?:[^:]{1,40}: )?https?://\\S+") || columns(line) <= 76)
                        .as(line)
                        .isTrue());
        assertThat(complete.text())
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
        assertThat(whole.select("h2, h3").eachText()).contains(SampleDigest.MARKUP);
        assertThat(complete.html()).doesNotContain("&amp;amp;", "&amp;#", "&apos;");
    }

    @Test
    void aLongWordCanBreakInEveryProgram() {
        assertThat(complete.html()).doesNotContain(SampleDigest.LONG_WORD);
        assertThat(whole.select("h2, h3"))
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
        RenderedDigest digest = sample().without(value).rendered();
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
        assertThat(headingLevels(html)).isEqualTo(headingLevels(whole));
    }

    @Test
    void aSingleStoryStandsAlone() {
        Document html =
                Jsoup.parse(new SampleDigest(1).template(template).rendered().html());
        assertThat(html.select("h1")).hasSize(1);
        assertThat(html.select("h2 > a, h3 > a")).isEmpty();
        assertThat(html.text().split("What happened is told")).hasSize(2);
        assertThat(html.selectXpath("//body//text()[normalize-space()]", TextNode.class)
                        .get(0)
                        .text())
                .startsWith(template.equals("full") ? "The Courier" : "Rents fall");
    }

    @Test
    void headingsSkipNoLevel() {
        List<Integer> levels = headingLevels(whole);
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
        Document html = Jsoup.parse(sample().rightToLeft().rendered().html());
        assertThat(html.select("html[lang=ar][dir=rtl], body > div[lang=ar][dir=rtl][role=article]"))
                .hasSize(2);
        assertThat(html.select("table[role=presentation]"))
                .allSatisfy(table -> assertThat(table.attr("dir")).isEqualTo("rtl"));
        assertThat(html.select("td[align=left]:not([lang][dir=ltr])"))
                .allSatisfy(cell -> assertThat(cell.select("> img")).hasSize(1));
        assertThat(html.select("[style*=text-align:left]:not([lang][dir=ltr])")).isEmpty();
    }

    @Test
    void tablesPicturesAndLinksCarryWhatTheyMust() {
        assertThat(
                        whole.select(
                                "table:not([role=presentation]):not([role=table]), table:not([cellpadding]), table:not([cellspacing]), table:not([border]), th, caption"))
                .isEmpty();
        assertThat(whole.select("img").isEmpty()).isEqualTo(template.equals("brief"));
        assertThat(whole.select("img")).allSatisfy(picture -> {
            assertThat(picture.hasAttr("alt")).isTrue();
            assertThat(picture.attr("width")).matches("[1-9][0-9]*");
            assertThat(picture.attr("height")).matches("[1-9][0-9]*");
        });
        assertThat(whole.select("a")).allSatisfy(link -> {
            assertThat(link.text() + link.select("img").attr("alt")).isNotBlank();
            assertThat(link.attr("href")).matches("https://\\S+|" + PREFERENCES + "|" + UNSUBSCRIBE);
        });
        assertThat(whole.select("a[href=" + UNSUBSCRIBE + "]")).hasSize(1);
        assertThat(whole.select("a[href=" + PREFERENCES + "]")).hasSize(1);
        assertThat(whole.select("a[href^=https://courier.example/archive/]")).hasSize(1);
    }

    @Test
    void thePreheaderComesFirstAndIsNotPadded() {
        TextNode first = whole.body()
                .selectXpath("//body//text()[normalize-space()]", TextNode.class)
                .get(0);
        assertThat(first.text()).startsWith("Also: Rents fall");
        assertThat(complete.html()).doesNotContainPattern("[\u00A0\u034F\u200B-\u200F\u2007\uFEFF]|&nbsp;");
        assertThat(complete.html() + complete.text())
                .doesNotContainPattern("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\uFFFD]");
    }

    @Test
    void theFrameSpeaksTheLanguageOfTheReaderAndTheStoriesTheirOwn() {
        RenderedDigest digest = sample().german().rendered();
        Document html = Jsoup.parse(digest.html());
        assertThat(html.select("html[lang=de], body > div[lang=de][role=article]"))
                .hasSize(2);
        assertThat(html.select("h1[lang=en][dir=auto]")).hasSize(1);
        assertThat(html.select("h2[lang=ja], h3[lang=ja]")).hasSize(1);
        assertThat(html.text()).contains("Außerdem:", "9 Artikel, 36 Minuten.", "Im Browser lesen");
        if (!template.equals("brief")) {
            assertThat(html.text()).contains("Von Ida Sørli · 4 Min. Lesezeit");
        }
        assertThat(digest.text())
                .contains("Guten Tag, \uE000reader.name\uE001.", "\nEinstellungen: " + PREFERENCES)
                .contains("\nAbbestellen: " + UNSUBSCRIBE);
        assertThat(html.text() + digest.text()).doesNotContain("Unsubscribe", "Also:", " stories", "You get this");
    }

    @Test
    void everyLanguageHasTheSameWordsWithTheSamePlaces() throws IOException {
        Map<String, Set<String>> english = places("messages.properties");
        assertThat(english).containsKeys("unsubscribe", "preferences", "web", "extent", "letter.confirm.subject");
        assertThat(places("messages_de.properties")).isEqualTo(english);
    }

    private static Map<String, Set<String>> places(String file) throws IOException {
        Properties words = new Properties();
        words.load(Files.newBufferedReader(Path.of("templates/mail").resolve(file)));
        return words.stringPropertyNames().stream()
                .collect(Collectors.toMap(
                        key -> key,
                        key -> PLACE.matcher(words.getProperty(key))
                                .results()
                                .map(place -> place.group(1))
                                .collect(Collectors.toSet())));
    }

    @Test
    void fortyStoriesAreNotClippedOrAFewWholeOnes() {
        String html = new SampleDigest(template.equals("full") ? 12 : 40)
                .template(template)
                .rendered()
                .html();
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(90_000);
        assertThat(html).doesNotContainPattern(Pattern.compile("^ +", Pattern.MULTILINE));
    }
}

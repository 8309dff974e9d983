package com.scrabbl.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The templates' styles: what some mail program would drop, or take as a reason to drop the rest, is not in them. */
@ParameterizedClass
@ValueSource(strings = {"digest", "brief", "full"})
class DigestStyleTests {

    private static final Pattern RULE =
            Pattern.compile("\\.([a-z]+)\\{(?:color|background-color|border-color):(#[0-9a-f]{6}) !important\\}");
    private static final Pattern COLOUR = Pattern.compile("(?:^|;)color:(#[0-9a-f]{6})");
    private static final Pattern GROUND = Pattern.compile("background-color:(#[0-9a-f]{6})");

    private final Document html;
    private final Elements blocks;

    DigestStyleTests(String template) {
        html = Jsoup.parse(SampleDigest.of(template).rendered().html());
        blocks = html.select("style");
    }

    @Test
    void styleElementsAreSmallAndHoldNothingThatKillsThem() {
        String css = blocks.stream().map(Element::data).collect(Collectors.joining());
        assertThat(blocks).hasSizeLessThanOrEqualTo(3);
        assertThat(css.length()).isLessThan(6_000);
        assertThat(css).doesNotContain("/*", "url(", "rgb", "@import", "var(").doesNotContainPattern("@media[^{]*,");
        assertThat(css).doesNotContainPattern("[^ ]!|!(?!important)|\\.[_-]");
        assertThat(blocks)
                .allSatisfy(block -> assertThat(block.data().split("@", -1)).hasSizeLessThanOrEqualTo(2));
    }

    @Test
    void inlineStylesUseOnlyWhatMailProgramsKnow() {
        assertThat(html.select("[style]")).isNotEmpty().allSatisfy(element -> {
            String style = element.attr("style");
            assertThat(style)
                    .doesNotContainPattern(
                            "flex|grid|position|float|var\\(|calc|[0-9]rem|rgb|url\\(|!|light-dark|clamp|inline-(start|end)")
                    .doesNotContainPattern("text-align:(start|end|center|justify)");
            if (style.contains("padding")) {
                assertThat(element.tagName()).isEqualTo("td");
            }
        });
    }

    @Test
    void everyColouredClassHasItsDarkRuleInBothBlocks() {
        Set<String> coloured = new TreeSet<>();
        html.select("[style*=color]:not(img)").stream()
                .filter(element -> Pattern.compile("(^|;)(background-)?color:|border-(top|left):")
                        .matcher(element.attr("style"))
                        .find())
                .forEach(element -> {
                    Set<String> ruled = new TreeSet<>(element.classNames());
                    ruled.retainAll(rules(1).keySet());
                    assertThat(ruled).as(element.attr("style")).isNotEmpty();
                    coloured.addAll(ruled);
                });
        coloured.addAll(html.select("[style*=border-top], [style*=border-left]").stream()
                .flatMap(element -> element.classNames().stream())
                .filter(rules(1)::containsKey)
                .toList());
        assertThat(rules(1).keySet()).isEqualTo(coloured);
        assertThat(rules(2)).isEqualTo(rules(1));
    }

    private Map<String, String> rules(int block) {
        Map<String, String> rules = new TreeMap<>();
        Matcher rule = RULE.matcher(blocks.get(block).data());
        while (rule.find()) {
            rules.put(rule.group(1), rule.group(2));
        }
        return rules;
    }

    @Test
    void textIsReadableOnItsGroundInLightAndDark() {
        Map<String, String> dark = rules(1);
        assertThat(html.select("p, a, h2, li, td.cell"))
                .filteredOn(Element::hasText)
                .allSatisfy(element -> {
                    Element text = closest(element, COLOUR);
                    Element ground = closest(element, GROUND);
                    assertThat(contrast(value(text, COLOUR), value(ground, GROUND)))
                            .isGreaterThan(4.5);
                    assertThat(contrast(ruled(text, dark, "ink|body|meta|lnk|acc"), ruled(ground, dark, "page|card")))
                            .isGreaterThan(4.5);
                });
    }

    private static Element closest(Element element, Pattern declared) {
        Element at = element.selectFirst("a") != null
                        && !declared.matcher(element.attr("style")).find()
                        && declared == COLOUR
                ? element.selectFirst("a")
                : element;
        while (!declared.matcher(at.attr("style")).find()) {
            at = at.parent();
        }
        return at;
    }

    private static String value(Element element, Pattern declared) {
        Matcher matcher = declared.matcher(element.attr("style"));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String ruled(Element element, Map<String, String> rules, String classes) {
        return element.classNames().stream()
                .filter(name -> name.matches(classes))
                .map(rules::get)
                .findFirst()
                .orElseThrow();
    }

    private static double contrast(String one, String other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}

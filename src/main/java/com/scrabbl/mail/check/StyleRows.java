package com.scrabbl.mail.check;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Styles and elements that mail programs drop, or take as a reason to drop more. */
final class StyleRows {

    static final List<CheckRow> ROWS = List.of(
            CheckRow.advice("E06", "Padding on cells only", StyleRows::padding),
            CheckRow.advice("E07", "Inline styles that all programs know", StyleRows::inline),
            CheckRow.advice("E08", "Style elements that are small and kill nothing", StyleRows::blocks),
            CheckRow.advice("E09", "!important where it works", StyleRows::important),
            CheckRow.must("E26", "Nothing active", StyleRows::active),
            CheckRow.advice("E27", "Elements and attributes that all programs know", StyleRows::elements));

    private static final int LARGEST = 6_000;

    /** A property that must not stand inline, whatever its value. */
    private static final Pattern PROPERTY = Pattern.compile(
            "float|position|gap|grid.*|flex.*|--.*|background-image|animation.*|transform|content|filter|clip.*"
                    + "|(padding|margin|border)-(inline|block).*|object-fit|text-underline-offset");

    private static final Pattern VALUE = Pattern.compile(
            "(var|calc|clamp|min|max|rgba?|hsla?|light-dark|url|linear-gradient|radial-gradient)\\(|[0-9]rem\\b|\\b(inline-)?(flex|grid)\\b");

    /** What makes a program drop a whole style element, or the rule after it, by what it is. */
    private static final Map<Pattern, String> KILLERS = Map.of(
            Pattern.compile("/\\*"), "a comment, after which Yahoo loses a rule",
            Pattern.compile("@media[^{]*,"), "a comma in a query, after which Yahoo loses the rest",
            Pattern.compile("@(import|font-face|keyframes|supports)[^{;]*"), "@ rules that programs drop",
            Pattern.compile("rgba?\\([^)]*/"), "a colour with a slash, for which Gmail drops the element",
            Pattern.compile("url\\("), "url()",
            Pattern.compile("\\.[_-]"), "a class that begins with _ or -");

    private static final Pattern OTHER_PICTURE = Pattern.compile("(?i)\\.(svg|avif|gif)([?#].*)?$");

    private StyleRows() {}

    private static void padding(CheckedMessage message, Findings found) {
        for (Element element : message.document().select("[style*=padding]:not(td):not(th)")) {
            boolean set = InlineStyle.of(element).declarations().stream()
                    .anyMatch(one -> one.getKey().startsWith("padding")
                            && !one.getValue().matches("(0(px)?\\s*)+"));
            if (set) {
                found.add(
                        "padding on <%s> is lost in Outlook: put it on a cell".formatted(element.tagName()),
                        Spot.at(element));
            }
        }
    }

    private static void inline(CheckedMessage message, Findings found) {
        for (Element element : message.document().select("[style]")) {
            for (Map.Entry<String, String> one : InlineStyle.of(element).declarations()) {
                String declaration = one.getKey() + ":" + one.getValue();
                boolean unknown = PROPERTY.matcher(one.getKey()).matches()
                        || VALUE.matcher(one.getValue()).find()
                        || one.getKey().equals("text-align") && one.getValue().matches("start|end|justify")
                        || one.getKey().equals("margin") && one.getValue().contains("-");
                if (unknown) {
                    found.add("some mail programs don't know “%s”".formatted(declaration), Spot.html(declaration));
                }
            }
        }
    }

    private static void blocks(CheckedMessage message, Findings found) {
        int size = 0;
        for (Element style : message.document().select("style")) {
            String css = style.data();
            size += css.length();
            KILLERS.forEach((pattern, what) -> {
                Matcher killer = pattern.matcher(css);
                if (killer.find()) {
                    found.add("a style element has " + what, Spot.html(killer.group()));
                }
            });
            if (css.matches("(?s).*@[^{}]*\\{[^{}@]*(\\{[^{}]*\\}[^{}@]*)*@.*")) {
                found.add(
                        "a style element has an @ rule in another one, for which Gmail drops it", Spot.html("@media"));
            }
        }
        if (size > LARGEST) {
            found.add(
                    "the style elements are %d KB; after 6 some programs drop them".formatted(size / 1000),
                    Spot.html("<style"));
        }
    }

    private static void important(CheckedMessage message, Findings found) {
        for (Element element : message.document().select("[style*=!]")) {
            found.add("!important stands inline, where Outlook ignores it", Spot.at(element));
        }
        for (Element style : message.document().select("style")) {
            Matcher badly = Pattern.compile(
                            "[^ {};]+!\\s*important|! +important|!(?!important)\\w+", Pattern.CASE_INSENSITIVE)
                    .matcher(style.data());
            if (badly.find()) {
                found.add(
                        "“%s”: write it in small letters, with a space before".formatted(badly.group()),
                        Spot.html(badly.group()));
            }
        }
    }

    private static void active(CheckedMessage message, Findings found) {
        for (Element element : message.document()
                .select("script, iframe, object, embed, applet, form, input, button, base, meta[http-equiv=refresh]")) {
            found.add(
                    "<%s> is dropped, and filters take it for an attack".formatted(element.tagName()),
                    Spot.at(element));
        }
        for (Element element : message.document().select("*")) {
            element.attributes().asList().stream()
                    .filter(attribute -> attribute.getKey().startsWith("on"))
                    .forEach(attribute ->
                            found.add("the attribute %s is a script".formatted(attribute.getKey()), Spot.at(element)));
        }
    }

    private static void elements(CheckedMessage message, Findings found) {
        for (Element element : message.document()
                .select(
                        "video, audio, picture, source, canvas, dialog, details, link, header, main, article, nav, aside, footer, section, bdi, svg, math")) {
            found.add("some mail programs don't know <%s>".formatted(element.tagName()), Spot.at(element));
        }
        for (Element element : message.document().select("[srcset], [popover], [hidden], [contenteditable]")) {
            found.add(
                    "an attribute of <%s> is not known to some mail programs".formatted(element.tagName()),
                    Spot.at(element));
        }
        for (Element picture : message.document().select("img[src]")) {
            if (OTHER_PICTURE.matcher(picture.attr("src")).find()) {
                found.add("a picture is no JPEG or PNG, which all mail programs show", Spot.at(picture));
            }
        }
    }
}

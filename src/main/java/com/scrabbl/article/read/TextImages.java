package com.scrabbl.article.read;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The first picture in a text that is one: no icon, and none that is there to count readers. */
final class TextImages {

    /** Smaller ones in a text are icons and counters of readers. */
    private static final int SMALLEST = 100;

    private static final Pattern COUNTER = Pattern.compile(
            "pixel\\.wp\\.com|stats\\.wordpress\\.com|/~r/|/~ff/|feeds\\.feedburner\\.com|doubleclick\\.net|google-analytics"
                    + "|[/.?&=_-](pixel|tracking|tracker|beacon|counter|spacer|blank|clear|1x1)[/.?&=_-]"
                    + "|vgwort\\.de|\\.ivwbox\\.de|sb\\.scorecardresearch");

    private TextImages() {}

    static @Nullable Image first(String html) {
        if (Markup.isTooMuch(html)) {
            return null;
        }
        return Jsoup.parseBodyFragment(html).select("img[src]").stream()
                .flatMap(img -> of(img).stream())
                .findFirst()
                .orElse(null);
    }

    /** The picture that an element shows; empty when it is hidden, an icon, or there to count readers. */
    static Optional<Image> of(Element img) {
        String source = img.attr("src");
        if (isHidden(img)
                || isCounter(source)
                || source.strip().toLowerCase(Locale.ROOT).startsWith("data:")) {
            return Optional.empty();
        }
        return Optional.of(new Image(
                        source,
                        PlainText.asHtml(img.attr("alt")),
                        Image.size(img.attr("width")),
                        Image.size(img.attr("height"))))
                .filter(image -> isLarge(image.width()) && isLarge(image.height()));
    }

    /** Whether an address is that of a picture which counts readers. */
    static boolean isCounter(String url) {
        return COUNTER.matcher(url.toLowerCase(Locale.ROOT)).find();
    }

    private static boolean isHidden(Element img) {
        String style = img.attr("style").replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        return img.hasAttr("hidden")
                || style.contains("display:none")
                || style.contains("visibility:hidden")
                || style.matches("(.*;)?(width|height|max-width):[01](px)?(;.*)?");
    }

    private static boolean isLarge(@Nullable Integer size) {
        return size == null || size >= SMALLEST;
    }
}

package com.scrabbl.article.read;

import java.util.Comparator;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Finds the part of a page that is the text of its article. */
final class PageText {

    private static final int ENOUGH = 200;

    private PageText() {}

    /** The HTML of the text, with clutter still in it; the page is left as it was. */
    static @Nullable String of(Document page) {
        for (String part : new String[] {"[itemprop=articleBody]", "article", "main, [role=main]"}) {
            Element found = richest(page, part);
            if (found != null) {
                return html(found);
            }
        }
        return readable(page);
    }

    private static @Nullable Element richest(Document page, String selector) {
        int all = length(page.body());
        return page.select(selector).stream()
                .filter(part -> length(part) >= ENOUGH || (length(part) > 0 && length(part) * 2 >= all))
                .max(Comparator.comparingInt(PageText::length))
                .orElse(null);
    }

    private static int length(Element part) {
        return part.select("p, li").text().length();
    }

    private static String html(Element part) {
        Element text = part.clone();
        text.select("article article, time, address, [rel=author], [itemprop=author]")
                .remove();
        // A page has pictures of its own: those of its text have a caption, a size, or words that say what they show.
        text.select("img:not([width]):not([height])").stream()
                .filter(img -> img.attr("alt").isBlank() && img.closest("figure") == null)
                .forEach(Element::remove);
        return text.html();
    }

    private static @Nullable String readable(Document page) {
        Document copy = page.clone();
        Clutter.removeFrom(copy.body());
        return ReadableText.of(copy);
    }
}

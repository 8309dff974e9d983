package com.scrabbl.article.read;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/** Headlines, standfirsts and paragraphs that a text says once more. */
final class Repetitions {

    private static final int SHORTEST_COPY = 30;

    private Repetitions() {}

    /** Whether two texts say the same but for case, punctuation and white space. */
    static boolean sameWords(String one, String other) {
        String words = words(one);
        return !words.isEmpty() && words.equals(words(other));
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    /** Wherever a text stands again: as a paragraph, a heading, or a line of its own. */
    static void removeOf(@Nullable String text, Element body) {
        if (text != null) {
            body.select("p, h2, h3, h4, li, blockquote").stream()
                    .filter(block -> sameWords(block.text(), text))
                    .forEach(Element::remove);
            body.select("b, strong, i, em").stream()
                    .filter(line -> isLine(line) && sameWords(line.text(), text))
                    .forEach(Repetitions::removeLine);
            body.select("p").stream().filter(block -> !block.hasText()).forEach(Element::remove);
        }
    }

    /** Whether line breaks or edges of its paragraph stand on both sides. */
    private static boolean isLine(Element inline) {
        return isBreak(inline.previousSibling()) && isBreak(inline.nextSibling());
    }

    private static boolean isBreak(@Nullable Node sibling) {
        return sibling == null || (sibling instanceof Element element && element.nameIs("br"));
    }

    private static void removeLine(Element inline) {
        Node end = inline.nextSibling() == null ? inline.previousSibling() : inline.nextSibling();
        if (end != null) {
            end.remove();
        }
        inline.remove();
    }

    /** A paragraph that stands twice is a teaser of itself. */
    static void removeSecondCopies(Element body) {
        Set<String> seen = new HashSet<>();
        for (Element paragraph : body.select("> p")) {
            String words = words(paragraph.text());
            if (words.length() >= SHORTEST_COPY && !seen.add(words)) {
                paragraph.remove();
            }
        }
    }
}

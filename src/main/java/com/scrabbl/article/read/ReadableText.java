package com.scrabbl.article.read;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.dankito.readability4j.extended.Readability4JExtended;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The text of a page that does not say where it is. Readability finds its paragraphs; they are taken from the page itself,
 * with the lists, quotes and headings among them, which that library drops or makes paragraphs of.
 */
final class ReadableText {

    private static final String PARAGRAPHS = "p, li, dd, pre, h2, h3, h4";
    private static final String AMONG_PARAGRAPHS = "ul, ol, dl, blockquote, pre, h2, h3, h4, figure, table";
    private static final String WHOLE = PARAGRAPHS + ", ul, ol, dl, blockquote, figure";

    private final Set<String> found;

    private ReadableText(Element readable) {
        found = readable.select(PARAGRAPHS).stream()
                .map(Element::text)
                .filter(text -> !text.isBlank())
                .collect(Collectors.toSet());
    }

    /** @param page without clutter; it is left as it was */
    static String of(Document page) {
        String html =
                new Readability4JExtended(page.baseUri(), page.clone()).parse().getContent();
        if (html == null || html.isBlank()) {
            return page.body().html();
        }
        Element readable = Jsoup.parseBodyFragment(html).body();
        Element body = page.clone().body();
        new ReadableText(readable).prune(body);
        // Text without paragraphs is not found again: then the library's word stands.
        return letters(body) >= letters(readable) ? body.html() : html;
    }

    /** Leaves what lies between the first and the last paragraph that was found, if it is a part of the text. */
    private void prune(Element element) {
        List<Element> children = List.copyOf(element.children());
        List<Boolean> has = children.stream().map(this::hasFound).toList();
        int first = has.indexOf(true);
        int last = has.lastIndexOf(true);
        for (int i = 0; i < children.size(); i++) {
            Element child = children.get(i);
            if (has.get(i)) {
                if (!child.is(WHOLE)) {
                    prune(child);
                }
                if (child.is("table, tbody, tr, td")) {
                    // With paragraphs in it, it was there for the layout.
                    child.unwrap();
                }
            } else if (i < first || i > last || !isAmongParagraphs(child)) {
                child.remove();
            }
        }
    }

    private boolean hasFound(Element element) {
        return element.select(PARAGRAPHS).stream().anyMatch(paragraph -> found.contains(paragraph.text()));
    }

    private static boolean isAmongParagraphs(Element element) {
        return element.is(AMONG_PARAGRAPHS)
                && letters(element)
                        > 2
                                * element.select("a").stream()
                                        .mapToInt(ReadableText::letters)
                                        .sum();
    }

    private static int letters(Element element) {
        return (int)
                element.text().codePoints().filter(Character::isLetterOrDigit).count();
    }
}

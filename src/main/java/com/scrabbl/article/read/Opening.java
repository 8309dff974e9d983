package com.scrabbl.article.read;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * How a text without a standfirst begins: its first paragraph that is a sentence, else its first paragraph.
 *
 * @param standfirst plain text
 * @param rest the body without that paragraph, if all of it became the standfirst, as HTML
 */
record Opening(@Nullable String standfirst, @Nullable String rest) {

    /** Lines up to this length above the first sentence are not the text: a place, a name. */
    private static final int LONGEST_LINE = 60;

    private static final int FEWEST_WORDS = 4;
    private static final int FEWEST_CHARACTERS = 20;

    /** @param body clean HTML */
    static Opening of(String body, @Nullable String language) {
        Document parsed = Jsoup.parseBodyFragment(body);
        parsed.outputSettings().prettyPrint(false);
        Element root = parsed.body();
        Optional<Element> found = sentence(root.children()).or(() -> first(root));
        Element paragraph = found.orElse(root.selectFirst("p"));
        String text = PlainText.ofText(paragraph == null ? root.text() : paragraph.text(), Integer.MAX_VALUE);
        String standfirst = Summary.of(text, language);
        if (found.isEmpty() || !standfirst.equals(text)) {
            return new Opening(standfirst.isEmpty() ? null : standfirst, body);
        }
        Repetitions.removeOf(standfirst, root);
        return new Opening(standfirst, Body.hasWords(root) ? html(root) : null);
    }

    private static Optional<Element> first(Element root) {
        return root.children().stream()
                .filter(block -> !block.nameIs("figure"))
                .findFirst()
                .filter(block -> block.nameIs("p"));
    }

    /** It may be set as a heading. */
    private static Optional<Element> sentence(List<Element> blocks) {
        return blocks.stream()
                .filter(block -> !block.nameIs("figure"))
                .dropWhile(block ->
                        block.nameIs("p") && block.text().length() <= LONGEST_LINE && !isSentence(block.text()))
                .findFirst()
                .filter(block -> block.is("p, h2, h3, h4") && isSentence(block.text()));
    }

    private static boolean isSentence(String text) {
        boolean enough = text.length() >= FEWEST_CHARACTERS || text.split("\\s+").length >= FEWEST_WORDS;
        return enough && Summary.endsSentence(text.strip());
    }

    private static String html(Element root) {
        return root.children().stream().map(Element::outerHtml).collect(Collectors.joining("\n"));
    }
}

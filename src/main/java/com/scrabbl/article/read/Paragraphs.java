package com.scrabbl.article.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Gives a text the shape of an article: paragraphs, lists, quotes and headings, whatever boxes it came in. */
final class Paragraphs {

    private static final Set<String> KEPT = Set.of(
            "p",
            "ul",
            "ol",
            "li",
            "blockquote",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "pre",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "figure",
            "figcaption");

    /** What stood between links that are gone. */
    private static final Pattern SIGNS = Pattern.compile("[\\s|/·•,;:«»<>-]*");

    private Paragraphs() {}

    static void shape(Element root) {
        splitPlainText(root);
        List<Element> innermostFirst = new ArrayList<>(root.select("*"));
        Collections.reverse(innermostFirst);
        innermostFirst.stream().filter(element -> element != root).forEach(Paragraphs::unbox);
        wrapLooseText(root);
        root.select("h1").tagName("h2");
        root.select("h5, h6").tagName("h4");
        removeEmpty(root);
        removeBlankText(root);
        collapseSpace(root);
    }

    /** A text without any tag has its paragraphs between empty lines. */
    private static void splitPlainText(Element root) {
        if (root.childrenSize() > 0) {
            return;
        }
        String text = root.wholeText();
        root.empty();
        Arrays.stream(text.split("\\R\\s*\\R"))
                .filter(paragraph -> !paragraph.isBlank())
                .forEach(paragraph -> root.appendElement("p").text(paragraph.strip()));
    }

    private static void unbox(Element element) {
        if (KEPT.contains(element.normalName())) {
            return;
        }
        if (element.children().stream().anyMatch(Paragraphs::isBlock)) {
            wrapLooseText(element);
            element.unwrap();
        } else if (element.isBlock()) {
            element.tagName("p").clearAttributes();
        }
    }

    private static void wrapLooseText(Element parent) {
        Element paragraph = null;
        for (Node child : List.copyOf(parent.childNodes())) {
            if (child instanceof Element element && isBlock(element)) {
                paragraph = null;
            } else if (paragraph != null) {
                paragraph.appendChild(child);
            } else if (!(child instanceof TextNode text && text.isBlank())) {
                paragraph = new Element("p");
                child.before(paragraph);
                paragraph.appendChild(child);
            }
        }
    }

    private static boolean isBlock(Element element) {
        return element.isBlock() || KEPT.contains(element.normalName());
    }

    private static void removeEmpty(Element root) {
        List<Element> innermostFirst = new ArrayList<>(root.select("*"));
        Collections.reverse(innermostFirst);
        for (Element element : innermostFirst) {
            if (element != root
                    && !Set.of("br", "img", "td", "th").contains(element.normalName())
                    && isEmpty(element)) {
                element.remove();
            }
        }
    }

    private static void removeBlankText(Element root) {
        for (Element element : root.select("ul, ol, table, thead, tbody, tr")) {
            element.textNodes().stream().filter(TextNode::isBlank).forEach(Node::remove);
        }
    }

    private static boolean isEmpty(Element element) {
        if (element.selectFirst("img") != null) {
            return false;
        }
        String text = element.text();
        return text.chars().allMatch(c -> Character.isWhitespace(c) || c == 0xa0 || c == 0x200b)
                || (element.nameIs("p") && SIGNS.matcher(text).matches());
    }

    /** Space and line breaks of the source are one space, and none at the edges of a line. */
    private static void collapseSpace(Element root) {
        root.traverse((node, depth) -> {
            if (node instanceof TextNode text && text.parent() != null && !isIn(text.parent(), "pre")) {
                boolean first = isEdge(text.previousSibling(), text.parent());
                boolean last = isEdge(text.nextSibling(), text.parent());
                String one = text.getWholeText().replaceAll("[ \\t\\r\\n\\f]+", " ");
                one = first ? one.replaceFirst("^ ", "") : one;
                text.text(last ? one.replaceFirst(" $", "") : one);
            }
        });
        root.select("*")
                .forEach(element -> element.textNodes().stream()
                        .filter(text -> text.getWholeText().isEmpty())
                        .forEach(Node::remove));
    }

    private static boolean isIn(Element element, String name) {
        return element.nameIs(name) || element.closest(name) != null;
    }

    private static boolean isEdge(@Nullable Node sibling, Element parent) {
        return sibling == null
                ? parent.isBlock()
                : sibling instanceof Element element && (element.nameIs("br") || isBlock(element));
    }
}

package com.scrabbl.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * The whole text of a story as plain text.
 *
 * @param blocks each with its {@code text}, what its first line begins with ({@code first}), what its other lines do
 *     ({@code indent}), whether a blank line stands before it ({@code apart}), and whether it is what a picture shows
 *     ({@code picture}), below which its caption may follow
 * @param links by their numbers in the text, from 1
 */
record PlainBlocks(List<Map<String, Object>> blocks, List<String> links) {

    static PlainBlocks of(Element text) {
        PlainBlocks plain = new PlainBlocks(new ArrayList<>(), new ArrayList<>());
        plain.addAll(text, "", "", true);
        return plain;
    }

    /** @param first what the first line of all begins with */
    private void addAll(Element parent, String first, String indent, boolean apart) {
        int before = blocks.size();
        StringBuilder line = new StringBuilder();
        for (Node node : parent.childNodes()) {
            if (node instanceof Element element && element.isBlock()) {
                add(line, blocks.size() == before ? first : indent, indent, apart || blocks.size() > before);
                addBlock(element, blocks.size() == before ? first : indent, indent, apart || blocks.size() > before);
            } else {
                write(node, line);
            }
        }
        add(line, blocks.size() == before ? first : indent, indent, apart || blocks.size() > before);
    }

    private void addBlock(Element block, String first, String indent, boolean apart) {
        switch (block.normalName()) {
            case "ul", "ol" -> {
                int number = 0;
                for (Element item : block.children()) {
                    String mark = block.normalName().equals("ul") ? "- " : ++number + ". ";
                    boolean gap = apart && item.previousElementSibling() == null && !isIn("li", block);
                    addAll(item, indent + mark, indent + " ".repeat(mark.length()), gap);
                }
            }
            case "blockquote" -> addAll(block, indent + "> ", indent + "> ", true);
            case "figure" -> addFigure(block, first, indent, apart);
            case "pre" -> {
                boolean gap = apart;
                for (String line : block.wholeText().lines().toList()) {
                    add(new StringBuilder(line), indent + "    ", indent + "    ", gap);
                    gap = false;
                }
            }
            case "tr" -> {
                StringBuilder row = new StringBuilder();
                for (Element cell : block.children()) {
                    row.append(row.isEmpty() ? "" : " | ");
                    write(cell, row);
                }
                add(row, first, indent, apart && block.previousElementSibling() == null);
            }
            default -> addAll(block, first, indent, apart);
        }
    }

    /** What the picture shows, unless its caption says so. */
    private void addFigure(Element figure, String first, String indent, boolean apart) {
        Element caption = figure.selectFirst("figcaption");
        Element img = figure.selectFirst("img");
        String shows = img == null ? "" : img.attr("alt").strip();
        boolean said = caption != null && caption.text().contains(shows);
        if (!shows.isEmpty() && !said) {
            blocks.add(Map.of("text", shows, "first", first, "indent", indent, "apart", apart, "picture", true));
        }
        if (caption != null) {
            boolean alone = shows.isEmpty() || said;
            addAll(caption, alone ? first : indent, indent, alone && apart);
        }
    }

    private static boolean isIn(String name, Element block) {
        Element parent = block.parent();
        return parent != null && parent.nameIs(name);
    }

    private void add(StringBuilder line, String first, String indent, boolean apart) {
        String text = line.toString().strip();
        line.setLength(0);
        if (!text.isEmpty()) {
            blocks.add(Map.of("text", text, "first", first, "indent", indent, "apart", apart));
        }
    }

    private void write(Node node, StringBuilder line) {
        if (node instanceof TextNode text) {
            line.append(text.getWholeText());
        } else if (node instanceof Element element) {
            if (element.normalName().equals("br")) {
                line.append(' ');
            }
            element.childNodes().forEach(child -> write(child, line));
            if (element.hasAttr("href")) {
                links.add(element.attr("href"));
                line.append(" [").append(links.size()).append(']');
            }
        }
    }
}

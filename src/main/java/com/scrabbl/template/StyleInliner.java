package com.scrabbl.template;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rules of a mail's stylesheets into its elements: many mail programs drop every style but an element's own.
 * What must stay a stylesheet is put where its {@code <link>} was. Thread-safe.
 */
final class StyleInliner {

    /** Sheets differ with the direction of the language, and with nothing else of ours. */
    private static final int MOST_PARSED = 16;

    private static final Pattern CLASS = Pattern.compile("\\.([A-Za-z][A-Za-z0-9_-]*)");
    private static final Pattern DECLARATIONS = Pattern.compile(";(?![^(]*\\))");

    private static final Pattern DOCTYPE = Pattern.compile("^<!doctype");

    private static final Cache<String, Stylesheet> PARSED =
            Caffeine.newBuilder().maximumSize(MOST_PARSED).build();

    /**
     * The document with its styles; one that links no stylesheet is returned as it is.
     *
     * @param sheets gives a stylesheet by the address in its link
     * @throws TemplateProblemException when it is none
     */
    String inlined(String html, Function<String, Stylesheet> sheets) {
        if (!html.contains("<link")) {
            return html;
        }
        Document document = Jsoup.parse(html);
        List<Element> links = document.select("link[rel=stylesheet][href]");
        if (links.isEmpty()) {
            return html;
        }
        document.outputSettings().prettyPrint(false).escapeMode(Entities.EscapeMode.xhtml);
        for (Element link : links) {
            Stylesheet sheet = sheets.apply(link.attr("href"));
            applyPlain(sheet, document);
            putKept(sheet, document, link);
        }
        dropIdleClasses(document);
        return DOCTYPE.matcher(document.outerHtml()).replaceFirst("<!DOCTYPE");
    }

    /** The sheet of a text, which is parsed once. */
    Stylesheet sheet(String file, String css) {
        return PARSED.get(css, text -> Stylesheet.parse(file, text));
    }

    private static void applyPlain(Stylesheet sheet, Document document) {
        Map<Element, Map<String, String>> styles = new IdentityHashMap<>();
        for (Stylesheet.Plain rule : sheet.plain()) {
            for (Element element : document.select(rule.selector())) {
                Map<String, String> style = styles.computeIfAbsent(element, unstyled -> new LinkedHashMap<>());
                rule.declarations().forEach((property, value) -> Stylesheet.put(style, property, value));
            }
        }
        styles.forEach(StyleInliner::write);
    }

    /** What the element says itself outdoes every rule. */
    private static void write(Element element, Map<String, String> style) {
        for (String declaration : DECLARATIONS.split(element.attr("style"))) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                Stylesheet.put(
                        style,
                        declaration.substring(0, colon).strip(),
                        declaration.substring(colon + 1).strip());
            }
        }
        element.attr(
                "style",
                style.entrySet().stream()
                        .map(declared -> declared.getKey() + ":" + declared.getValue())
                        .collect(Collectors.joining(";")));
    }

    /**
     * Rules that no element of this mail can need are left out. A style element has one query at most, at its end: some
     * programs drop a whole element for what they don't understand in it.
     */
    private static void putKept(Stylesheet sheet, Document document, Element link) {
        Set<String> classes = new HashSet<>();
        document.getAllElements().forEach(element -> classes.addAll(element.classNames()));
        List<StringBuilder> blocks = new ArrayList<>();
        @Nullable String open = null;
        for (Stylesheet.Kept rule : sheet.kept()) {
            if (!classes.containsAll(rule.classes())) {
                continue;
            }
            boolean same = rule.query() == null ? open == null : rule.query().equals(open);
            if (open != null && !same) {
                blocks.get(blocks.size() - 1).append("}\n");
            }
            if (blocks.isEmpty() || open != null && !same) {
                blocks.add(new StringBuilder("\n"));
            }
            StringBuilder block = blocks.get(blocks.size() - 1);
            if (rule.query() != null && !same) {
                block.append(rule.query()).append("{\n");
            }
            block.append(rule.selector())
                    .append("{")
                    .append(rule.declarations())
                    .append("}\n");
            open = rule.query();
        }
        if (open != null) {
            blocks.get(blocks.size() - 1).append("}\n");
        }
        for (StringBuilder block : blocks) {
            Element style = new Element("style").appendChild(new DataNode(block.toString()));
            link.before(style);
        }
        link.remove();
    }

    /** A class that no stylesheet speaks of any more only takes room. */
    private static void dropIdleClasses(Document document) {
        Set<String> spoken = new HashSet<>();
        document.head().traverse((node, depth) -> {
            String css = node instanceof DataNode data
                    ? data.getWholeData()
                    : node instanceof Comment comment ? comment.getData() : "";
            CLASS.matcher(css).results().forEach(found -> spoken.add(found.group(1)));
        });
        for (Element element : document.select("[class]")) {
            Set<String> names = element.classNames();
            names.retainAll(spoken);
            if (names.isEmpty()) {
                element.removeAttr("class");
            } else {
                element.classNames(names);
            }
        }
    }
}

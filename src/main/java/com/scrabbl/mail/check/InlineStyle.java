package com.scrabbl.mail.check;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;

/**
 * The declarations of an element's {@code style} attribute, or of a rule in a style sheet, in their order.
 *
 * @param declarations property and value, both in lower case
 */
record InlineStyle(List<Map.Entry<String, String>> declarations) {

    /** A mail has few styles, and has them often. */
    private static final Cache<String, InlineStyle> PARSED = Caffeine.newBuilder()
            .maximumWeight(500_000)
            .weigher((String css, InlineStyle style) -> css.length())
            .build();

    InlineStyle {
        declarations = List.copyOf(declarations);
    }

    static InlineStyle of(Element element) {
        return parse(element.attr("style"));
    }

    static InlineStyle parse(String css) {
        return PARSED.get(css, InlineStyle::read);
    }

    private static InlineStyle read(String css) {
        List<Map.Entry<String, String>> found = new ArrayList<>();
        // A semicolon in quotes or in url() does not end a declaration.
        for (String declaration : css.split(";(?=(?:[^'\"()]|'[^']*'|\"[^\"]*\"|\\([^)]*\\))*$)")) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                found.add(Map.entry(
                        declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        declaration.substring(colon + 1).strip().toLowerCase(Locale.ROOT)));
            }
        }
        return new InlineStyle(found);
    }

    /** The value that counts, the last one; empty when the property is not set. */
    String get(String property) {
        String value = "";
        for (Map.Entry<String, String> declaration : declarations) {
            if (declaration.getKey().equals(property)) {
                value = declaration.getValue().replaceAll("\\s*!\\s*important$", "");
            }
        }
        return value;
    }

    boolean has(String property) {
        return !get(property).isEmpty();
    }

    /** A length in pixels; 0 when it is none. */
    int pixels(String property) {
        String value = get(property);
        return value.matches("[0-9]{1,6}(\\.[0-9]+)?(px)?") ? (int) Double.parseDouble(value.replace("px", "")) : 0;
    }
}

package com.scrabbl.mail.check;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The colours of a mail's text and grounds, as six digits: those that stand inline, below what a style element's rules say
 * of classes.
 *
 * @param text colours of text by class
 * @param grounds colours of grounds by class
 */
record Colours(Map<String, String> text, Map<String, String> grounds) {

    /** Where all style elements are dropped. */
    static final Colours INLINE = new Colours(Map.of(), Map.of());

    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)\\}");
    private static final Pattern CLASS = Pattern.compile("\\.([A-Za-z][A-Za-z0-9_-]*)");
    private static final Pattern HEX = Pattern.compile("#([0-9a-f]{3}|[0-9a-f]{6})\\b");

    Colours {
        text = Map.copyOf(text);
        grounds = Map.copyOf(grounds);
    }

    /** Of programs that obey the query for a dark scheme. */
    static Colours dark(Document mail) {
        StringBuilder rules = new StringBuilder();
        for (Element style : mail.select("style")) {
            String css = style.data();
            int query = css.indexOf("prefers-color-scheme");
            if (query >= 0) {
                rules.append(css.substring(css.indexOf('{', query) + 1));
            }
        }
        return ruled(rules.toString(), "");
    }

    /** Of Outlook on the web and on phones, which marks what it recoloured. */
    static Colours outlook(Document mail) {
        StringBuilder rules = new StringBuilder();
        mail.select("style").forEach(style -> rules.append(style.data()));
        return ruled(rules.toString(), "[data-ogs");
    }

    private static Colours ruled(String css, String prefix) {
        Map<String, String> text = new HashMap<>();
        Map<String, String> grounds = new HashMap<>();
        Matcher rule = RULE.matcher(css);
        while (rule.find()) {
            for (String selector : rule.group(1).split(",")) {
                Matcher name = CLASS.matcher(selector);
                if (selector.contains(prefix) && name.find()) {
                    InlineStyle style = InlineStyle.parse(rule.group(2));
                    hex(style.get("color")).ifPresent(colour -> text.put(name.group(1), colour));
                    hex(ground(style)).ifPresent(colour -> grounds.put(name.group(1), colour));
                }
            }
        }
        return new Colours(text, grounds);
    }

    boolean isEmpty() {
        return text.isEmpty() && grounds.isEmpty();
    }

    /** The colour in which words of the element are written; empty when nothing says so. */
    Optional<String> textOf(Element element) {
        return nearest(element, text, "color", "");
    }

    /** The colour on which they are written. */
    Optional<String> groundOf(Element element) {
        return nearest(element, grounds, "background-color", "bgcolor");
    }

    private static Optional<String> nearest(
            Element element, Map<String, String> ruled, String property, String attribute) {
        Element at = element;
        while (at != null) {
            for (String name : at.classNames()) {
                if (ruled.containsKey(name)) {
                    return Optional.of(ruled.get(name));
                }
            }
            InlineStyle style = InlineStyle.of(at);
            Optional<String> own = hex(property.equals("color") ? style.get("color") : ground(style));
            if (own.isEmpty() && !attribute.isEmpty()) {
                own = hex(at.attr(attribute).toLowerCase(Locale.ROOT));
            }
            if (own.isPresent()) {
                return own;
            }
            at = at.parent();
        }
        return Optional.empty();
    }

    private static String ground(InlineStyle style) {
        return style.has("background-color") ? style.get("background-color") : style.get("background");
    }

    /** The first colour in a value, as {@code #rrggbb}. */
    static Optional<String> hex(String value) {
        Matcher hex = HEX.matcher(value);
        if (!hex.find()) {
            return Optional.empty();
        }
        String digits = hex.group(1);
        return Optional.of("#" + (digits.length() == 3 ? digits.replaceAll("(.)", "$1$1") : digits));
    }

    /** The contrast of two colours by WCAG: 1 to 21. */
    static double contrast(String one, String other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    /** As a program that turns light into dark by itself shows a colour: the same hue, its lightness turned over. */
    static String inverted(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        int red = rgb >> 16;
        int green = rgb >> 8 & 255;
        int blue = rgb & 255;
        int shift = 255 - Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
        return "#%02x%02x%02x".formatted(red + shift, green + shift, blue + shift);
    }
}

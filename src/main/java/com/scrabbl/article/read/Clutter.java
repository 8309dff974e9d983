package com.scrabbl.article.read;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** What stands around a text and is not the text: buttons, sign-up boxes, share bars, navigation, lists of tags. */
final class Clutter {

    private static final String NEVER_TEXT =
            "title, script, style, noscript, template, nav, aside, button, input, select,"
                    + " textarea, iframe, object, embed, video, audio, canvas, svg, math, dialog, menu, figure:has(img),"
                    + " figure:has(video), figure:has(iframe), picture, img, hr, [hidden], [aria-hidden=true],"
                    + " [role=navigation], [role=dialog], [role=search], [role=button], [role=complementary]";

    /** A form may be the frame of a whole page, as some content systems make it. */
    private static final String PERHAPS_TEXT = "form, footer, [style*=display:none], [style*=display: none]";

    private static final String SHARING = "a[href*=facebook.com/sharer], a[href*=/intent/tweet], a[href*=/intent/post],"
            + " a[href*=linkedin.com/share], a[href*=api.whatsapp.com], a[href*=//wa.me], a[href^=mailto:?],"
            + " a[href*=pinterest.com/pin/create], a[href*=t.me/share]";

    /** Parts of names that makers of pages give to what is not the article. */
    private static final Set<String> NAMES = Set.of(
            "newsletter, signup, subscribe, subscription, share, sharing, sharebar, social, related, recommended, promo,"
                    .concat(
                            " cookie, cookies, consent, modal, popup, overlay, close, dismiss, breadcrumb, breadcrumbs,")
                    .concat(
                            " comments, advert, advertisement, ad, ads, paywall, toolbar, tags, taglist, tagline, byline,")
                    .concat(" navigation, menu, kicker, eyebrow, pagination, sidebar, masthead, imprint, skip")
                    .split(",\\s*"));

    private static final Pattern NAME_PARTS = Pattern.compile("[^a-zA-Z0-9]+|(?<=[a-z])(?=[A-Z])");

    private static final int LONGEST_LINE = 160;
    private static final int LONGEST_MENU_LINK = 20;
    private static final int LARGEST_BOX = 400;
    private static final int REAL_PARAGRAPH = 80;

    private Clutter() {}

    static void removeFrom(Element root) {
        root.select("input[type=email], input[name*=email]").forEach(input -> removeBoxOf(input, root));
        root.select(NEVER_TEXT).remove();
        root.select(SHARING).remove();
        removeUnlessArticle(root.select(PERHAPS_TEXT), root);
        removeUnlessArticle(namedAsClutter(root), root);
        root.select("p, div, ul, ol, table, section").stream()
                .filter(element -> element != root && isMenu(element))
                .forEach(Element::remove);
        removeLinesFrom(root);
    }

    /** Short lines that are never a part of an article. */
    static void removeLinesFrom(Element root) {
        lines(root).forEach(line -> {
            String text = line.text().strip();
            if (ClutterLine.isSignUp(text)) {
                removeBoxOf(line, root);
            } else if (ClutterLine.isNoise(text)) {
                line.remove();
            }
        });
        removeLinksToOthers(root);
    }

    /** Other articles: a heading that says so, and the links below it. */
    private static void removeLinksToOthers(Element root) {
        for (Element heading : root.select("h2, h3, h4, h5, h6, p, div")) {
            Element below = heading.nextElementSibling();
            if (heading.text().length() <= LONGEST_LINE
                    && ClutterLine.isAboveOthers(heading.text().strip())
                    && below != null
                    && isNothingButLinks(below)) {
                heading.remove();
                below.remove();
            }
        }
    }

    private static boolean isNothingButLinks(Element element) {
        Elements links = element.select("a");
        return !links.isEmpty()
                && links.stream().mapToInt(link -> letters(link.text())).sum() == letters(element.text());
    }

    /** Removes the largest small box around an element, as long as it holds nothing but a few words. */
    private static void removeBoxOf(Element element, Element root) {
        Element box = element;
        for (Element parent = element.parent(); parent != null && isBox(parent, root); parent = parent.parent()) {
            box = parent;
        }
        box.remove();
    }

    private static boolean isBox(Element element, Element root) {
        return element != root
                && !Set.of("article", "main", "body").contains(element.normalName())
                && element.selectFirst("h1") == null
                && element.text().length() <= LARGEST_BOX
                && isMinorPart(element, root);
    }

    private static void removeUnlessArticle(Elements elements, Element root) {
        for (Element element : elements) {
            if (element != root && element.selectFirst("h1, article") == null && isMinorPart(element, root)) {
                element.remove();
            }
        }
    }

    private static boolean isMinorPart(Element element, Element root) {
        int all = realText(root);
        return all > 0
                ? realText(element) * 2 <= all
                : element.text().length() * 2 <= root.text().length();
    }

    /** Several short links and nothing but signs between them. */
    private static boolean isMenu(Element element) {
        Elements links = element.select("a");
        int linked = links.stream().mapToInt(link -> letters(link.text())).sum();
        return links.size() >= 2 && linked == letters(element.text()) && linked <= links.size() * LONGEST_MENU_LINK;
    }

    private static int letters(String text) {
        return (int) text.codePoints().filter(Character::isLetterOrDigit).count();
    }

    private static Elements namedAsClutter(Element root) {
        Elements named = new Elements();
        for (Element element : root.select("[class], [id]")) {
            if (Stream.concat(element.classNames().stream(), Stream.of(element.id()))
                    .flatMap(name -> Arrays.stream(NAME_PARTS.split(name)))
                    .anyMatch(part -> NAMES.contains(part.toLowerCase(Locale.ROOT)))) {
                named.add(element);
            }
        }
        return named;
    }

    /** Short blocks and links that stand alone. */
    private static Elements lines(Element root) {
        Elements lines = new Elements();
        for (Element element : root.select("p, li, h2, h3, h4, h5, h6, div, span, a, small, section, label")) {
            boolean inline = !element.isBlock() && !element.ownText().isEmpty() && isPartOfSentence(element);
            if (element != root && !inline && element.text().length() <= LONGEST_LINE) {
                lines.add(element);
            }
        }
        return lines;
    }

    private static boolean isPartOfSentence(Element inline) {
        Element parent = inline.parent();
        return parent != null && !parent.ownText().isBlank();
    }

    private static int realText(Element element) {
        return element.select("p, li, div").stream()
                .map(Element::ownText)
                .mapToInt(String::length)
                .filter(length -> length >= REAL_PARAGRAPH)
                .sum();
    }
}

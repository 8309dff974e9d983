package com.scrabbl.article.read;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** What stands around a text and is not the text: buttons, sign-up boxes, share bars, navigation, lists of tags. */
final class Clutter {

    private static final String NEVER_TEXT =
            "title, script, style, noscript, template, nav, aside, button, input, select,"
                    + " textarea, iframe, object, embed, video, audio, canvas, svg, math, dialog, menu, figure:has(video),"
                    + " figure:has(iframe), hr, [hidden], [aria-hidden=true],"
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
    private static final int LARGEST_BOX = 400;
    private static final int REAL_PARAGRAPH = 80;

    private final Element root;

    /** Characters of real paragraphs and of all text that the root still has: counted once, then by what is removed. */
    private int real;

    private int all;

    private Clutter(Element root) {
        this.root = root;
        count();
    }

    static void removeFrom(Element root) {
        Clutter clutter = new Clutter(root);
        root.select("input[type=email], input[name*=email]").forEach(clutter::removeBoxOf);
        root.select(NEVER_TEXT).remove();
        root.select(SHARING).remove();
        clutter.count();
        clutter.removeUnlessArticle(root.select(PERHAPS_TEXT));
        clutter.removeUnlessArticle(namedAsClutter(root));
        LinkLists.removeMenusFrom(root);
        removeLinesFrom(root);
    }

    /** Short lines that are never a part of an article. */
    static void removeLinesFrom(Element root) {
        Clutter clutter = new Clutter(root);
        lines(root).forEach(line -> {
            String text = line.text().strip();
            if (ClutterLine.isSignUp(text)) {
                clutter.removeBoxOf(line);
            } else if (ClutterLine.isNoise(text)
                    || (!line.is("li, h2, h3, h4, h5, h6") && ClutterLine.isByline(text))) {
                line.remove();
            }
        });
        LinkLists.removeOthersFrom(root);
    }

    private void count() {
        real = realText(root);
        all = root.text().length();
    }

    private void remove(Element element) {
        real -= realText(element);
        all -= element.text().length();
        element.remove();
    }

    /** Removes the largest small box around an element, as long as it holds nothing but a few words. */
    private void removeBoxOf(Element element) {
        if (!isInRoot(element)) {
            return;
        }
        Element box = element;
        for (Element parent = element.parent(); parent != null && isBox(parent); parent = parent.parent()) {
            box = parent;
        }
        remove(box);
    }

    private boolean isBox(Element element) {
        return element != root
                && !Set.of("article", "main", "body").contains(element.normalName())
                && element.selectFirst("h1") == null
                && element.text().length() <= LARGEST_BOX
                && isMinorPart(element);
    }

    private void removeUnlessArticle(Elements elements) {
        for (Element element : elements) {
            if (element != root
                    && isInRoot(element)
                    && element.selectFirst("h1, article") == null
                    && isMinorPart(element)) {
                remove(element);
            }
        }
    }

    /** Whether nothing around it was removed. */
    private boolean isInRoot(Element element) {
        Element at = element;
        while (at != null && at != root) {
            at = at.parent();
        }
        return at != null;
    }

    private boolean isMinorPart(Element element) {
        return real > 0 ? realText(element) * 2 <= real : element.text().length() * 2 <= all;
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
        Map<Element, Boolean> sentences = new IdentityHashMap<>();
        for (Element element : root.select("p, li, h2, h3, h4, h5, h6, div, span, a, small, section, label")) {
            boolean inline = !element.isBlock()
                    && !element.ownText().isEmpty()
                    && element.parent() != null
                    && sentences.computeIfAbsent(
                            element.parent(), parent -> !parent.ownText().isBlank());
            if (element != root && !inline && element.text().length() <= LONGEST_LINE) {
                lines.add(element);
            }
        }
        return lines;
    }

    private static int realText(Element element) {
        return element.select("p, li, div").stream()
                .map(Element::ownText)
                .mapToInt(String::length)
                .filter(length -> length >= REAL_PARAGRAPH)
                .sum();
    }
}

package com.scrabbl.article.read;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a text: each becomes a {@code figure} of its own between its paragraphs, with what is known of it and its
 * caption. What is no picture for readers goes: icons, counters, moving ones, what is not at a web address.
 */
final class Pictures {

    private static final int LONGEST_ALT = 500;

    /** Mail programs show no SVG, and a GIF may move without end. */
    private static final Pattern NOT_SHOWN =
            Pattern.compile(".*\\.(svgz?|gif|ico|bmp|tiff?)", Pattern.CASE_INSENSITIVE);

    private static final Pattern PICTURE = Pattern.compile(".*\\.(jpe?g|png|webp|avif)", Pattern.CASE_INSENSITIVE);

    /** What systems call pictures that belong to a page and not to its text. */
    private static final Pattern PAGE = Pattern.compile(
            "(^|[^a-z])(avatar|gravatar|icon|icons|logo|emoji|smiley|sprite|badge|profile)s?([^a-z]|$)");

    /** An alt that says nothing. */
    private static final Pattern FILE_NAME =
            Pattern.compile("(image|img|photo|picture|bild)?|\\S+\\.(jpe?g|png|webp|gif)", Pattern.CASE_INSENSITIVE);

    /** What one file is called in several sizes. */
    private static final Pattern SIZE = Pattern.compile("-\\d{2,4}x\\d{2,4}(?=\\.\\w+$)|-scaled(?=\\.\\w+$)");

    private static final String HIDDEN =
            "noscript, [hidden], [aria-hidden=true], [style*=display:none], [style*=display: none]";

    private final Element root;
    private final URI base;
    private final @Nullable String own;
    private final Set<String> shown = new HashSet<>();

    private Pictures(Element root, URI base, @Nullable String own) {
        this.root = root;
        this.base = base;
        this.own = own;
    }

    /** @param own the article's own picture: where it stands in the text too, it has the same address */
    static void keep(Element root, URI base, @Nullable Image own) {
        root.select("[data-kept]").removeAttr("data-kept");
        root.select("figcaption img, figcaption figure").remove();
        Elements boxes = root.select("figure:has(img), picture");
        Pictures pictures = new Pictures(root, base, own == null ? null : Links.absolute(base, own.url()));
        root.select("img").forEach(pictures::keep);
        boxes.remove();
        root.select("figure:not([data-kept])").unwrap();
        root.select("figcaption").stream()
                .filter(caption -> caption.closest("figure") == null)
                .forEach(caption -> caption.tagName("p"));
        root.select("figure").removeAttr("data-kept");
    }

    private void keep(Element img) {
        Element figure = figure(img);
        if (figure != null) {
            Element caption = caption(img);
            if (caption != null) {
                figure.appendChild(caption);
            }
            stand(figure, place(img), img);
        }
        img.remove();
    }

    private @Nullable Element figure(Element img) {
        if (img.hasAttr("data-src") && (!img.hasAttr("src") || img.attr("src").startsWith("data:"))) {
            img.attr("src", img.attr("data-src"));
        }
        String url = img.closest(HIDDEN) != null || belongsToPage(img)
                ? null
                : TextImages.of(img)
                        .map(image -> Links.absolute(base, image.url()))
                        .orElse(null);
        if (url == null || NOT_SHOWN.matcher(path(url)).matches() || !shown.add(file(url))) {
            return null;
        }
        String alt = PlainText.ofText(img.attr("alt"), LONGEST_ALT);
        Element picture = new Element("img")
                .attr("src", own != null && file(own).equals(file(url)) ? own : url)
                .attr("alt", FILE_NAME.matcher(alt).matches() ? "" : alt);
        Integer width = Image.size(img.attr("width"));
        Integer height = Image.size(img.attr("height"));
        if (width != null && height != null) {
            picture.attr("width", width.toString()).attr("height", height.toString());
        }
        return new Element("figure").attr("data-kept", "").appendChild(picture);
    }

    private static boolean belongsToPage(Element img) {
        return PAGE.matcher((img.className() + " " + img.id() + " " + img.attr("role")).toLowerCase(Locale.ROOT))
                .find();
    }

    /** The caption of the figure around it, which goes with the last of its pictures. */
    private static @Nullable Element caption(Element img) {
        Element around = img.closest("figure");
        if (around == null || around.select("img").last() != img) {
            return null;
        }
        Element caption = around.selectFirst("figcaption");
        if (caption == null || !caption.hasText()) {
            return null;
        }
        return new Element("figcaption").html(caption.html());
    }

    /** Where the figure goes: beside the paragraph, the figure or what else is around the picture in a line. */
    private Element place(Element img) {
        Element place = img;
        for (Element at = img.parent(); at != null && at != root; at = at.parent()) {
            if (at.is("p, h1, h2, h3, h4, h5, h6, figure, picture, pre")) {
                place = at;
            } else if (at.isBlock()) {
                break;
            } else {
                place = at;
            }
        }
        return place;
    }

    /** Before a paragraph that begins with the picture, else after it. */
    private static void stand(Element figure, Element place, Element img) {
        if (!isTextBefore(img, place)) {
            place.before(figure);
            return;
        }
        Element last = place;
        while (last.nextElementSibling() != null && last.nextElementSibling().hasAttr("data-kept")) {
            last = last.nextElementSibling();
        }
        last.after(figure);
    }

    private static boolean isTextBefore(Element img, Element place) {
        for (Node node : place.is("figure, picture")
                ? List.<Node>of()
                : place.nodeStream().toList()) {
            if (node == img) {
                return false;
            } else if (node instanceof TextNode text && !text.isBlank()) {
                return true;
            }
        }
        return false;
    }

    private static String path(String url) {
        return Objects.toString(URI.create(url).getPath(), "");
    }

    /** Names the file, whatever size of it is asked for. */
    private static String file(String url) {
        String name = Links.canonical(url).replaceFirst("^https?://", "");
        int query = name.indexOf('?');
        String path = query < 0 ? name : name.substring(0, query);
        return PICTURE.matcher(path).matches() ? SIZE.matcher(path).replaceFirst("") : name;
    }
}

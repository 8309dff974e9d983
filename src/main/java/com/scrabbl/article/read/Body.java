package com.scrabbl.article.read;

import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** The text of an article: HTML of a few harmless elements, with its pictures, without clutter and repetitions. */
final class Body {

    private static final PolicyFactory HARMLESS = new HtmlPolicyBuilder()
            .allowElements("p", "br", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "pre", "code")
            .allowElements("strong", "b", "em", "i", "s", "sub", "sup", "cite", "q", "a")
            .allowElements("table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "img")
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("src", "alt")
            .onElements("img")
            .allowAttributes("width", "height")
            .matching(Pattern.compile("[0-9]{1,5}"))
            .onElements("img")
            .allowUrlProtocols("http", "https")
            .toFactory();

    private static final int LONGEST = 500_000;

    private Body() {}

    /**
     * @param title dropped wherever it stands again
     * @param standfirst dropped wherever it stands again
     * @param own the article's own picture
     * @return null if nothing is left but pictures
     */
    static @Nullable String clean(
            String html, URI base, @Nullable String title, @Nullable String standfirst, @Nullable Image own) {
        Element body = Jsoup.parseBodyFragment(html).body();
        Clutter.removeFrom(body);
        Pictures.keep(body, base, own);
        Paragraphs.shape(body);
        Clutter.removeLinesFrom(body);
        Repetitions.removeOf(title, body);
        Repetitions.removeOf(standfirst, body);
        Repetitions.removeSecondCopies(body);
        removeHeadingsOfNothing(body);
        makeLinksAbsolute(body, base);
        removeHarmfulCharacters(body);
        cut(body);
        return hasWords(body) ? HARMLESS.sanitize(blocks(body)).strip() : null;
    }

    /** Whether it says anything besides its pictures. */
    static boolean hasWords(Element body) {
        return body.children().stream().anyMatch(block -> !block.nameIs("figure") && block.hasText());
    }

    /** The same HTML without what is not its text. */
    static String withoutClutter(String html) {
        Element body = Jsoup.parseBodyFragment(html).body();
        Clutter.removeFrom(body);
        return html(body).strip().replaceFirst("(?<!\\s)\\s*+\\[(…|\\.\\.\\.|&hellip;)]\\s*(?=(</p>)?$)", "…");
    }

    /** The same HTML without what may change about its pictures while it says the same: addresses and sizes. */
    static String saying(String html) {
        Element body = Jsoup.parseBodyFragment(html).body();
        body.select("img").removeAttr("src").removeAttr("width").removeAttr("height");
        return html(body);
    }

    private static void removeHeadingsOfNothing(Element body) {
        for (Element last = body.lastElementChild();
                last != null && last.is("h2, h3, h4");
                last = body.lastElementChild()) {
            last.remove();
        }
    }

    private static void makeLinksAbsolute(Element body, URI base) {
        for (Element link : body.select("a[href]")) {
            String absolute = Links.absolute(base, link.attr("href"));
            if (absolute == null) {
                link.removeAttr("href");
            } else {
                link.attr("href", absolute);
            }
        }
    }

    private static void removeHarmfulCharacters(Element body) {
        body.traverse((node, depth) -> {
            if (node instanceof TextNode text) {
                text.text(PlainText.harmless(text.getWholeText()));
            }
        });
    }

    private static void cut(Element body) {
        int length = 0;
        for (Element block : body.children()) {
            length += block.outerHtml().length();
            if (length > LONGEST) {
                block.remove();
            }
        }
    }

    /** One block a line, so that how a source breaks its lines makes no difference. */
    private static String blocks(Element body) {
        withoutIndentation(body);
        return body.children().stream().map(Element::outerHtml).collect(Collectors.joining("\n"));
    }

    private static String html(Element body) {
        withoutIndentation(body);
        return body.html();
    }

    private static void withoutIndentation(Element body) {
        Document document = body.ownerDocument();
        if (document != null) {
            document.outputSettings().prettyPrint(false);
        }
    }
}

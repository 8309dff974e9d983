package com.scrabbl.article.read;

import com.scrabbl.article.fetch.Content;
import java.net.URI;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Reads the one article of a page: from JSON-LD, where that is silent from its meta elements, and else from its looks. */
final class PageReader {

    /** A page that does not call itself an article must have a text at least this long. */
    private static final int SHORTEST_TEXT = 140;

    RawItem read(Content content, String html) {
        if (Markup.isTooMuch(html)) {
            throw new UnreadableException(content.place(), "it has more tags than the page of any article");
        }
        Document page = Jsoup.parse(html, content.location().toString());
        PageMetadata metadata = JsonLd.of(page).or(MetaTags.of(page)).or(MetaTags.ofStructure(page));
        String body = longer(PageText.of(page), metadata.body());
        requireArticle(content, metadata, body);
        String link = link(page, content.location(), metadata);
        return new RawItem(
                base(page, content.location(), link),
                null,
                link,
                metadata.title(),
                metadata.standfirst(),
                body,
                metadata.authors(),
                metadata.section(),
                metadata.topics(),
                metadata.language(),
                metadata.image(),
                metadata.publishedAt());
    }

    /** A page made by scripts has its text in its metadata alone. */
    private static @Nullable String longer(@Nullable String found, @Nullable String declared) {
        return declared == null || (found != null && textLength(found) * 2 >= textLength(declared)) ? found : declared;
    }

    private static int textLength(@Nullable String html) {
        return html == null ? 0 : Jsoup.parseBodyFragment(html).text().length();
    }

    private static void requireArticle(Content content, PageMetadata metadata, @Nullable String body) {
        if (!metadata.declared() && textLength(body) < SHORTEST_TEXT) {
            throw new UnreadableException(content.place(), "no article was found in this page");
        }
    }

    private static String link(Document page, URI location, PageMetadata metadata) {
        Element canonical = page.selectFirst("link[rel=canonical][href]");
        String link = canonical == null ? null : Links.absolute(location, canonical.attr("href"));
        if (link == null) {
            link = Links.absolute(location, metadata.link());
        }
        return link == null ? location.toString() : link;
    }

    private static URI base(Document page, URI location, String link) {
        String base = Links.absolute(location, page.baseUri());
        return URI.create(base == null ? link : base);
    }
}

package com.scrabbl.article.read;

import com.scrabbl.article.fetch.Content;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Reads a Markdown file (CommonMark, with tables) as one article; what its text does not say stands in front matter. */
final class MarkdownReader {

    private static final String[] LINK = {"url", "link", "canonical", "canonical_url", "permalink"};
    private static final String[] DATE = {"date", "published", "published_at", "publishdate", "date_published"};
    private static final String[] STANDFIRST = {"standfirst", "description", "summary", "excerpt", "subtitle"};
    private static final String[] TOPICS = {"topics", "tags", "keywords", "categories"};
    private static final String[] IMAGE = {"image", "cover", "featured_image", "thumbnail"};

    /** Made for the first file: most installations never have one. */
    private static final class CommonMark {

        static final Parser PARSER =
                Parser.builder().extensions(List.of(TablesExtension.create())).build();
        static final HtmlRenderer RENDERER = HtmlRenderer.builder()
                .extensions(List.of(TablesExtension.create()))
                .build();
    }

    /** @throws UnreadableException if it is marked as a draft, or its front matter cannot be read */
    RawItem read(Content content, String text) {
        FrontMatter front = FrontMatter.of(content, text);
        if (front.says("draft", "true") || front.says("published", "false")) {
            throw new UnreadableException(content.place(), "it is marked as a draft");
        }
        String html = CommonMark.RENDERER.render(CommonMark.PARSER.parse(front.text()));
        String link = front.text(LINK);
        return new RawItem(
                base(content, link),
                front.text("id", "guid", "uuid"),
                Optional.ofNullable(link).orElseGet(() -> content.location().toString()),
                Optional.ofNullable(asHtml(front.text("title", "headline"))).orElseGet(() -> heading(html)),
                asHtml(front.text(STANDFIRST)),
                html.isBlank() ? null : html,
                front.texts("authors", "author", "by", "byline").stream()
                        .map(PlainText::asHtml)
                        .toList(),
                asHtml(front.text("section", "category")),
                topics(front),
                front.text("language", "lang", "locale"),
                image(front, html),
                PageMetadata.instant(front.text(DATE)));
    }

    private static URI base(Content content, @Nullable String link) {
        String absolute = Links.absolute(content.location(), link);
        return absolute == null ? content.location() : URI.create(absolute);
    }

    /** The first heading, where nothing stands above it but lines. */
    private static @Nullable String heading(String html) {
        Element first = Jsoup.parseBodyFragment(html).selectFirst("h1, h2, h3");
        return first == null ? null : first.html();
    }

    private static List<String> topics(FrontMatter front) {
        List<String> said = front.texts(TOPICS);
        return (said.size() == 1 ? PageMetadata.split(said.get(0)) : said)
                .stream().map(PlainText::asHtml).toList();
    }

    private static @Nullable Image image(FrontMatter front, String html) {
        String url = Optional.ofNullable(front.within("image", "url", "src")).orElseGet(() -> front.text(IMAGE));
        return url == null
                ? TextImages.first(html)
                : new Image(
                        url,
                        asHtml(Optional.ofNullable(front.within("image", "alt", "caption"))
                                .orElseGet(() -> front.text("image_alt", "alt"))),
                        Image.size(front.within("image", "width")),
                        Image.size(front.within("image", "height")));
    }

    private static @Nullable String asHtml(@Nullable String text) {
        return text == null ? null : PlainText.asHtml(text);
    }
}

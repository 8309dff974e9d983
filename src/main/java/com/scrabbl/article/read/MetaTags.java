package com.scrabbl.article.read;

import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Reads what a page says about its article in meta elements, OpenGraph first, and in its plain structure. */
final class MetaTags {

    private MetaTags() {}

    static PageMetadata of(Document page) {
        return new PageMetadata(
                "article".equals(content(page, "og:type")) || content(page, "article:published_time") != null,
                content(page, "og:url"),
                html(content(page, "og:title", "twitter:title")),
                html(content(page, "og:description", "twitter:description", "description")),
                null,
                authors(page),
                html(content(page, "article:section")),
                topics(page),
                language(page),
                image(page),
                PageMetadata.instant(
                        content(page, "article:published_time", "date", "dc.date", "dcterms.created", "pubdate")));
    }

    /** What the visible page says, for want of anything better. */
    static PageMetadata ofStructure(Document page) {
        Element time = page.selectFirst("article time[datetime], time[pubdate], time[datetime]");
        Element standfirst = page.selectFirst("[itemprop=description], .standfirst, .dek, .lede, .subheadline");
        return new PageMetadata(
                false,
                null,
                headline(page),
                standfirst == null ? null : standfirst.html(),
                null,
                page.select("article [rel=author], [itemprop=author]").stream()
                        .filter(author -> author.select("[itemprop=author]").size() <= 1)
                        .map(author -> PlainText.asHtml(author.text()))
                        .filter(author -> !author.isBlank())
                        .distinct()
                        .toList(),
                null,
                List.of(),
                null,
                null,
                time == null ? null : PageMetadata.instant(time.attr("datetime")));
    }

    private static @Nullable String headline(Document page) {
        String windowTitle = page.title();
        return page.select("h1").stream()
                .filter(heading -> heading.hasText() && windowTitle.contains(heading.text()))
                .findFirst()
                .or(() -> page.select("h1").stream().filter(Element::hasText).findFirst())
                .map(Element::html)
                .orElseGet(() -> html(withoutSiteName(windowTitle)));
    }

    /** "Headline | Paper" is a headline and the name of a paper. */
    private static @Nullable String withoutSiteName(String windowTitle) {
        String title = windowTitle.replaceFirst("(.{15,}?)\\s+[|–—-]\\s+[^|–—-]+$", "$1");
        return title.isBlank() ? null : title;
    }

    private static List<String> authors(Document page) {
        return contents(page, "article:author", "author").stream()
                .filter(author -> !author.matches("(?i)https?://.*"))
                .map(PlainText::asHtml)
                .distinct()
                .toList();
    }

    private static List<String> topics(Document page) {
        List<String> tags = contents(page, "article:tag");
        return (tags.isEmpty() ? PageMetadata.split(content(page, "keywords", "news_keywords")) : tags)
                .stream().map(PlainText::asHtml).toList();
    }

    private static @Nullable String language(Document page) {
        Element root = page.selectFirst("html[lang]");
        return root == null ? content(page, "og:locale") : root.attr("lang");
    }

    private static @Nullable Image image(Document page) {
        String url = content(page, "og:image", "og:image:url", "og:image:secure_url", "twitter:image");
        return url == null
                ? null
                : new Image(
                        url,
                        html(content(page, "og:image:alt", "twitter:image:alt")),
                        Image.size(content(page, "og:image:width")),
                        Image.size(content(page, "og:image:height")));
    }

    private static @Nullable String content(Document page, String... names) {
        List<String> contents = contents(page, names);
        return contents.isEmpty() ? null : contents.get(0);
    }

    private static List<String> contents(Document page, String... names) {
        return List.of(names).stream()
                .flatMap(name -> page.select("meta[property=%1$s], meta[name=%1$s]".formatted(name)).stream())
                .map(meta -> meta.attr("content").strip())
                .filter(content -> !content.isEmpty())
                .toList();
    }

    private static @Nullable String html(@Nullable String text) {
        return text == null ? null : PlainText.asHtml(text);
    }
}

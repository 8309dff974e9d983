package com.scrabbl.article.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a page says about its article in schema.org's words, as JSON in a script element. */
final class JsonLd {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private JsonLd() {}

    static PageMetadata of(Document page) {
        return page.select("script[type=application/ld+json]").stream()
                .map(JsonLd::parse)
                .flatMap(Optional::stream)
                .flatMap(JsonLd::nodes)
                .filter(JsonLd::isArticle)
                .findFirst()
                .map(JsonLd::metadata)
                .orElse(PageMetadata.NOTHING);
    }

    /** A block that is no JSON says nothing: the page has its meta elements still. */
    private static Optional<JsonNode> parse(Element script) {
        try {
            return Optional.of(JSON.readTree(script.data()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Stream<JsonNode> nodes(JsonNode node) {
        if (node.isArray()) {
            return node.valueStream().flatMap(JsonLd::nodes);
        }
        return Stream.concat(
                Stream.of(node),
                Stream.of("@graph", "mainEntity")
                        .map(node::path)
                        .filter(JsonNode::isContainer)
                        .flatMap(JsonLd::nodes));
    }

    private static boolean isArticle(JsonNode node) {
        return texts(node.path("@type")).stream()
                .anyMatch(type -> type.endsWith("Article") || type.endsWith("Posting") || type.endsWith("Report"));
    }

    private static PageMetadata metadata(JsonNode article) {
        return new PageMetadata(
                true,
                Optional.ofNullable(text(article.path("url"))).orElse(text(article.path("mainEntityOfPage"))),
                Optional.ofNullable(text(article.path("headline"))).orElse(text(article.path("name"))),
                text(article.path("description")),
                text(article.path("articleBody")),
                texts(article.path("author")),
                text(article.path("articleSection")),
                keywords(article.path("keywords")),
                text(article.path("inLanguage")),
                image(article.path("image")),
                PageMetadata.instant(text(article.path("datePublished"))));
    }

    private static List<String> keywords(JsonNode keywords) {
        return keywords.isString() ? PageMetadata.split(keywords.stringValue()) : texts(keywords);
    }

    private static @Nullable Image image(JsonNode image) {
        JsonNode first = image.isArray() ? image.path(0) : image;
        String url = text(first);
        if (url == null) {
            return null;
        }
        return new Image(
                url,
                text(first.path("caption")),
                Image.size(first.path("width").asString("")),
                Image.size(first.path("height").asString("")));
    }

    private static @Nullable String text(JsonNode node) {
        List<String> texts = texts(node);
        return texts.isEmpty() ? null : texts.get(0);
    }

    /** Every text: a string itself, of an object its name or address, of a list each one's. */
    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isString()) {
            texts.add(node.stringValue());
        } else if (node.isArray()) {
            node.forEach(child -> texts.addAll(texts(child)));
        } else if (node.isObject()) {
            Stream.of("name", "url", "contentUrl", "alternateName", "@id")
                    .map(node::path)
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue)
                    .findFirst()
                    .ifPresent(texts::add);
        }
        return texts.stream().filter(text -> !text.isBlank()).toList();
    }
}

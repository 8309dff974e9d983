package com.scrabbl.article.read;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One item of a JSON Feed, with what its feed says of all. Values of a wrong type count as not said. */
record JsonFeedItem(JsonNode item, JsonNode feed) {

    RawItem raw(URI location) {
        String html =
                Optional.ofNullable(text(item, "content_html")).orElseGet(() -> asHtml(text(item, "content_text")));
        String site = Links.absolute(location, text(feed, "home_page_url"));
        return new RawItem(
                site == null ? location : URI.create(site),
                id(),
                link(),
                asHtml(text(item, "title")),
                asHtml(text(item, "summary")),
                html,
                authors(),
                null,
                strings(item.path("tags")).map(PlainText::asHtml).toList(),
                Optional.ofNullable(text(item, "language")).orElseGet(() -> text(feed, "language")),
                image(html),
                PageMetadata.instant(Optional.ofNullable(text(item, "date_published"))
                        .orElseGet(() -> text(item, "date_modified"))));
    }

    /** Numbers are read as text, as the specification asks of readers. */
    private @Nullable String id() {
        JsonNode id = item.path("id");
        return id.isNumber() ? id.asString() : text(item, "id");
    }

    /** An id may be an address, and best is. */
    private @Nullable String link() {
        return Stream.of("url", "external_url", "id")
                .map(name -> text(item, name))
                .filter(Objects::nonNull)
                .filter(link -> !link.equals(text(item, "id")) || link.matches("(?i)https?://.*"))
                .findFirst()
                .orElse(null);
    }

    private List<String> authors() {
        return Stream.of(names(item), names(feed))
                .filter(names -> !names.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> names(JsonNode node) {
        List<String> names = node.path("authors")
                .valueStream()
                .map(author -> text(author, "name"))
                .filter(Objects::nonNull)
                .map(PlainText::asHtml)
                .toList();
        String old = asHtml(text(node.path("author"), "name"));
        return names.isEmpty() && old != null ? List.of(old) : names;
    }

    private @Nullable Image image(@Nullable String html) {
        String attached = item.path("attachments")
                .valueStream()
                .filter(attachment -> attachment.path("mime_type").asString("").startsWith("image/"))
                .map(attachment -> text(attachment, "url"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return Stream.of(text(item, "image"), text(item, "banner_image"), attached)
                .filter(Objects::nonNull)
                .findFirst()
                .map(url -> new Image(url, null, null, null))
                .orElseGet(() -> html == null ? null : TextImages.first(html));
    }

    private static Stream<String> strings(JsonNode list) {
        return list.valueStream().filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() && !value.stringValue().isBlank() ? value.stringValue() : null;
    }

    private static @Nullable String asHtml(@Nullable String text) {
        return text == null ? null : PlainText.asHtml(text);
    }
}

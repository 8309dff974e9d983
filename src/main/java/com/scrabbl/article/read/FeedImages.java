package com.scrabbl.article.read;

import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/** Finds the picture of a feed's item: Media RSS, else an enclosure, else the first one in its text. */
final class FeedImages {

    private static final Namespace MEDIA = Namespace.getNamespace("http://search.yahoo.com/mrss/");

    /** Smaller ones count readers. */
    private static final int SMALLEST = 16;

    private static final Pattern MOVING =
            Pattern.compile(".*\\.(mp4|m4v|m4a|mov|webm|mp3|ogg|svg)(\\?.*)?", Pattern.CASE_INSENSITIVE);

    private FeedImages() {}

    static @Nullable Image of(SyndEntry entry, @Nullable String html) {
        List<Element> media = new ArrayList<>();
        entry.getForeignMarkup().forEach(element -> collect(element, media));
        return Stream.of(
                        largest(media, "content"),
                        largest(media, "thumbnail"),
                        enclosed(entry),
                        html == null ? null : TextImages.first(html))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static void collect(Element element, List<Element> media) {
        if (MEDIA.getURI().equals(element.getNamespaceURI())) {
            media.add(element);
            element.getChildren().forEach(child -> collect(child, media));
        }
    }

    private static @Nullable Image largest(List<Element> media, String name) {
        return media.stream()
                .filter(element -> element.getName().equals(name) && isImage(element))
                .map(FeedImages::image)
                .filter(image ->
                        isLarge(image.width()) && isLarge(image.height()) && !TextImages.isCounter(image.url()))
                .max(Comparator.comparingInt(image -> image.width() == null ? 0 : image.width()))
                .orElse(null);
    }

    private static boolean isImage(Element element) {
        String url = element.getAttributeValue("url");
        String type = element.getAttributeValue("type", "");
        String medium = element.getAttributeValue("medium", type.isEmpty() ? "image" : "");
        return url != null && !MOVING.matcher(url).matches() && (isPicture(type) || medium.equals("image"));
    }

    private static boolean isLarge(@Nullable Integer size) {
        return size == null || size >= SMALLEST;
    }

    private static Image image(Element element) {
        Element description = element.getChild("description", MEDIA);
        return new Image(
                element.getAttributeValue("url"),
                description == null ? null : description.getText(),
                Image.size(element.getAttributeValue("width")),
                Image.size(element.getAttributeValue("height")));
    }

    private static @Nullable Image enclosed(SyndEntry entry) {
        return entry.getEnclosures().stream()
                .filter(enclosure -> enclosure.getUrl() != null && enclosure.getType() != null && isImage(enclosure))
                .map(enclosure -> new Image(enclosure.getUrl(), null, null, null))
                .findFirst()
                .orElse(null);
    }

    private static boolean isImage(SyndEnclosure enclosure) {
        return isPicture(enclosure.getType());
    }

    /** Mail programs show no SVG. */
    private static boolean isPicture(String type) {
        return type.startsWith("image/") && !type.startsWith("image/svg");
    }
}

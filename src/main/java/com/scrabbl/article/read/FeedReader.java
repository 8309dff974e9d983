package com.scrabbl.article.read;

import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.module.DCSubject;
import com.rometools.rome.feed.rss.Item;
import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.scrabbl.article.fetch.Content;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/** Reads RSS of all versions and Atom. */
final class FeedReader {

    private static final Namespace RDF = Namespace.getNamespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#");

    Reading read(Content content, String text) {
        FeedXml.Parsed parsed = FeedXml.parse(content, text);
        List<Element> elements = FeedXml.items(parsed.document());
        SyndFeed feed = feed(content, parsed.document());
        List<SyndEntry> entries = feed.getEntries();
        List<RawItem> items = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Element element = entries.size() == elements.size()
                    ? elements.get(i)
                    : parsed.document().getRootElement();
            items.add(item(entries.get(i), element, feed, content.location()));
        }
        return new Reading(items, parsed.broken() == null ? List.of() : List.of(parsed.broken()));
    }

    private static SyndFeed feed(Content content, Document document) {
        SyndFeedInput input = new SyndFeedInput();
        input.setPreserveWireFeed(true);
        try {
            return input.build(document);
        } catch (FeedException | IllegalArgumentException e) {
            throw new UnreadableException(content.place(), "it is XML, but no RSS or Atom feed that can be read");
        }
    }

    private static RawItem item(SyndEntry entry, Element element, SyndFeed feed, URI location) {
        String content = longest(entry);
        String description = html(entry, entry.getDescription());
        boolean summary = Summary.is(description);
        return new RawItem(
                base(element, feed, location),
                id(entry, element),
                link(entry),
                title(entry),
                summary ? description : null,
                content == null && !summary ? description : content,
                FeedAuthors.of(entry, feed),
                null,
                topics(entry),
                language(entry, element, feed),
                FeedImages.of(entry, content == null ? description : content),
                publishedAt(entry));
    }

    /** What xml:base says, on the item or around it; else the address of the site. */
    private static URI base(Element element, SyndFeed feed, URI location) {
        URI base = location;
        List<Element> outermostFirst = new ArrayList<>();
        for (Element at = element; at != null; at = at.getParentElement()) {
            outermostFirst.add(0, at);
        }
        boolean said = false;
        for (Element at : outermostFirst) {
            String absolute = Links.absolute(base, at.getAttributeValue("base", Namespace.XML_NAMESPACE));
            if (absolute != null) {
                base = URI.create(absolute);
                said = true;
            }
        }
        String site = said ? null : Links.absolute(location, feed.getLink());
        return site == null ? base : URI.create(site);
    }

    /** What the feed itself calls it; a link is no name, since it may be written in several ways. */
    private static @Nullable String id(SyndEntry entry, Element element) {
        if (!(entry.getWireEntry() instanceof Item item)) {
            return entry.getUri();
        }
        return item.getGuid() == null
                ? element.getAttributeValue("about", RDF)
                : item.getGuid().getValue();
    }

    /** The link; without one the guid, where that is a permalink. */
    private static @Nullable String link(SyndEntry entry) {
        if (!(entry.getWireEntry() instanceof Item item)) {
            return entry.getLink();
        }
        if (item.getLink() != null && !item.getLink().isBlank()) {
            return item.getLink();
        }
        boolean permalink = item.getGuid() != null
                && item.getGuid().isPermaLink()
                && item.getGuid().getValue() != null
                && item.getGuid().getValue().strip().matches("(?i)https?://.*");
        return permalink ? item.getGuid().getValue() : null;
    }

    /** RSS never says whether a title is text or HTML, and most write HTML; Atom does. */
    private static @Nullable String title(SyndEntry entry) {
        SyndContent title = entry.getTitleEx();
        return title == null ? entry.getTitle() : html(entry, title);
    }

    /** What Atom gives no type is text. */
    private static @Nullable String html(SyndEntry entry, @Nullable SyndContent content) {
        if (content == null || content.getValue() == null) {
            return null;
        }
        boolean text = entry.getWireEntry() instanceof Entry
                && (content.getType() == null || List.of("text", "text/plain").contains(content.getType()));
        return text ? PlainText.asHtml(content.getValue()) : content.getValue();
    }

    private static @Nullable String longest(SyndEntry entry) {
        return entry.getContents().stream()
                .map(content -> html(entry, content))
                .filter(value -> value != null && !value.isBlank())
                .reduce((one, other) -> one.length() >= other.length() ? one : other)
                .orElse(null);
    }

    private static List<String> topics(SyndEntry entry) {
        List<String> categories = entry.getCategories().stream()
                .map(FeedReader::label)
                .filter(Objects::nonNull)
                .toList();
        return categories.isEmpty() && entry.getModule(DCModule.URI) instanceof DCModule dublinCore
                ? dublinCore.getSubjects().stream()
                        .map(DCSubject::getValue)
                        .filter(Objects::nonNull)
                        .toList()
                : categories;
    }

    private static @Nullable String label(SyndCategory category) {
        String label = category.getLabel();
        return label == null || label.isBlank() ? category.getName() : label;
    }

    private static @Nullable String language(SyndEntry entry, Element element, SyndFeed feed) {
        if (entry.getModule(DCModule.URI) instanceof DCModule dublinCore && dublinCore.getLanguage() != null) {
            return dublinCore.getLanguage();
        }
        for (Element at = element; at != null; at = at.getParentElement()) {
            String language = at.getAttributeValue("lang", Namespace.XML_NAMESPACE);
            if (language != null && !language.isBlank()) {
                return language;
            }
        }
        return feed.getLanguage();
    }

    private static @Nullable Instant publishedAt(SyndEntry entry) {
        if (entry.getWireEntry() instanceof Entry atom && atom.getPublished() != null) {
            return atom.getPublished().toInstant();
        }
        Date date = entry.getPublishedDate() == null ? entry.getUpdatedDate() : entry.getPublishedDate();
        return date == null ? null : date.toInstant();
    }
}

package com.scrabbl.article.read;

import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.rss.Item;
import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.ParsingFeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import com.scrabbl.article.fetch.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Reads RSS and Atom. A DOCTYPE is refused, so no entity can reach for files or grow without end. */
final class FeedReader {

    /** A description up to this length is a standfirst, a longer one is the text itself. */
    private static final int LONGEST_SUMMARY = 600;

    /** RSS has addresses for authors, with the name in brackets. */
    private static final Pattern ADDRESS_AND_NAME = Pattern.compile("\\s*\\S+@\\S+\\s*(?:\\((.*)\\))?\\s*");

    List<RawItem> read(Content content) {
        SyndFeed feed = parse(content);
        URI base = base(feed, content);
        return feed.getEntries().stream().map(entry -> item(entry, feed, base)).toList();
    }

    private static SyndFeed parse(Content content) {
        if (Markup.isTooDeep(content.bytes())) {
            throw new UnreadableException(content.place(), "its XML is nested deeper than any feed");
        }
        SyndFeedInput input = new SyndFeedInput();
        input.setPreserveWireFeed(true);
        try (XmlReader reader = reader(content)) {
            return input.build(reader);
        } catch (ParsingFeedException e) {
            throw new UnreadableException(content.place(), inWords(e, content));
        } catch (FeedException | IllegalArgumentException | IOException e) {
            throw new UnreadableException(content.place(), "it is XML, but no RSS or Atom feed that can be read");
        }
    }

    private static XmlReader reader(Content content) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(content.bytes());
        return content.contentType() == null ? new XmlReader(bytes) : new XmlReader(bytes, content.contentType(), true);
    }

    private static String inWords(ParsingFeedException e, Content content) {
        String start = new String(content.bytes(), StandardCharsets.ISO_8859_1).replace("\0", "");
        if (start.contains("<!DOCTYPE")) {
            return "it has a DOCTYPE, which is refused in a feed";
        }
        return "it is not well-formed XML (line " + e.getLineNumber() + ", column " + e.getColumnNumber() + ")";
    }

    private static URI base(SyndFeed feed, Content content) {
        String link = Links.absolute(content.location(), feed.getLink());
        return link == null ? content.location() : URI.create(link);
    }

    private static RawItem item(SyndEntry entry, SyndFeed feed, URI feedBase) {
        URI base = base(entry, feedBase);
        String content = longest(entry.getContents());
        String description =
                entry.getDescription() == null ? null : entry.getDescription().getValue();
        boolean summary = isSummary(description);
        List<String> topics = topics(entry);
        return new RawItem(
                base,
                entry.getUri(),
                link(entry),
                entry.getTitle(),
                summary ? description : null,
                content == null && !summary ? description : content,
                authors(entry),
                null,
                topics,
                language(entry, feed),
                FeedImages.of(entry, content == null ? description : content),
                publishedAt(entry));
    }

    private static URI base(SyndEntry entry, URI feedBase) {
        if (entry.getWireEntry() instanceof Entry atom) {
            String base = Links.absolute(feedBase, atom.getXmlBase());
            return base == null ? feedBase : URI.create(base);
        }
        return feedBase;
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

    private static @Nullable String longest(List<SyndContent> contents) {
        return contents.stream()
                .map(SyndContent::getValue)
                .filter(value -> value != null && !value.isBlank())
                .reduce((one, other) -> one.length() >= other.length() ? one : other)
                .orElse(null);
    }

    private static boolean isSummary(@Nullable String description) {
        if (description == null || Markup.isTooMuch(description)) {
            return false;
        }
        Element parsed = Jsoup.parseBodyFragment(description).body();
        return parsed.text().length() <= LONGEST_SUMMARY
                && parsed.select("li").isEmpty()
                && parsed.select("p").size() <= 2;
    }

    private static List<String> topics(SyndEntry entry) {
        return entry.getCategories().stream()
                .map(FeedReader::label)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable String label(SyndCategory category) {
        String label = category.getLabel();
        return label == null || label.isBlank() ? category.getName() : label;
    }

    private static List<String> authors(SyndEntry entry) {
        List<String> names = new ArrayList<>();
        entry.getAuthors().stream().map(SyndPerson::getName).forEach(names::add);
        if (names.isEmpty()) {
            Stream.of(dublinCore(entry.getModule(DCModule.URI)))
                    .filter(Objects::nonNull)
                    .forEach(module -> names.addAll(module.getCreators()));
        }
        if (names.isEmpty()) {
            names.add(entry.getAuthor());
        }
        return names.stream()
                .map(FeedReader::withoutAddress)
                .filter(name -> !name.isBlank())
                .toList();
    }

    private static @Nullable DCModule dublinCore(com.rometools.rome.feed.module.@Nullable Module module) {
        return module instanceof DCModule dublinCore ? dublinCore : null;
    }

    private static String withoutAddress(@Nullable String author) {
        if (author == null) {
            return "";
        }
        Matcher address = ADDRESS_AND_NAME.matcher(author);
        if (!address.matches()) {
            return author;
        }
        return address.group(1) == null ? "" : address.group(1);
    }

    private static @Nullable String language(SyndEntry entry, SyndFeed feed) {
        DCModule module = dublinCore(entry.getModule(DCModule.URI));
        return module != null && module.getLanguage() != null ? module.getLanguage() : feed.getLanguage();
    }

    private static @Nullable Instant publishedAt(SyndEntry entry) {
        Date date = entry.getPublishedDate() == null ? entry.getUpdatedDate() : entry.getPublishedDate();
        return date == null ? null : date.toInstant();
    }
}

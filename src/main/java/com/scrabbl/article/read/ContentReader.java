package com.scrabbl.article.read;

import com.scrabbl.article.fetch.Content;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Tells feeds, pages and plain files from one another and has them read: Markdown and text by their names or types,
 * everything else by what it contains.
 */
@Component
public class ContentReader {

    /** Enough to hold a long comment before the first element. */
    private static final int HEAD = 65_536;

    private static final Pattern PROLOGUE = Pattern.compile(
            "\\s+|<\\?.*?\\?>|<!--.*?-->|<!DOCTYPE[^\\[>]*(\\[.*?])?[^>]*>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Pattern ROOT = Pattern.compile("<(?:\\w+:)?(\\w+)");
    private static final Pattern PAGE_NAME = Pattern.compile(".*\\.x?html?", Pattern.CASE_INSENSITIVE);
    private static final Pattern MARKDOWN_NAME = Pattern.compile(".*\\.(md|markdown)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEXT_NAME = Pattern.compile(".*\\.txt", Pattern.CASE_INSENSITIVE);

    private final FeedReader feeds = new FeedReader();
    private final JsonFeedReader jsonFeeds = new JsonFeedReader();
    private final PageReader pages = new PageReader();
    private final MarkdownReader markdown = new MarkdownReader();
    private final TextReader texts = new TextReader();

    /**
     * The items in the order of the feed; one for anything else.
     *
     * @throws UnreadableException if this is neither a feed nor a page or file with an article
     */
    public Reading read(Content content) {
        String text = Decoding.text(content);
        if (text.isBlank()) {
            throw new UnreadableException(content.place(), "it is empty");
        }
        if (is(content, "text/markdown", MARKDOWN_NAME)) {
            return one(markdown.read(content, text));
        } else if (content.contentType() == null && is(content, "", TEXT_NAME)) {
            return one(texts.read(content, text));
        }
        String root = rootElement(text);
        if (List.of("rss", "feed", "rdf").contains(root)) {
            return feeds.read(content, text);
        } else if (text.stripLeading().startsWith("{")) {
            return jsonFeeds.read(content, text);
        } else if (List.of("html", "head", "body").contains(root) || is(content, "html", PAGE_NAME)) {
            return one(pages.read(content, text));
        } else if (root.isEmpty() && is(content, "text/plain", TEXT_NAME)) {
            return one(texts.read(content, text));
        }
        throw new UnreadableException(content.place(), "it is neither an RSS, Atom or JSON feed nor an HTML page");
    }

    private static Reading one(RawItem item) {
        return Reading.of(List.of(item));
    }

    /** By its type where a server tells it, else by its name. */
    private static boolean is(Content content, String type, Pattern name) {
        return content.contentType() == null
                ? name.matcher(content.place()).matches()
                : content.contentType().toLowerCase(Locale.ROOT).contains(type);
    }

    /** The name of the first element, lower case; empty if the text does not begin like XML or HTML. */
    private static String rootElement(String text) {
        String head = text.substring(0, Math.min(HEAD, text.length()));
        Matcher prologue = PROLOGUE.matcher(head);
        int start = 0;
        while (prologue.region(start, head.length()).lookingAt()) {
            start = prologue.end();
        }
        Matcher root = ROOT.matcher(head).region(start, head.length());
        return root.lookingAt() ? root.group(1).toLowerCase(Locale.ROOT) : "";
    }
}

package com.scrabbl.article.read;

import com.scrabbl.article.fetch.Content;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Tells feeds from pages by what they contain and has them read. */
@Component
public class ContentReader {

    /** Enough to hold a long comment before the first element. */
    private static final int HEAD = 65_536;

    private static final Pattern PROLOGUE = Pattern.compile(
            "\\s+|<\\?.*?\\?>|<!--.*?-->|<!DOCTYPE[^\\[>]*(\\[.*?])?[^>]*>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Pattern ROOT = Pattern.compile("<(?:\\w+:)?(\\w+)");
    private static final Pattern PAGE_NAME = Pattern.compile(".*\\.(x?html?)", Pattern.CASE_INSENSITIVE);

    private final FeedReader feeds = new FeedReader();
    private final PageReader pages = new PageReader();

    /**
     * The items in the order of the feed; one for a page.
     *
     * @throws UnreadableException if this is neither a feed nor a page with an article
     */
    public List<RawItem> read(Content content) {
        if (content.bytes().length == 0) {
            throw new UnreadableException(content.place(), "it is empty");
        }
        return switch (rootElement(content.bytes())) {
            case "rss", "feed", "rdf" -> feeds.read(content);
            case "html", "head", "body" -> List.of(pages.read(content));
            default -> {
                if (isNamedAsPage(content)) {
                    yield List.of(pages.read(content));
                }
                throw new UnreadableException(content.place(), "it is neither an RSS or Atom feed nor an HTML page");
            }
        };
    }

    /** The name of the first element, lower case; empty if the text does not begin like XML or HTML. */
    private static String rootElement(byte[] bytes) {
        // Enough to see the ASCII of a beginning in any encoding, UTF-16 included.
        String head = new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1)
                .replaceAll("^(ï»¿|þÿ|ÿþ)", "")
                .replace("\0", "");
        Matcher prologue = PROLOGUE.matcher(head);
        int start = 0;
        while (prologue.region(start, head.length()).lookingAt()) {
            start = prologue.end();
        }
        Matcher root = ROOT.matcher(head).region(start, head.length());
        return root.lookingAt() ? root.group(1).toLowerCase(Locale.ROOT) : "";
    }

    private static boolean isNamedAsPage(Content content) {
        String type = content.contentType();
        return type == null
                ? PAGE_NAME.matcher(content.place()).matches()
                : type.toLowerCase(Locale.ROOT).contains("html");
    }
}

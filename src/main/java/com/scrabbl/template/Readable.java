package com.scrabbl.template;

import freemarker.template.ObjectWrapper;
import freemarker.template.SimpleHash;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;

/**
 * {@code readable(article.body, article.standfirst, 2, 552)} in the templates of mails: the whole text of a story, fit for a
 * mail. It has {@code html}, whose highest heading is of the given level, and whose pictures are so many pixels wide at the
 * most, or are left out where nothing is said; {@code pictures}, the addresses of those; {@code blocks} and {@code links} for
 * plain text; and {@code repeats}, whether it begins with the standfirst.
 */
final class Readable implements TemplateMethodModelEx {

    /** As {@code broken} in stories.ftlh: where no program breaks a word by itself. */
    private static final Pattern LONG_WORD = Pattern.compile(
            "([\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}]{20})(?=[\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}]{5})");

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final String HEADINGS = "h1, h2, h3, h4, h5, h6";
    private static final int LOWEST = 6;

    private final ObjectWrapper wrapper;

    Readable(ObjectWrapper wrapper) {
        this.wrapper = wrapper;
    }

    @Override
    public Object exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
        if (arguments.size() < 3
                || arguments.size() > 4
                || !(arguments.get(0) instanceof TemplateScalarModel body)
                || !(arguments.get(1) instanceof TemplateScalarModel standfirst)
                || !(arguments.get(2) instanceof TemplateNumberModel level)
                || !(arguments.get(arguments.size() - 1) instanceof TemplateNumberModel widest)) {
            throw new TemplateModelException(
                    "readable needs a body, a standfirst, the level of its highest heading, and perhaps how wide a picture"
                            + " may be");
        }
        Document document = Jsoup.parseBodyFragment(body.getAsString());
        document.outputSettings().prettyPrint(false).escapeMode(Entities.EscapeMode.xhtml);
        Element text = document.body();
        PlainBlocks plain = PlainBlocks.of(text);
        boolean repeats = repeats(text, standfirst.getAsString());
        StoryPictures.fit(text, arguments.size() == 4 ? widest.getAsNumber().intValue() : 0);
        List<String> pictures = text.select("img").eachAttr("src");
        fit(text, level.getAsNumber().intValue());
        return new SimpleHash(
                Map.of(
                        "html", MarkedText.markup(PartFormat.HTML, text.html().strip()),
                        "blocks", plain.blocks(),
                        "links", plain.links(),
                        "pictures", pictures,
                        "repeats", repeats),
                wrapper);
    }

    private static boolean repeats(Element text, String standfirst) {
        Element first = text.selectFirst("> :not(figure)");
        String words = words(standfirst);
        return first != null && !words.isEmpty() && words(first.text()).startsWith(words);
    }

    private static String words(String text) {
        return NO_LETTERS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static void fit(Element text, int level) {
        int highest =
                text.select(HEADINGS).stream().mapToInt(Readable::level).min().orElse(level);
        text.select(HEADINGS)
                .forEach(heading -> heading.tagName("h" + Math.min(level(heading) - highest + level, LOWEST)));
        text.select("a[href]").addClass("lnk");
        for (Element quote : text.select("blockquote")) {
            if (quote.select("p, ul, ol, h3, h4, h5, h6, pre, table").isEmpty()) {
                quote.html("<p>" + quote.html() + "</p>");
            }
        }
        text.select("table")
                .attr("role", "table")
                .attr("cellpadding", "0")
                .attr("cellspacing", "0")
                .attr("border", "0");
        for (Element head : text.select("th")) {
            head.tagName("td").html("<strong>" + head.html() + "</strong>");
        }
        text.select("td").addClass("cell");
        NodeTraversor.traverse(
                (node, depth) -> {
                    if (node instanceof TextNode words) {
                        words.text(LONG_WORD.matcher(words.getWholeText()).replaceAll("$1\u00AD"));
                    }
                },
                text);
    }

    private static int level(Element heading) {
        return heading.tagName().charAt(1) - '0';
    }
}

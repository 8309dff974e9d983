package com.scrabbl.edition;

import com.scrabbl.mail.check.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the pieces of a digest come from: the article that says so, or the line of a template that looks most like what
 * stands in the message. FreeMarker does not tell which line wrote what, so this is found by comparing.
 */
final class Origins {

    private static final Pattern ATTRIBUTE = Pattern.compile("\\s([a-zA-Z-]+)(?:=\"([^\"]*)\")?");
    private static final int LONGEST_TITLE = 60;

    private final List<Map<String, Object>> articles;
    private final String template;
    private final List<Line> lines;

    /** A line of a template, in lower case and without white space around colons and semicolons. */
    private record Line(String file, int number, String text) {

        @Override
        public String toString() {
            return "templates/%s, line %d".formatted(file, number);
        }
    }

    /**
     * @param articles as templates see them
     * @param template the digest's name
     * @param texts of the templates that took part, by file
     */
    Origins(List<Map<String, Object>> articles, String template, Map<String, String> texts) {
        this.articles = articles;
        this.template = template;
        this.lines = new ArrayList<>();
        texts.forEach((file, text) -> {
            int number = 0;
            for (String line : text.split("\\R")) {
                lines.add(new Line(file, ++number, plain(line)));
            }
        });
    }

    /** Where it comes from, for people; null for what we write ourselves. */
    @Nullable
    String of(Spot spot) {
        return switch (spot.part()) {
            case HEAD -> null;
            case SUBJECT -> "the newsletter’s subject";
            case HTML -> origin(spot.quote(), ".ftlh");
            case TEXT -> origin(spot.quote(), ".ftl");
        };
    }

    private String origin(String quote, String extension) {
        String file = "templates/mail/" + template + extension;
        if (quote.isEmpty()) {
            return file;
        }
        Optional<String> article = article(quote).map(Origins::named);
        if (isTag(quote)) {
            return alike(quote).map(Line::toString).orElse(file)
                    + article.map(title -> ", for " + title).orElse("");
        }
        return article.map(title -> "the article " + title)
                .orElseGet(() -> literal(quote, extension).map(Line::toString).orElse(file));
    }

    /** Of markup the article that it leads to; of words the one that has them. */
    private Optional<Map<String, Object>> article(String quote) {
        return articles.stream()
                .filter(article -> isTag(quote)
                        ? addresses(article).stream().anyMatch(quote.replace("&amp;", "&")::contains)
                        : says(article, quote.strip()))
                .findFirst();
    }

    /** Not so of words that begin with the sign, as those of an article on templates. */
    private static boolean isTag(String quote) {
        return quote.length() > 1 && quote.charAt(0) == '<' && Character.isLetter(quote.charAt(1));
    }

    private static List<String> addresses(Map<String, Object> article) {
        List<String> addresses = new ArrayList<>(List.of(String.valueOf(article.get("url"))));
        if (article.get("image") instanceof Map<?, ?> image) {
            addresses.add(String.valueOf(image.get("url")));
        }
        return addresses;
    }

    private static boolean says(Object value, String words) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(one -> says(one, words));
        }
        return String.valueOf(value).contains(words);
    }

    private static String named(Map<String, Object> article) {
        String title = String.valueOf(article.get("title"));
        return "“%s”"
                .formatted(
                        title.codePointCount(0, title.length()) <= LONGEST_TITLE
                                ? title
                                : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE)) + "…");
    }

    private Optional<Line> literal(String quote, String extension) {
        String wanted = plain(quote);
        // A style sheet of the HTML part may have another name, and words may stand in a file that both parts read.
        return lines.stream()
                .filter(line -> line.text().contains(wanted))
                .min(java.util.Comparator.comparing(line -> !line.file().endsWith(extension)));
    }

    /** The line with the same element that has most of its attributes, and the fewest others. */
    private Optional<Line> alike(String tag) {
        Matcher name = Pattern.compile("<([a-z][a-z0-9]*)").matcher(tag.toLowerCase(Locale.ROOT));
        if (!name.find()) {
            return Optional.empty();
        }
        Pattern element = Pattern.compile("<" + name.group(1) + "(?=[\\s><@/$]|$)");
        Line best = null;
        int most = Integer.MIN_VALUE;
        for (Line line : lines) {
            Matcher at = element.matcher(line.text());
            while (line.file().endsWith(".ftlh") && at.find()) {
                int likeness = likeness(tag, line.text().substring(at.start()));
                if (likeness > most) {
                    most = likeness;
                    best = line;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static int likeness(String tag, String line) {
        int end = line.indexOf('>');
        String own = end < 0 ? line : line.substring(0, end);
        int likeness = 0;
        Matcher attribute = ATTRIBUTE.matcher(tag.toLowerCase(Locale.ROOT));
        while (attribute.find()) {
            String value = attribute.group(2);
            likeness += own.contains(" " + attribute.group(1)) ? 2 : -1;
            if (value == null) {
                continue;
            }
            for (String piece : value.split("[; ]")) {
                likeness += !piece.isBlank() && line.contains(plain(piece)) ? 2 : 0;
            }
        }
        Matcher written = ATTRIBUTE.matcher(own);
        while (written.find()) {
            likeness -= tag.contains(" " + written.group(1)) ? 0 : 2;
        }
        return likeness;
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s*([:;])\\s*", "$1");
    }
}

package com.scrabbl.article.read;

import com.scrabbl.article.fetch.Content;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text file as one article: its first line is the headline, empty lines are between its paragraphs, and a line that
 * is nothing but an address of the web is its link.
 */
final class TextReader {

    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+", Pattern.CASE_INSENSITIVE);
    private static final Pattern BULLET = Pattern.compile("[-*•]\\s+(?=\\S)");

    RawItem read(Content content, String text) {
        List<String> lines =
                Arrays.stream(text.strip().split("\\R")).map(String::strip).toList();
        String link = lines.stream()
                .filter(line -> ADDRESS.matcher(line).matches())
                .findFirst()
                .orElseGet(() -> content.location().toString());
        List<String> below = lines.subList(1, lines.size()).stream()
                .filter(line -> !line.equals(link))
                .toList();
        return new RawItem(
                content.location(),
                null,
                link,
                PlainText.asHtml(lines.get(0)),
                null,
                html(below),
                List.of(),
                null,
                List.of(),
                null,
                null,
                null);
    }

    private static @Nullable String html(List<String> lines) {
        String html = Arrays.stream(String.join("\n", lines).strip().split("\\n\\s*\\n"))
                .filter(paragraph -> !paragraph.isBlank())
                .map(TextReader::block)
                .collect(Collectors.joining("\n"));
        return html.isEmpty() ? null : html;
    }

    /** A paragraph, or a list where every line has a bullet. */
    private static String block(String paragraph) {
        List<String> lines = paragraph.lines().filter(line -> !line.isBlank()).toList();
        if (lines.stream().allMatch(line -> BULLET.matcher(line).lookingAt())) {
            return lines.stream()
                    .map(line -> "<li>" + PlainText.asHtml(BULLET.matcher(line).replaceFirst("")) + "</li>")
                    .collect(Collectors.joining("", "<ul>", "</ul>"));
        }
        return "<p>" + PlainText.asHtml(String.join(" ", lines)) + "</p>";
    }
}

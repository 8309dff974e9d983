package com.scrabbl.article.read;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The few sentences that say what an article is about. */
final class Summary {

    /** Characters that a summary has at most. */
    static final int LONGEST = 280;

    /** A description up to this length is a summary, a longer one is the text itself. */
    private static final int LONGEST_DESCRIPTION = 600;

    private static final Pattern END = Pattern.compile("[.!?…。！？؟۔।]['\"”’»›“)\\]]*$");

    /** A dot behind one of these, or behind a single letter, most often goes on. */
    private static final Pattern ABBREVIATION = Pattern.compile(
            "(^|[\\s(.])(\\p{L}|[DM]r|Mr?s|Prof|Rev|St|Jr|Sr|No|Nr|vs|approx|ca|bzw|usw|Str|Mio|Mrd|Abb|Vol|Fig|pp)\\.$");

    private Summary() {}

    /** Whether a feed's description is a summary and not the text itself. */
    static boolean is(@Nullable String description) {
        if (description == null || Markup.isTooMuch(description)) {
            return false;
        }
        Element parsed = Jsoup.parseBodyFragment(description).body();
        return parsed.text().length() <= LONGEST_DESCRIPTION
                && parsed.select("li").isEmpty()
                && parsed.select("p").size() <= 2;
    }

    /**
     * The sentences of a text that fit, and of a first sentence that is too long its beginning, marked by an ellipsis.
     *
     * @param text plain
     * @param language BCP 47; null means any
     */
    static String of(String text, @Nullable String language) {
        if (text.length() <= LONGEST) {
            return text;
        }
        BreakIterator sentences =
                BreakIterator.getSentenceInstance(language == null ? Locale.ROOT : Locale.forLanguageTag(language));
        sentences.setText(text.substring(0, Math.min(text.length(), LONGEST + 2)));
        int end = 0;
        for (int next = sentences.next(); next != BreakIterator.DONE; next = sentences.next()) {
            String soFar = text.substring(0, next).strip();
            if (soFar.length() <= LONGEST && endsSentence(soFar)) {
                end = soFar.length();
            }
        }
        return end == 0 ? PlainText.cut(text, LONGEST) : text.substring(0, end);
    }

    /** Whether a text ends as sentences do, in whatever script. */
    static boolean endsSentence(String text) {
        return END.matcher(text).find() && !ABBREVIATION.matcher(text).find();
    }
}

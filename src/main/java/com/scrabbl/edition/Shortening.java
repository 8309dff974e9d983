package com.scrabbl.edition;

import java.text.BreakIterator;
import java.util.Locale;

/** Makes texts shorter where it hurts least: at the end of a sentence, else at the end of a word. */
final class Shortening {

    /** What ends sooner is an abbreviation rather than a sentence: "Dr.", "No.". */
    private static final int SHORTEST_SENTENCE = 20;

    private Shortening() {}

    /** The text's first sentence; one that is longer is cut. */
    static String sentence(String text, Locale language, int longest) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(language);
        sentences.setText(text);
        int end = sentences.next();
        while (end != BreakIterator.DONE
                && end < text.length()
                && text.substring(0, end).strip().length() < SHORTEST_SENTENCE) {
            end = sentences.next();
        }
        return cut(end == BreakIterator.DONE ? text : text.substring(0, end).strip(), longest);
    }

    /** As many whole sentences as fit, if any does. */
    static String sentences(String text, Locale language, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        BreakIterator sentences = BreakIterator.getSentenceInstance(language);
        sentences.setText(text);
        int end = sentences.preceding(longest + 1);
        return end < SHORTEST_SENTENCE
                ? cut(text, longest)
                : text.substring(0, end).strip();
    }

    /** At most so many characters: ends at a word where it can, with an ellipsis. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = text.lastIndexOf(' ', longest - 1);
        if (end < longest / 2) {
            end = longest - 1;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}

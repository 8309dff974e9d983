package com.scrabbl.mail.check;

import java.util.Locale;
import java.util.Set;

/** Words that say nothing, and how words are quoted. */
final class Words {

    /** What links say that name nothing, in the languages that frames are written in, and some more. */
    private static final Set<String> EMPTY = Set.of(
            "click here",
            "click",
            "here",
            "read more",
            "more",
            "continue",
            "continue reading",
            "learn more",
            "link",
            "details",
            "view in browser",
            "hier",
            "hier klicken",
            "mehr",
            "mehr lesen",
            "mehr erfahren",
            "weiter",
            "weiterlesen",
            "lire la suite",
            "en savoir plus",
            "cliquez ici",
            "leer más",
            "haz clic aquí",
            "leggi tutto",
            "clicca qui",
            "lees meer",
            "klik hier",
            "läs mer",
            "les mer",
            "læs mere",
            "lue lisää",
            "czytaj więcej",
            "اقرأ المزيد",
            "קרא עוד");

    private static final int LONGEST_QUOTE = 60;

    private Words() {}

    /** Whether they name nothing. */
    static boolean sayNothing(String words) {
        String bare = words.replaceAll("[\\p{Punct}\\p{So}\\p{Sm}…»«‹›]+", " ")
                .replaceAll("\\s+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
        return bare.isEmpty() || EMPTY.contains(bare);
    }

    static String shortened(String words) {
        String line = words.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= LONGEST_QUOTE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
    }
}

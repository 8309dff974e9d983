package com.scrabbl.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text in which a slot is its name between U+E000 and U+E001; no other private-use character may be in it. */
final class MarkedText {

    static final char BEGIN = '\uE000';
    static final char END = '\uE001';

    private static final Pattern PRIVATE_USE_OR_HALF = Pattern.compile("[\\uE000-\\uF8FF]|\\p{Cs}");

    private MarkedText() {}

    /** The text taken apart: names of slots at the odd positions, text at the even ones, and text at both ends. */
    static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, start)) {
            int end = text.indexOf(END, begin);
            if (end < 0) {
                throw new IllegalArgumentException("A slot is not whole: " + withoutPrivateUse(text.substring(begin)));
            }
            parts.add(literal(text.substring(start, begin)));
            parts.add(literal(text.substring(begin + 1, end)));
            start = end + 1;
        }
        parts.add(literal(text.substring(start)));
        return parts;
    }

    static String withoutPrivateUse(String text) {
        return PRIVATE_USE_OR_HALF.matcher(text).replaceAll("\uFFFD");
    }

    private static String literal(String text) {
        if (text.chars().anyMatch(character -> character >= BEGIN && character <= '\uF8FF')) {
            throw new IllegalArgumentException("A private-use character stands outside a slot");
        }
        return text;
    }
}

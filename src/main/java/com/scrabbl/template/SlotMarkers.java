package com.scrabbl.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The markers that stand for slots while a template is rendered: private-use characters around a number, which no
 * escaping changes. In the finished text the slot's name stands where the number stood.
 */
final class SlotMarkers {

    static final char BEGIN = '\uE000';
    static final char END = '\uE001';
    static final String COMPUTED =
            "it computes with a value that differs from reader to reader; print the value, join it with +, or let the newsletter say `render: each`";

    private static final Pattern MARKER = Pattern.compile(BEGIN + "([0-9]{1,6})" + END);
    private static final Pattern PRIVATE_USE = Pattern.compile("[\uE000-\uF8FF]");

    private final List<String> names = new ArrayList<>();

    /** The text without private-use characters: each becomes U+FFFD, so that nothing from outside forges a slot. */
    static String cleaned(String text) {
        return PRIVATE_USE.matcher(text).replaceAll("\uFFFD");
    }

    static boolean anyIn(String text) {
        return PRIVATE_USE.matcher(text).find();
    }

    String markerFor(String name) {
        int number = names.indexOf(name);
        if (number < 0) {
            number = names.size();
            names.add(name);
        }
        return BEGIN + Integer.toString(number) + END;
    }

    /** The text with names for numbers; null when a marker is not whole or stands for nothing. */
    @Nullable
    String named(String rendered) {
        Matcher marker = MARKER.matcher(rendered);
        StringBuilder named = new StringBuilder(rendered.length() + 64);
        int end = 0;
        while (marker.find()) {
            int number = Integer.parseInt(marker.group(1));
            if (anyIn(rendered.substring(end, marker.start())) || number >= names.size()) {
                return null;
            }
            named.append(rendered, end, marker.start())
                    .append(BEGIN)
                    .append(names.get(number))
                    .append(END);
            end = marker.end();
        }
        String rest = rendered.substring(end);
        return anyIn(rest) ? null : named.append(rest).toString();
    }
}

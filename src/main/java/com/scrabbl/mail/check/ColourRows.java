package com.scrabbl.mail.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Colours, light and dark. */
final class ColourRows {

    static final List<CheckRow> ROWS = List.of(
            CheckRow.advice("E16", "Text that can be read on its ground, light and dark", ColourRows::contrast),
            CheckRow.advice("E17", "A dark colour for every light one", ColourRows::dark));

    private static final double LEAST = 4.5;

    private ColourRows() {}

    /** A palette by its name: which colours hold, and what the program makes of them. */
    private record Palette(String name, Colours colours, UnaryOperator<String> shown) {}

    private static void contrast(CheckedMessage message, Findings found) {
        Document mail = message.document();
        List<Palette> palettes = List.of(
                new Palette("light", Colours.INLINE, UnaryOperator.identity()),
                new Palette("dark", Colours.dark(mail), UnaryOperator.identity()),
                new Palette("Outlook’s dark", Colours.outlook(mail), UnaryOperator.identity()),
                new Palette("inverted", Colours.INLINE, Colours::inverted));
        for (Element element : mail.body().select("*")) {
            if (element.ownText().isBlank() || element.tagName().equals("style")) {
                continue;
            }
            for (Palette palette : palettes) {
                Optional<String> text = palette.colours().textOf(element).map(palette.shown());
                Optional<String> ground = palette.colours().groundOf(element).map(palette.shown());
                if (text.isPresent() && ground.isPresent() && Colours.contrast(text.get(), ground.get()) < LEAST) {
                    found.add(
                            "%s on %s has a contrast of %s in the %s palette; text needs %s"
                                    .formatted(
                                            text.get(),
                                            ground.get(),
                                            String.format(
                                                    Locale.ROOT, "%.1f", Colours.contrast(text.get(), ground.get())),
                                            palette.name(),
                                            LEAST),
                            Spot.at(element));
                }
            }
        }
    }

    private static void dark(CheckedMessage message, Findings found) {
        Document mail = message.document();
        Map<String, Colours> schemes = new LinkedHashMap<>();
        schemes.put("for dark programs", Colours.dark(mail));
        schemes.put("for Outlook", Colours.outlook(mail));
        schemes.values().removeIf(Colours::isEmpty);
        if (schemes.isEmpty()) {
            found.add("there are no dark colours", Spot.html(""));
        }
        for (Element element : mail.body().select("[style]:not(img)")) {
            InlineStyle style = InlineStyle.of(element);
            schemes.forEach((name, colours) -> {
                if (Colours.hex(style.get("color")).isPresent() && !ruled(element, colours.text())) {
                    found.add(
                            "the colour of <%s> has no dark one %s".formatted(element.tagName(), name),
                            Spot.at(element));
                }
                if (Colours.hex(style.get("background-color")).isPresent() && !ruled(element, colours.grounds())) {
                    found.add(
                            "the ground of <%s> has no dark one %s".formatted(element.tagName(), name),
                            Spot.at(element));
                }
            });
        }
    }

    private static boolean ruled(Element element, Map<String, String> rules) {
        Set<String> names = new TreeSet<>(element.classNames());
        names.retainAll(rules.keySet());
        return !names.isEmpty();
    }
}

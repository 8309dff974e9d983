package com.scrabbl.mail.check;

import java.util.List;
import org.jsoup.nodes.Element;

/** The frame of the HTML part: language, tables, headings. */
final class FrameRows {

    static final List<CheckRow> ROWS = List.of(
            CheckRow.advice(
                    "E01", "Language and direction, also where the outer tags are dropped", FrameRows::language),
            CheckRow.advice("E02", "Tables that say that they are layout", FrameRows::tables),
            CheckRow.advice("E22", "Headings in order, with one at the top", FrameRows::headings));

    private FrameRows() {}

    private static void language(CheckedMessage message, Findings found) {
        Element html = message.document().selectFirst("html");
        Element wrapper = message.document().selectFirst("body > div[lang][dir]");
        if (html == null || html.attr("lang").isBlank() || html.attr("dir").isBlank()) {
            found.add("<html> has no lang or no dir", Spot.html("<html"));
        } else if (wrapper == null) {
            found.add("no <div> right in <body> repeats lang and dir of <html>", Spot.html("<body"));
        } else if (!wrapper.attr("lang").equals(html.attr("lang"))
                || !wrapper.attr("dir").equals(html.attr("dir"))) {
            found.add("lang or dir of the <div> in <body> is not that of <html>", Spot.at(wrapper));
        }
    }

    private static void tables(CheckedMessage message, Findings found) {
        for (Element table : message.document().select("table:not(:has(> * > tr > th))")) {
            for (String attribute : List.of("role", "cellpadding", "cellspacing", "border")) {
                if (!table.hasAttr(attribute)) {
                    found.add("a table of the layout has no " + attribute, Spot.at(table));
                }
            }
        }
    }

    private static void headings(CheckedMessage message, Findings found) {
        int above = 0;
        for (Element heading : message.document().select("h1, h2, h3, h4, h5, h6")) {
            int level = heading.tagName().charAt(1) - '0';
            if (level > above + 1) {
                found.add(
                        above == 0
                                ? "the first heading is <h%d>, not <h1>".formatted(level)
                                : "<h%d> follows <h%d>: a level is left out".formatted(level, above),
                        Spot.at(heading));
            }
            above = level;
        }
        if (above == 0) {
            found.add("there is no heading", Spot.html(""));
        }
    }
}

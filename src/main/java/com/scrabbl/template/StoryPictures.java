package com.scrabbl.template;

import org.jsoup.nodes.Element;

/** Sets the pictures of a story's whole text as mail programs can show them: a line of its own, and their caption below. */
final class StoryPictures {

    /** What cells of tables have room for. */
    private static final int WIDEST_IN_CELL = 240;

    private static final int INDENT = 48;

    private StoryPictures() {}

    /** @param widest in pixels; 0 for no pictures at all, of which the captions are left */
    static void fit(Element text, int widest) {
        for (Element figure : text.select("figure")) {
            Element img = figure.selectFirst("img");
            if (img != null && widest > 0) {
                figure.before(new Element("p")
                        .addClass("shown")
                        .addClass("keep")
                        .appendChild(picture(img, room(figure, widest))));
            }
            Element caption = figure.selectFirst("figcaption");
            if (caption != null) {
                boolean lines = caption.selectFirst("p, ul, ol, blockquote, h2, h3, h4, pre, table") != null;
                figure.before(new Element("p")
                        .addClass("meta")
                        .addClass("caption")
                        .html(lines ? caption.text() : caption.html()));
            }
            figure.remove();
        }
        text.select("img:not(.picture)").remove();
    }

    private static int room(Element figure, int widest) {
        if (figure.closest("td, th") != null) {
            return Math.min(widest, WIDEST_IN_CELL);
        }
        return figure.closest("li, blockquote") == null ? widest : widest - INDENT;
    }

    /** As wide as there is room, never enlarged. Programs that know no other size get one of 16 by 9. */
    private static Element picture(Element img, int room) {
        int width = number(img.attr("width"));
        int height = number(img.attr("height"));
        boolean known = width > 0 && height > 0;
        int wide = known ? Math.min(width, room) : room;
        long tall = known ? Math.max(1, Math.round((double) height * wide / width)) : Math.round(wide * 9 / 16.0);
        return new Element("img")
                .addClass("picture")
                .addClass("page")
                .addClass("meta")
                .attr("src", img.attr("src"))
                .attr("width", String.valueOf(wide))
                .attr("height", String.valueOf(tall))
                .attr("alt", img.attr("alt"))
                .attr("style", "max-width:" + wide + "px");
    }

    private static int number(String size) {
        return size.matches("[0-9]{1,5}") ? Integer.parseInt(size) : 0;
    }
}

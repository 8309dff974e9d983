package com.scrabbl.mail.check;

/**
 * Where in a message something is wrong.
 *
 * @param part of the message
 * @param quote what stands there: a tag, a declaration of a style, an address, words; empty when there is nothing to quote
 */
public record Spot(Part part, String quote) {

    static final Spot HEAD = new Spot(Part.HEAD, "");
    static final Spot SUBJECT = new Spot(Part.SUBJECT, "");

    /** Parts of a message. */
    public enum Part {
        HEAD,
        SUBJECT,
        TEXT,
        HTML
    }

    static Spot html(String quote) {
        return new Spot(Part.HTML, quote);
    }

    static Spot text(String quote) {
        return new Spot(Part.TEXT, quote);
    }

    /** At this element: its tag without what is in it. */
    static Spot at(org.jsoup.nodes.Element element) {
        return html("<" + element.tagName() + element.attributes().html() + ">");
    }
}

package com.scrabbl.mail.check;

import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** What is in a mail and not to be seen: filters take it for what a sender wants to hide from them. */
final class HiddenRows {

    static final List<CheckRow> ROWS =
            List.of(CheckRow.advice("C13", "Nothing hidden but the preview line", HiddenRows::look));

    /** No mailbox shows more of a mail beside its subject. */
    private static final int LONGEST_PREVIEW = 250;

    private HiddenRows() {}

    private static void look(CheckedMessage message, Findings found) {
        boolean begun = false;
        for (TextNode text :
                message.document().body().nodeStream(TextNode.class).toList()) {
            Element element = text.parent();
            if (text.isBlank() || element == null) {
                continue;
            }
            Optional<String> hidden = hidden(element);
            boolean preview = !begun && text.text().length() <= LONGEST_PREVIEW;
            if (hidden.isPresent() && !preview) {
                found.add("%s: “%s”".formatted(hidden.get(), Words.shortened(text.text())), Spot.at(element));
            }
            begun = true;
        }
    }

    /** How the text of an element is hidden; empty when it is not. */
    static Optional<String> hidden(Element element) {
        Element at = element;
        while (at != null) {
            Optional<String> how = how(at);
            if (how.isPresent()) {
                return how;
            }
            at = at.parent();
        }
        return Colours.INLINE
                .textOf(element)
                .filter(colour -> Colours.INLINE.groundOf(element).equals(Optional.of(colour)))
                .map(colour -> "text has the colour of its ground, " + colour);
    }

    private static Optional<String> how(Element element) {
        InlineStyle style = InlineStyle.of(element);
        if (style.get("display").equals("none") || element.hasAttr("hidden")) {
            return Optional.of("text is hidden by display:none");
        }
        if (style.get("visibility").equals("hidden")) {
            return Optional.of("text is hidden by visibility:hidden");
        }
        if (style.get("opacity").matches("0(\\.0+)?")) {
            return Optional.of("text is hidden by opacity:0");
        }
        // White space between inline blocks is taken away so; words are not there then.
        if (style.get("font-size").matches("[01](\\.[0-9]+)?(px)?")
                && !element.ownText().isBlank()) {
            return Optional.of("text is of no size");
        }
        return style.get("max-height").matches("0(px)?")
                        && style.get("overflow").equals("hidden")
                ? Optional.of("text is hidden by max-height:0")
                : Optional.empty();
    }
}

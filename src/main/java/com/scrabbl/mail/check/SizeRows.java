package com.scrabbl.mail.check;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** What does not fit: into a window, or into what is shown of a mail. */
final class SizeRows {

    static final List<CheckRow> ROWS = List.of(
            CheckRow.advice("E10", "Right without style elements, on a phone too", SizeRows::narrow),
            CheckRow.advice("E11", "Long words that may be broken", SizeRows::longWords),
            CheckRow.advice("E12", "HTML of 90 KB, 100 KB encoded", SizeRows::bytes),
            CheckRow.must("E25", "A link to unsubscribe that is not cut off", SizeRows::unsubscribe));

    private static final int PHONE = 320;
    private static final int DECODED = 90_000;
    private static final int ENCODED = 100_000;
    private static final Pattern LONG_WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}./_-]{25,}");
    /** Scripts that break between any two signs. */
    private static final Pattern BREAKS_ITSELF =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]");

    private SizeRows() {}

    private static void narrow(CheckedMessage message, Findings found) {
        for (Element element : message.document().body().select("*")) {
            InlineStyle style = InlineStyle.of(element);
            String attribute = element.attr("width").replace("px", "");
            int wide = Math.max(
                    Math.max(style.pixels("width"), style.pixels("min-width")),
                    attribute.matches("[0-9]{1,6}") ? Integer.parseInt(attribute) : 0);
            boolean gives =
                    style.get("width").endsWith("%") || style.get("max-width").equals("100%");
            if (wide > PHONE && !gives) {
                found.add(
                        "<%s> is %d pixels wide whatever the window is".formatted(element.tagName(), wide),
                        Spot.at(element));
            }
        }
    }

    private static void longWords(CheckedMessage message, Findings found) {
        for (TextNode text :
                message.document().body().nodeStream(TextNode.class).toList()) {
            Matcher word = LONG_WORD.matcher(text.text());
            while (word.find()) {
                if (!BREAKS_ITSELF.matcher(word.group()).find() && !mayBreak(text.parent())) {
                    found.add(
                            "a long word widens a narrow window: " + Words.shortened(word.group()),
                            Spot.html(word.group()));
                }
            }
        }
    }

    private static boolean mayBreak(@Nullable Element element) {
        return element == null || element.parents().stream().anyMatch(SizeRows::breaks) || breaks(element);
    }

    private static boolean breaks(Element element) {
        InlineStyle style = InlineStyle.of(element);
        return style.get("word-break").startsWith("break")
                || style.get("overflow-wrap").matches("anywhere|break-word");
    }

    private static void bytes(CheckedMessage message, Findings found) throws MessagingException {
        if (!message.hasBothParts()) {
            return;
        }
        int decoded = message.html().getBytes(StandardCharsets.UTF_8).length;
        int encoded = message.parts().get(1).getSize();
        if ((decoded > DECODED || encoded > ENCODED) && encoded <= PartRows.CLIPPED) {
            found.add(
                    "the HTML part is %d KB, encoded %d KB: near to where Gmail cuts it off"
                            .formatted(decoded / 1000, encoded / 1000),
                    Spot.html(""));
        }
    }

    private static void unsubscribe(CheckedMessage message, Findings found) throws MessagingException {
        String link = message.unsubscribeLink();
        int at = link.isEmpty() ? -1 : message.html().indexOf(link.replace("&", "&amp;"));
        if (at >= 0 && message.html().substring(0, at).getBytes(StandardCharsets.UTF_8).length > DECODED) {
            found.add("the link to unsubscribe comes after 90 KB of HTML, where Gmail cuts it off", Spot.html(""));
        }
    }
}

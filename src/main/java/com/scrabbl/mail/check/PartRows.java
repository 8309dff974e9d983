package com.scrabbl.mail.check;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimePart;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** The two parts, and that they say the same. */
final class PartRows {

    static final List<CheckRow> ROWS = List.of(
            CheckRow.must("C11", "A text part before an HTML part, both in UTF-8", PartRows::structure),
            CheckRow.must("C12", "Parts encoded for any relay", PartRows::encoding),
            CheckRow.advice("C14", "Absolute links by https, alt texts, less than 102 KB of HTML", PartRows::weight),
            CheckRow.must("C15", "The same links and headlines in both parts, no slot left open", PartRows::parity));

    /** Octets of an HTML part as it is encoded, after which Gmail cuts it off. */
    static final int CLIPPED = 102_000;

    private static final Pattern TEMPLATE = Pattern.compile("\\$\\{|<#");
    private static final int LONGEST_QUOTE = 15;

    private PartRows() {}

    private static void structure(CheckedMessage message, Findings found) throws MessagingException {
        if (!message.hasBothParts()) {
            found.add("it is not multipart/alternative with plain text before HTML");
            return;
        }
        if (message.text().isBlank()) {
            found.add("a part is empty: the text part", Spot.text(""));
        }
        if (message.document().text().isBlank()) {
            found.add("a part is empty: the HTML part", Spot.html(""));
        }
        for (BodyPart part : message.parts()) {
            if (!part.getContentType().toLowerCase(Locale.ROOT).contains("charset=utf-8")) {
                found.add("a part is not UTF-8");
            }
        }
    }

    private static void encoding(CheckedMessage message, Findings found) throws MessagingException {
        for (BodyPart part : message.parts()) {
            String encoding = ((MimePart) part).getEncoding();
            if (!"quoted-printable".equals(encoding) && !"base64".equals(encoding)) {
                found.add("a part is not sent as quoted-printable or base64");
            }
        }
    }

    private static void weight(CheckedMessage message, Findings found) throws MessagingException {
        for (Element link : message.document().select("a[href]")) {
            String href = link.attr("href");
            if (!href.matches("(?s)(https?://|mailto:|tel:).*")) {
                found.add("a link is not absolute: " + href, Spot.html(href));
            } else if (href.startsWith("http://") && !message.isLocal(href)) {
                found.add("a link is not https: " + href, Spot.html(href));
            }
        }
        for (Element picture : message.document().select("img:not([alt])")) {
            found.add("a picture has no alt text", Spot.at(picture));
        }
        if (message.hasBothParts() && message.parts().get(1).getSize() > CLIPPED) {
            found.add("the HTML part is over 102 KB, where Gmail cuts it off", Spot.html(""));
        }
    }

    private static void parity(CheckedMessage message, Findings found) {
        for (Element link : message.document().select("a[href]")) {
            String href = link.attr("href");
            if (!href.startsWith("mailto:") && !message.text().contains(href)) {
                found.add("a link of the HTML part is not in the text part: " + href, Spot.html(href));
            }
        }
        String text = squeezed(message.text());
        for (Element headline : message.document().select("h1, h2, h3")) {
            if (!text.contains(squeezed(headline.text()))) {
                found.add("a headline is not in the text part: " + headline.text(), Spot.html(headline.text()));
            }
        }
        String both = message.html() + message.text();
        if (both.chars().anyMatch(character -> character >= 0xE000 && character <= 0xF8FF)) {
            found.add("a slot was not filled", Spot.html(""));
        }
        templates(message, both, found);
    }

    /** An article may well write about templates, so this alone stops nothing. */
    private static void templates(CheckedMessage message, String both, Findings found) {
        List<String> quotes = message.document()
                .body()
                .nodeStream(TextNode.class)
                .map(TextNode::text)
                .filter(text -> TEMPLATE.matcher(text).find())
                .map(PartRows::quoted)
                .toList();
        String sentence = "there is \"${\" or \"<#\" in it, as in a template";
        quotes.forEach(quote -> found.warn(sentence, Spot.html(quote)));
        if (quotes.isEmpty() && (TEMPLATE.matcher(both).find() || both.contains("&lt;#"))) {
            found.warn(sentence, Spot.html(""));
        }
    }

    /** What looks like a template's, with some of what follows it. */
    private static String quoted(String text) {
        Matcher sign = TEMPLATE.matcher(text);
        return sign.find() ? text.substring(sign.start(), Math.min(text.length(), sign.start() + LONGEST_QUOTE)) : "";
    }

    /** Without white space and soft hyphens: text is wrapped, and long words may be divided. */
    static String squeezed(String text) {
        return text.replaceAll("[\\s\u00A0\u00AD]+", "");
    }
}

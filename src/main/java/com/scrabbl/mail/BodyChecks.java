package com.scrabbl.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimePart;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Rows C11 to C15, and C32 of the links in them: the two parts. */
final class BodyChecks {

    private static final int CLIPPED = 102_000;

    void check(CheckedMessage message, List<MessageFinding> findings) throws MessagingException {
        Document html = Jsoup.parse(message.html());
        if (structure(message, html, findings)) {
            links(message, html, findings);
            words(message, html, findings);
            size(message, html, findings);
        }
    }

    private static boolean structure(CheckedMessage message, Document html, List<MessageFinding> findings)
            throws MessagingException {
        List<BodyPart> parts = message.parts();
        boolean alternative = message.mime().isMimeType("multipart/alternative")
                && parts.size() == 2
                && parts.get(0).isMimeType("text/plain")
                && parts.get(1).isMimeType("text/html");
        if (!alternative) {
            findings.add(
                    new MessageFinding("C11", true, "it is not multipart/alternative with plain text before HTML"));
            return false;
        }
        if (message.text().isBlank() || html.text().isBlank()) {
            findings.add(new MessageFinding("C11", true, "a part is empty"));
        }
        for (BodyPart part : parts) {
            if (!part.getContentType().toLowerCase(Locale.ROOT).contains("charset=utf-8")) {
                findings.add(new MessageFinding("C11", true, "a part is not UTF-8"));
            }
            String encoding = ((MimePart) part).getEncoding();
            if (!"quoted-printable".equals(encoding) && !"base64".equals(encoding)) {
                findings.add(new MessageFinding("C12", true, "a part is not sent as quoted-printable or base64"));
            }
        }
        return true;
    }

    private static void links(CheckedMessage message, Document html, List<MessageFinding> findings) {
        String recipient = message.recipient().toLowerCase(Locale.ROOT);
        for (Element link : html.select("a[href]")) {
            String href = link.attr("href");
            String address = href.toLowerCase(Locale.ROOT).replace("%40", "@");
            if (!href.startsWith("mailto:") && address.contains(recipient)) {
                findings.add(new MessageFinding("C32", false, "the recipient's address is in a link: " + href));
            }
            if (!href.startsWith("mailto:") && !message.text().contains(href)) {
                findings.add(
                        new MessageFinding("C15", true, "a link of the HTML part is not in the text part: " + href));
            }
            if (!href.startsWith("https://") && !href.startsWith("http://") && !href.startsWith("mailto:")) {
                findings.add(new MessageFinding("C14", false, "a link is not absolute: " + href));
            }
        }
    }

    private static void words(CheckedMessage message, Document html, List<MessageFinding> findings) {
        String text = squeezed(message.text());
        for (Element headline : html.select("h1, h2, h3")) {
            if (!text.contains(squeezed(headline.text()))) {
                findings.add(new MessageFinding("C15", true, "a headline is not in the text part: " + headline.text()));
            }
        }
        String both = message.html() + message.text();
        if (both.chars().anyMatch(character -> character >= 0xE000 && character <= 0xF8FF)) {
            findings.add(new MessageFinding("C15", true, "a slot was not filled"));
        }
        // An article may well write about templates, so this alone stops nothing.
        if (both.contains("${") || both.contains("<#") || both.contains("&lt;#")) {
            findings.add(new MessageFinding("C15", false, "there is \"${\" or \"<#\" in it, as in a template"));
        }
    }

    /** Without white space and soft hyphens: text is wrapped, and long words may be divided. */
    private static String squeezed(String text) {
        return text.replaceAll("[\\s\u00A0\u00AD]+", "");
    }

    private static void size(CheckedMessage message, Document html, List<MessageFinding> findings)
            throws MessagingException {
        if (message.parts().get(1).getSize() > CLIPPED) {
            findings.add(new MessageFinding("C14", false, "the HTML part is over 102 KB, where Gmail cuts it off"));
        }
        if (!html.select("img:not([alt])").isEmpty()) {
            findings.add(new MessageFinding("C14", false, "a picture has no alt text"));
        }
    }
}

package com.scrabbl.mail.check;

import jakarta.mail.MessagingException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/** Pictures, and where links and pictures come from. */
final class PictureRows {

    static final List<CheckRow> ROWS = List.of(
            CheckRow.advice("E03", "Pictures with a width and a height in pixels", PictureRows::size),
            CheckRow.advice("E04", "Links that say where they lead", PictureRows::words),
            CheckRow.advice("E05", "Addresses that lead where they say", PictureRows::addresses),
            CheckRow.advice("E18", "No dark logo on a transparent ground", PictureRows::ground),
            CheckRow.advice("E23", "A mail that can be read without its pictures", PictureRows::without));

    private static final Set<String> SHORTENERS = Set.of(
            "bit.ly",
            "tinyurl.com",
            "t.co",
            "goo.gl",
            "ow.ly",
            "is.gd",
            "buff.ly",
            "rebrand.ly",
            "cutt.ly",
            "lnkd.in",
            "tiny.cc",
            "t.ly");

    private static final int LARGE = 200;
    private static final int LEAST_WORDS = 100;

    private PictureRows() {}

    private static void size(CheckedMessage message, Findings found) {
        for (Element picture : message.document().select("img")) {
            for (String side : List.of("width", "height")) {
                if (!picture.attr(side).matches("[1-9][0-9]{0,4}")) {
                    found.add("a picture has no %s in pixels as attribute".formatted(side), Spot.at(picture));
                }
            }
        }
    }

    private static void words(CheckedMessage message, Findings found) {
        for (Element link : message.document().select("a[href]")) {
            String alts = String.join(" ", link.select("img").eachAttr("alt"));
            if (link.text().isBlank() && alts.isBlank()) {
                found.add("a link has no words, and no picture in it has an alt text", Spot.at(link));
            } else if (!link.text().isBlank() && Words.sayNothing(link.text())) {
                found.add("a link says “%s” and not where it leads".formatted(link.text()), Spot.at(link));
            }
        }
    }

    private static void addresses(CheckedMessage message, Findings found) throws MessagingException {
        for (Element element : message.document().select("[href], [src], [background]")) {
            String address = element.hasAttr("href")
                    ? element.attr("href")
                    : element.attr(element.hasAttr("src") ? "src" : "background");
            String scheme = address.replaceFirst("(?s):.*", "").strip().toLowerCase(Locale.ROOT);
            if (scheme.equals("javascript") || scheme.equals("vbscript") || scheme.equals("data")) {
                found.block("an address is of the kind %s:".formatted(scheme), Spot.at(element));
            } else if (!element.tagName().equals("a") && !address.startsWith("https://") && !message.isLocal(address)) {
                found.add("a picture's address is not https: " + address, Spot.at(element));
            } else if (SHORTENERS.contains(host(address))) {
                found.add("an address is of a shortener, which filters distrust: " + address, Spot.at(element));
            }
        }
    }

    private static String host(String address) {
        try {
            String host = URI.create(address).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** What is in the file cannot be seen here: a ground of its own keeps it readable whatever it is. */
    private static void ground(CheckedMessage message, Findings found) {
        for (Element picture : message.document().select("img")) {
            String path = picture.attr("src").replaceFirst("[?#].*", "").toLowerCase(Locale.ROOT);
            if (path.matches(".*\\.(png|svg|webp|gif)")
                    && !InlineStyle.of(picture).has("background-color")) {
                found.add(
                        "a picture that may be transparent has no ground of its own: a dark one is lost on dark",
                        Spot.at(picture));
            }
        }
    }

    private static void without(CheckedMessage message, Findings found) {
        for (Element picture : message.document().select("img[alt]")) {
            if (picture.attr("width").matches("[0-9]{1,6}")
                    && Integer.parseInt(picture.attr("width")) > LARGE
                    && picture.attr("alt").isBlank()) {
                found.add("a large picture leaves a hole where pictures are not loaded", Spot.at(picture));
            }
        }
        for (Element heading : message.document().select("h1, h2, h3")) {
            if (heading.text().isBlank() && !heading.select("img").isEmpty()) {
                found.add("a headline is a picture", Spot.at(heading));
            }
        }
        if (message.document().text().length() < LEAST_WORDS
                && !message.document().select("img").isEmpty()) {
            found.add("there is hardly a word beside its pictures", Spot.html(""));
        }
    }
}

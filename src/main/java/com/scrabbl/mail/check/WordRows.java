package com.scrabbl.mail.check;

import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** What is written, in both parts and in the subject. */
final class WordRows {

    static final List<CheckRow> ROWS = List.of(
            CheckRow.advice("E13", "No filler", WordRows::filler),
            CheckRow.advice("E14", "No broken characters", WordRows::characters),
            CheckRow.advice("E15", "A preview that says more than the subject", WordRows::preview),
            CheckRow.advice("E19", "Escaped once", WordRows::escaping),
            CheckRow.advice("E20", "Numbers in addresses as machines write them", WordRows::numbers),
            CheckRow.advice("E21", "No holes where something was missing", WordRows::holes),
            CheckRow.advice("E24", "A text part in the order of the HTML, in lines that fit", WordRows::text),
            CheckRow.advice("E28", "A subject that a phone shows", WordRows::subject));

    private static final Pattern FILLER = Pattern.compile("[\u00A0\u034F\u2007\u200B-\u200F\uFEFF]{2,}");
    private static final int MOST_SPACES = 10;
    private static final Pattern BROKEN = Pattern.compile("[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFD&&[^\r]]");
    private static final Pattern TWICE = Pattern.compile("&amp;(amp|lt|gt|quot|nbsp|#[0-9]{2,4}|#x[0-9A-Fa-f]{2,4});");
    private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt|quot|nbsp|#[0-9]{2,4}|#x[0-9A-Fa-f]{2,4});");
    private static final Pattern LOCAL_NUMBER = Pattern.compile(
            "=[0-9]{1,3}([,'\u00A0\u202F][0-9]{3})+(?![0-9])|[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]");
    private static final Pattern LOCAL_LENGTH = Pattern.compile("[0-9][.,'\u00A0\u202F][0-9]{3}");
    private static final int LONGEST_LINE = 76;
    private static final int LONGEST_SUBJECT = 50;
    private static final int LONGEST_PREVIEW = 140;

    private WordRows() {}

    private static void filler(CheckedMessage message, Findings found) {
        Matcher filler = FILLER.matcher(message.document().wholeText());
        if (filler.find()) {
            found.add(
                    "%d characters that nobody sees stand in a row"
                            .formatted(filler.group().length()),
                    Spot.html(filler.group()));
        }
        long spaces = message.document()
                .wholeText()
                .chars()
                .filter(character -> character == '\u00A0')
                .count();
        if (spaces > MOST_SPACES) {
            found.add("there are %d spaces that don't break".formatted(spaces), Spot.html("&nbsp;"));
        }
    }

    private static void characters(CheckedMessage message, Findings found) throws MessagingException {
        broken(message.html(), found, false);
        broken(message.text(), found, true);
        Matcher subject = BROKEN.matcher(message.subject());
        if (subject.find()) {
            found.add(
                    "the subject has the character U+%04X"
                            .formatted((int) subject.group().charAt(0)),
                    Spot.SUBJECT);
        }
    }

    private static void broken(String part, Findings found, boolean text) {
        Matcher broken = BROKEN.matcher(part);
        if (broken.find()) {
            String around =
                    part.substring(Math.max(0, broken.start() - 10), Math.min(part.length(), broken.end() + 10));
            found.add(
                    "a part has the character U+%04X"
                            .formatted((int) broken.group().charAt(0)),
                    text ? Spot.text(around) : Spot.html(around));
        }
    }

    private static void preview(CheckedMessage message, Findings found) throws MessagingException {
        for (Element element : message.document().body().select("*")) {
            if (element.tagName().equals("img") && !element.attr("alt").isBlank()) {
                found.add("the preview begins with a picture's alt text", Spot.at(element));
                return;
            }
            if (!element.ownText().isBlank()) {
                preview(element, message.subject(), found);
                return;
            }
        }
    }

    private static void preview(Element first, String subject, Findings found) {
        String line = first.text().strip();
        if (line.equalsIgnoreCase(subject.strip())) {
            found.add("the preview repeats the subject", Spot.at(first));
        } else if (first.closest("a") != null || Words.sayNothing(line)) {
            found.add("the preview begins with the link “%s”".formatted(line), Spot.at(first));
        } else if (line.length() > LONGEST_PREVIEW) {
            found.add(
                    "the preview is %d characters long; mailboxes show 130 at the most".formatted(line.length()),
                    Spot.at(first));
        }
    }

    private static void escaping(CheckedMessage message, Findings found) throws MessagingException {
        Matcher twice = TWICE.matcher(message.html());
        if (twice.find()) {
            found.add("something is escaped twice: " + twice.group(), Spot.html(twice.group()));
        }
        Matcher entity = ENTITY.matcher(message.text());
        if (entity.find()) {
            found.add("the text part has an entity: " + entity.group(), Spot.text(entity.group()));
        }
        Matcher subject = ENTITY.matcher(message.subject());
        if (subject.find()) {
            found.add("the subject has an entity: " + subject.group(), Spot.SUBJECT);
        }
    }

    private static void numbers(CheckedMessage message, Findings found) {
        for (Element element : message.document().select("[href], [src]")) {
            String address = element.attr(element.hasAttr("href") ? "href" : "src");
            if (LOCAL_NUMBER.matcher(address).find()) {
                found.add("a number in an address is written as a language writes it: " + address, Spot.at(element));
            }
        }
        for (Element element : message.document().select("[width], [height]")) {
            if (LOCAL_LENGTH
                    .matcher(element.attr("width") + " " + element.attr("height"))
                    .find()) {
                found.add("a width or height is written as a language writes it", Spot.at(element));
            }
        }
    }

    private static void holes(CheckedMessage message, Findings found) {
        for (Element element : message.document().select("h1, h2, h3, h4, p, li, a")) {
            if (!element.hasText() && element.select("img").isEmpty()) {
                found.add("a <%s> is empty".formatted(element.tagName()), Spot.at(element));
            } else if (element.text().matches("(?i)null|undefined|none|nan")) {
                found.add("a <%s> says “%s”".formatted(element.tagName(), element.text()), Spot.at(element));
            }
        }
        List<Element> headings = message.document().select("h2, h3");
        for (int i = 0; i < headings.size(); i++) {
            boolean last = i + 1 == headings.size();
            if (headings.get(i).tagName().equals("h2")
                    && !last
                    && headings.get(i + 1).tagName().equals("h2")
                    && headings.get(i).nextElementSibling() == null
                    && headings.stream().anyMatch(heading -> heading.tagName().equals("h3"))) {
                found.add(
                        "a section has no story: " + headings.get(i).text(),
                        Spot.html(headings.get(i).text()));
            }
        }
        Matcher sign = Pattern.compile("\\(\\s*[,·]?\\s*\\)|[·,]\\s*[·,]|·\\s*$", Pattern.MULTILINE)
                .matcher(message.text());
        if (sign.find()) {
            found.add(
                    "the text part has a sign with nothing beside it: “%s”"
                            .formatted(sign.group().strip()),
                    Spot.text(sign.group()));
        }
    }

    private static void text(CheckedMessage message, Findings found) {
        message.text()
                .lines()
                .filter(line -> line.codePointCount(0, line.length()) > LONGEST_LINE && !line.contains("://"))
                .forEach(line -> found.add("a line of the text part is longer than 76 characters", Spot.text(line)));
        String text = PartRows.squeezed(message.text());
        int from = 0;
        for (Element headline : message.document().select("h1, h2, h3")) {
            String squeezed = PartRows.squeezed(headline.text());
            int at = text.indexOf(squeezed, from);
            if (at < 0 && text.contains(squeezed)) {
                found.add("the text part has another order: " + headline.text(), Spot.text(headline.text()));
                return;
            }
            from = at < 0 ? from : at + squeezed.length();
        }
    }

    private static void subject(CheckedMessage message, Findings found) throws MessagingException {
        String subject = message.subject().strip();
        int length = subject.codePointCount(0, subject.length());
        if (length > LONGEST_SUBJECT) {
            found.add("the subject has %d characters; a phone shows 33 to 50".formatted(length), Spot.SUBJECT);
        }
        if (length > 10
                && subject.equals(subject.toUpperCase(Locale.ROOT))
                && !subject.equals(subject.toLowerCase(Locale.ROOT))) {
            found.add("the subject is in capitals", Spot.SUBJECT);
        }
    }
}

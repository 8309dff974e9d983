package com.scrabbl.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;

/** Tells what makes a message large: its parts, and how many links and pictures its page has. */
final class MessageWeight {

    private static final Pattern LINK = Pattern.compile("<a\\s", Pattern.CASE_INSENSITIVE);
    private static final Pattern PICTURE = Pattern.compile("<img\\s", Pattern.CASE_INSENSITIVE);

    private MessageWeight() {}

    /** Such as {@code HTML 15,210 with 12 links and 3 pictures, text 5,004}; empty when it cannot be told. */
    static String of(WireMessage message) {
        try {
            List<String> parts = new ArrayList<>();
            add(
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message.octets())),
                    parts);
            return String.join(", ", parts);
        } catch (MessagingException | IOException e) {
            return "";
        }
    }

    private static void add(Part part, List<String> parts) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                add(several.getBodyPart(i), parts);
            }
        } else if (part.isMimeType("text/html")) {
            String page = String.valueOf(part.getContent());
            parts.add("HTML %s with %d links and %d pictures"
                    .formatted(number(part.getSize()), count(LINK, page), count(PICTURE, page)));
        } else {
            parts.add((part.isMimeType("text/plain") ? "text" : "attachment") + " " + number(part.getSize()));
        }
    }

    private static long count(Pattern pattern, String page) {
        return pattern.matcher(page).results().count();
    }

    static String number(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes);
    }
}

package com.scrabbl.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as the checks look at it.
 *
 * @param recipient the envelope's
 * @param wire the octets, each as one character
 * @param mime the same, parsed
 * @param text the decoded text part, empty when there is none
 * @param html the decoded HTML part, empty when there is none
 */
record CheckedMessage(String recipient, String wire, MimeMessage mime, List<BodyPart> parts, String text, String html) {

    static CheckedMessage read(byte[] message, String recipient) throws MessagingException, IOException {
        MimeMessage mime = new MimeMessage(null, new ByteArrayInputStream(message));
        List<BodyPart> parts = List.of();
        if (mime.getContent() instanceof MimeMultipart multipart) {
            BodyPart[] found = new BodyPart[multipart.getCount()];
            for (int i = 0; i < found.length; i++) {
                found[i] = multipart.getBodyPart(i);
            }
            parts = List.of(found);
        }
        return new CheckedMessage(
                recipient,
                new String(message, StandardCharsets.ISO_8859_1),
                mime,
                parts,
                content(parts, "text/plain"),
                content(parts, "text/html"));
    }

    private static String content(List<BodyPart> parts, String type) throws MessagingException, IOException {
        for (BodyPart part : parts) {
            if (part.isMimeType(type)) {
                return String.valueOf(part.getContent());
            }
        }
        return "";
    }

    List<String> headers(String name) throws MessagingException {
        String[] values = mime.getHeader(name);
        return values == null ? List.of() : List.of(values);
    }

    /** The header's text on one line, decoded; null when it is not there exactly once. */
    @Nullable
    String header(String name) throws MessagingException {
        List<String> values = headers(name);
        return values.size() == 1
                ? values.get(0).replaceAll("\\r\\n(?=[ \\t])", "").strip()
                : null;
    }

    /** What is between the angle brackets of List-Unsubscribe; empty when there is no such header. */
    List<String> unsubscribeAddresses() throws MessagingException {
        String value = header("List-Unsubscribe");
        return value == null
                ? List.of()
                : List.of(value.split(",")).stream()
                        .map(String::strip)
                        .filter(uri -> uri.startsWith("<") && uri.endsWith(">"))
                        .map(uri -> uri.substring(1, uri.length() - 1))
                        .toList();
    }
}

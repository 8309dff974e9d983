package com.scrabbl.mail.check;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * A message as the checks look at it.
 *
 * @param recipient the envelope's
 * @param sentAt when it goes out
 * @param https whether readers reach the installation by https
 * @param wire the octets, each as one character
 * @param mime the same, parsed
 * @param text the decoded text part, empty when there is none
 * @param html the decoded HTML part, empty when there is none
 * @param document the same, parsed; what only Outlook on Windows reads is a comment in it
 */
record CheckedMessage(
        String recipient,
        Instant sentAt,
        boolean https,
        String wire,
        MimeMessage mime,
        List<BodyPart> parts,
        String text,
        String html,
        Document document) {

    static CheckedMessage read(byte[] message, String recipient, Instant sentAt, boolean https)
            throws MessagingException, IOException {
        MimeMessage mime = new MimeMessage(null, new ByteArrayInputStream(message));
        List<BodyPart> parts = List.of();
        if (mime.getContent() instanceof MimeMultipart multipart) {
            BodyPart[] found = new BodyPart[multipart.getCount()];
            for (int i = 0; i < found.length; i++) {
                found[i] = multipart.getBodyPart(i);
            }
            parts = List.of(found);
        }
        String html = content(parts, "text/html");
        return new CheckedMessage(
                recipient,
                sentAt,
                https,
                new String(message, StandardCharsets.ISO_8859_1),
                mime,
                parts,
                content(parts, "text/plain"),
                html,
                Jsoup.parse(html));
    }

    private static String content(List<BodyPart> parts, String type) throws MessagingException, IOException {
        for (BodyPart part : parts) {
            if (part.isMimeType(type)) {
                return String.valueOf(part.getContent());
            }
        }
        return "";
    }

    /** Whether it has the two parts that the other rows look at. */
    boolean hasBothParts() throws MessagingException {
        return mime.isMimeType("multipart/alternative")
                && parts.size() == 2
                && parts.get(0).isMimeType("text/plain")
                && parts.get(1).isMimeType("text/html");
    }

    /** The decoded subject; empty when there is none. */
    String subject() throws MessagingException {
        String subject = mime.getSubject();
        return subject == null ? "" : subject;
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

    /** The address at which the reader leaves the list; empty when the head has none. */
    String unsubscribeLink() throws MessagingException {
        return unsubscribeAddresses().stream()
                .filter(uri -> uri.startsWith("http"))
                .findFirst()
                .orElse("");
    }

    /** Whether it leads to this installation while readers do not reach that by https: one row tells of it, for all. */
    boolean isLocal(String address) throws MessagingException {
        String leave = unsubscribeLink();
        int end = leave.indexOf('/', "https://".length());
        boolean own = end > 0 && address.startsWith(leave.substring(0, end + 1));
        return !https && (own || address.matches("(?s)http://localhost(:[0-9]+)?/.*"));
    }
}

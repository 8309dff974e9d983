package com.scrabbl.bench;

import com.scrabbl.proofs.Engine;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A message of the product as it came over the wire, for all that is compared with it.
 *
 * @param subject decoded
 * @param html its part, decoded
 * @param text likewise
 * @param reader the name by which it greets
 */
record Message(String wire, String subject, String html, String text, String reader) {

    private static final int HANDFUL = 5;

    /** Has the product send one edition to a handful of readers, and takes the first of their messages. */
    static Message ofTheProduct() {
        try (SlowRelay relay = new SlowRelay(Duration.ZERO)) {
            Installation.filled("message", Engine.H2, HANDFUL, 1, relay.port()).send();
            return parsed(relay.first());
        }
    }

    private static Message parsed(String wire) {
        try {
            MimeMessage message =
                    new MimeMessage(null, new ByteArrayInputStream(wire.getBytes(StandardCharsets.ISO_8859_1)));
            String text = required(part(message, "text/plain"), "text/plain");
            String reader = text.lines()
                    .flatMap(line -> java.util.regex.Pattern.compile("Reader \\d+")
                            .matcher(line)
                            .results())
                    .map(java.util.regex.MatchResult::group)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("It greets nobody: " + text));
            return new Message(
                    wire, message.getSubject(), required(part(message, "text/html"), "text/html"), text, reader);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return (String) part.getContent();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int number = 0; number < parts.getCount(); number++) {
                BodyPart body = parts.getBodyPart(number);
                String found = part(body, type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static String required(@Nullable String part, String type) {
        if (part == null) {
            throw new IllegalStateException("The message has no part " + type);
        }
        return part;
    }

    int bytes() {
        return wire.length();
    }

    /** The same with the line ends of a file, as smtp-source wants it. */
    Path file() {
        Path file = Machine.folder("message").resolve("message.eml");
        try {
            Files.write(file, wire.replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}

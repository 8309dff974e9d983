package com.scrabbl.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message as a mail program shows it. Each part is read when it is asked for. */
public final class ReadableMessage {

    private final MimeMessage message;

    /** Nothing of the message is read yet. */
    public ReadableMessage(MimeMessage message) {
        this.message = message;
    }

    /**
     * Reads a message as it goes on the wire.
     *
     * @throws IllegalStateException when it is none
     */
    public static ReadableMessage read(byte[] message) {
        try {
            return new ReadableMessage(new MimeMessage(null, new ByteArrayInputStream(message)));
        } catch (MessagingException e) {
            throw new IllegalStateException("A message can't be read: " + e.getMessage(), e);
        }
    }

    /** The decoded subject; empty if there is none. */
    public String subject() {
        return read(message::getSubject).orElse("");
    }

    /** The decoded sender, {@code Name <address>}; empty if there is none. */
    public String from() {
        return read(() -> message.getHeader("From", ", "))
                .flatMap(from -> read(() -> MimeUtility.decodeText(MimeUtility.unfold(from))))
                .orElse("");
    }

    /** The HTML part, if there is one. */
    public Optional<String> html() {
        return read(() -> first(message, "text/html"));
    }

    /** The plain text part, if there is one. */
    public Optional<String> text() {
        return read(() -> first(message, "text/plain"));
    }

    /** The whole message as it came over the wire. */
    public String source() {
        return read(() -> {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    message.writeTo(bytes);
                    return bytes.toString(StandardCharsets.UTF_8);
                })
                .orElseThrow();
    }

    private static @Nullable String first(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return (String) part.getContent();
        }
        if (part.isMimeType("multipart/*")) {
            Multipart parts = (Multipart) part.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                String found = first(parts.getBodyPart(i), type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private interface Reading {
        @Nullable
        String read() throws MessagingException, IOException;
    }

    private static Optional<String> read(Reading reading) {
        try {
            return Optional.ofNullable(reading.read());
        } catch (MessagingException e) {
            throw new IllegalStateException("A message can't be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("A message can't be read: " + e.getMessage(), e);
        }
    }
}

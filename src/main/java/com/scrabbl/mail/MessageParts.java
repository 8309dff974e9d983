package com.scrabbl.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The two parts of a message as its reader sees them, decoded. */
public record MessageParts(String html, String text) {

    /**
     * Reads a message of ours.
     *
     * @throws IllegalStateException if it cannot be read, which a message of ours always can
     */
    public static MessageParts of(byte[] message) {
        try {
            CheckedMessage read = CheckedMessage.read(message, "");
            return new MessageParts(read.html(), read.text());
        } catch (MessagingException e) {
            throw new IllegalStateException("The message cannot be read back: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.scrabbl.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;

/**
 * What a reader sees of a message.
 *
 * @param text the text part, CRLF line ends; empty when there is none
 * @param html the HTML part, CRLF line ends; empty when there is none
 */
public record DecodedMessage(String subject, String text, String html) {

    /**
     * Takes a message apart.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static DecodedMessage read(byte[] message) {
        try {
            CheckedMessage parsed = CheckedMessage.read(message, "");
            return new DecodedMessage(String.valueOf(parsed.mime().getSubject()), parsed.text(), parsed.html());
        } catch (MessagingException | IOException e) {
            throw new IllegalArgumentException("It cannot be read as a message: " + e.getMessage(), e);
        }
    }
}

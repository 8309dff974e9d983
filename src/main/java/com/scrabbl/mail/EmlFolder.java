package com.scrabbl.mail;

import com.scrabbl.files.OwnerOnly;
import com.scrabbl.mail.Answer.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A folder that takes messages as a relay would, each into a file {@code <percent-encoded address>.eml}. */
public final class EmlFolder implements MailTransport, MailConnection {

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";

    private final Path folder;

    /**
     * Makes the folder if it does not exist.
     *
     * @throws UncheckedIOException when it cannot be made
     */
    public EmlFolder(Path folder) {
        this.folder = folder;
        try {
            OwnerOnly.folder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** The name of the file for a recipient: all but the unreserved characters of RFC 3986 section 2.3 as {@code %XX}. */
    public static String fileName(String recipient) {
        StringBuilder name = new StringBuilder();
        for (byte octet : recipient.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            if (PLAIN.indexOf(character) >= 0) {
                name.append(character);
            } else {
                name.append('%').append(String.format("%02X", octet & 0xFF));
            }
        }
        return name + ".eml";
    }

    @Override
    public MailConnection open() {
        return this;
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public Answer send(Outgoing message, Next next) {
        try (OutputStream out = OwnerOnly.write(folder.resolve(fileName(message.to())))) {
            out.write(message.content().octets());
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be written: " + e.getMessage(), e);
        }
        return new Answer(
                Outcome.ACCEPTED, Stage.DOT, new SmtpReply(250, null, "written"), null, name(), Duration.ZERO);
    }

    @Override
    public boolean usable() {
        return true;
    }

    @Override
    public void close() {
        // Every file is complete.
    }
}

package com.scrabbl.mail.check;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks raw messages as the big receivers do, by the rows of the {@link Checklist}. One instance looks at the messages of
 * one edition, since no two of them may share a Message-ID. For one thread.
 */
public final class MessageChecks {

    private final boolean https;
    private final Set<String> ids = new HashSet<>();

    /**
     * @param https whether readers reach the installation by https; else the links lead to this machine alone, and the rows
     *     that want https only warn
     */
    public MessageChecks(boolean https) {
        this.https = https;
    }

    /**
     * What is wrong with a message; empty when nothing is.
     *
     * @param message as it goes on the wire
     * @param recipient of the envelope
     * @param sentAt when it goes out
     */
    public List<MessageFinding> check(byte[] message, String recipient, Instant sentAt) {
        Findings found = new Findings();
        try {
            CheckedMessage checked = CheckedMessage.read(message, recipient, sentAt, https);
            for (CheckRow row : Checklist.ROWS.values()) {
                row.look(checked, found);
            }
            String id = checked.header("Message-ID");
            if (id != null && !ids.add(id)) {
                found.of(HeaderRows.MESSAGE_ID);
                found.add("two messages have the Message-ID " + id);
            }
        } catch (MessagingException | IOException e) {
            found.of(HeaderRows.ONCE);
            found.add("it cannot be read as a message: " + e.getMessage());
        }
        return found.all();
    }
}

package com.scrabbl.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks raw messages as the big receivers do, by the rows of a checklist. One instance looks at the messages of one
 * edition, since no two of them may share a Message-ID. For one thread.
 */
public final class MessageChecks {

    private final HeaderChecks headers = new HeaderChecks();
    private final ListChecks lists;
    private final BodyChecks bodies;
    private final Set<String> ids = new HashSet<>();

    /**
     * @param publicUrlIsConfigured without a public URL the links lead to this machine, and the rows that want https only
     *     warn
     */
    public MessageChecks(boolean publicUrlIsConfigured) {
        lists = new ListChecks(publicUrlIsConfigured);
        bodies = new BodyChecks();
    }

    /**
     * What is wrong with a message; empty when nothing is.
     *
     * @param message as it goes on the wire
     * @param recipient of the envelope
     * @param sentAt when it goes out
     */
    public List<MessageFinding> check(byte[] message, String recipient, Instant sentAt) {
        List<MessageFinding> findings = new ArrayList<>();
        try {
            CheckedMessage checked = CheckedMessage.read(message, recipient);
            headers.check(checked, sentAt, findings);
            lists.check(checked, findings);
            bodies.check(checked, findings);
            String id = checked.header("Message-ID");
            if (id != null && !ids.add(id)) {
                findings.add(new MessageFinding("C03", true, "two messages have the Message-ID " + id));
            }
        } catch (MessagingException | IOException e) {
            findings.add(new MessageFinding("C01", true, "it cannot be read as a message: " + e.getMessage()));
        }
        return findings;
    }
}

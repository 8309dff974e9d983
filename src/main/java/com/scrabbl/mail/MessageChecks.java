package com.scrabbl.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks raw messages as the big receivers do, by the rows of a checklist. One instance looks at the messages of one
 * edition, since no two of them may share a Message-ID. For one thread.
 */
public final class MessageChecks {

    /** What is looked at, by the rows of the checklist. */
    public static final Map<String, String> ROWS = rows();

    private final HeaderChecks headers = new HeaderChecks();
    private final ListChecks lists;
    private final BodyChecks bodies;
    private final Set<String> ids = new HashSet<>();

    /**
     * @param https whether readers reach the installation by https; else the links lead to this machine alone, and the rows
     *     that want https only warn
     */
    public MessageChecks(boolean https) {
        lists = new ListChecks(https);
        bodies = new BodyChecks();
    }

    private static Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("C01", "The headers that every message has once");
        rows.put("C02", "One sender, not at a mailbox provider");
        rows.put("C03", "A Message-ID of its own");
        rows.put("C04", "The date of sending");
        rows.put("C05", "One recipient, that of the envelope");
        rows.put("C06", "Lines that are not too long");
        rows.put("C07", "Headers that are headers");
        rows.put("C08", "Headers in ASCII, other letters encoded");
        rows.put("C09", "A subject that is not empty and feigns no answer");
        rows.put("C10", "A sender’s name without the recipient");
        rows.put("C11", "A text part before an HTML part, both in UTF-8");
        rows.put("C12", "Parts encoded for any relay");
        rows.put("C14", "Absolute links, alt texts, less than 102 KB of HTML");
        rows.put("C15", "The same links and headlines in both parts, no slot left open");
        rows.put("C20", "A link to unsubscribe in the head, by https");
        rows.put("C21", "Leaving by one click");
        rows.put("C22", "A link to unsubscribe that nobody can guess");
        rows.put("C27", "A link to unsubscribe in both parts");
        rows.put("C28", "A List-Id");
        rows.put("C29", "List-Help and List-Post");
        rows.put("C30", "Auto-Submitted, so that nobody answers automatically");
        rows.put("C31", "A Feedback-ID, by which complaints are counted");
        rows.put("C32", "No address of the recipient in links");
        return Collections.unmodifiableMap(rows);
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

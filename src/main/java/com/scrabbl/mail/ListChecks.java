package com.scrabbl.mail;

import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Rows C20 to C22 and C27 to C32: what a list owes its readers and their providers. */
final class ListChecks {

    private static final Pattern LIST_ID = Pattern.compile("(?:.* )?<[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+>");
    private static final Pattern FEEDBACK_ID = Pattern.compile("[^:]*(?::[^:]*){0,2}:[^: ]{5,15}");
    /** Twenty characters that nobody guesses, at the end. */
    private static final Pattern OPAQUE = Pattern.compile(".*[/=][A-Za-z0-9._~-]{20,}");

    private final boolean strict;

    /** @param https whether a link that is not https blocks, or warns */
    ListChecks(boolean https) {
        strict = https;
    }

    void check(CheckedMessage message, List<MessageFinding> findings) throws MessagingException {
        unsubscribe(message, findings);
        if (!"List-Unsubscribe=One-Click".equals(message.header("List-Unsubscribe-Post"))) {
            findings.add(new MessageFinding("C21", true, "List-Unsubscribe-Post is not List-Unsubscribe=One-Click"));
        }
        headers(message, findings);
        feedback(message, findings);
    }

    private void unsubscribe(CheckedMessage message, List<MessageFinding> findings) throws MessagingException {
        List<String> addresses = message.unsubscribeAddresses();
        List<String> web =
                addresses.stream().filter(uri -> uri.startsWith("http")).toList();
        if (web.size() != 1 || !addresses.get(0).equals(web.get(0))) {
            findings.add(new MessageFinding("C20", true, "List-Unsubscribe does not begin with exactly one https URI"));
            return;
        }
        String link = web.get(0);
        if (!link.startsWith("https://")) {
            findings.add(new MessageFinding("C20", strict, "the address in List-Unsubscribe is not https"));
        }
        if (!OPAQUE.matcher(link).matches() || link.contains("@")) {
            findings.add(new MessageFinding("C22", true, "the address in List-Unsubscribe can be guessed"));
        }
        if (!message.html().contains(link.replace("&", "&amp;"))
                || !message.text().contains(link)) {
            findings.add(new MessageFinding("C27", true, "a part has no link to unsubscribe"));
        }
    }

    private static void headers(CheckedMessage message, List<MessageFinding> findings) throws MessagingException {
        String listId = message.header("List-Id");
        if (listId == null || listId.length() > 255 || !LIST_ID.matcher(listId).matches()) {
            findings.add(new MessageFinding("C28", false, "there is no List-Id of the form Name <list.domain>"));
        }
        if (message.header("List-Help") == null || !"NO".equals(message.header("List-Post"))) {
            findings.add(new MessageFinding("C29", false, "List-Help is missing, or List-Post is not NO"));
        }
        if (!"auto-generated".equals(message.header("Auto-Submitted"))) {
            findings.add(new MessageFinding("C30", false, "Auto-Submitted is not auto-generated"));
        }
    }

    private static void feedback(CheckedMessage message, List<MessageFinding> findings) throws MessagingException {
        String feedback = message.header("Feedback-ID");
        if (feedback == null || !FEEDBACK_ID.matcher(feedback).matches()) {
            findings.add(
                    new MessageFinding("C31", false, "Feedback-ID is not of the form campaign:segment:type:sender"));
        }
        String recipient = message.recipient().toLowerCase(Locale.ROOT);
        String links = (feedback + " " + message.unsubscribeAddresses()).toLowerCase(Locale.ROOT);
        if (links.contains(recipient) || links.contains(recipient.replace("@", "%40"))) {
            findings.add(new MessageFinding("C32", false, "the recipient's address is in a link or in Feedback-ID"));
        }
    }
}

package com.scrabbl.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows C01 to C09: the headers of any message, and its lines. */
final class HeaderChecks {

    private static final List<String> ONCE = List.of("From", "Date", "Message-ID", "Subject", "To", "MIME-Version");
    private static final List<String> AT_MOST_ONCE = List.of("Sender", "Reply-To", "Cc");
    private static final Set<String> MAILBOX_PROVIDERS = Set.of(
            "gmail.com",
            "googlemail.com",
            "yahoo.com",
            "outlook.com",
            "hotmail.com",
            "live.com",
            "icloud.com",
            "aol.com",
            "gmx.de",
            "web.de");
    private static final Pattern MESSAGE_ID = Pattern.compile("<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+>");
    private static final Pattern FAKE_ANSWER = Pattern.compile("(?i)^(re|fwd?|aw|wg)\\s*:.*");
    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?[^? ]+\\?[^? ]\\?[^? ]*\\?=");
    private static final Duration AWAY = Duration.ofMinutes(10);

    void check(CheckedMessage message, Instant sentAt, List<MessageFinding> findings) throws MessagingException {
        counts(message, findings);
        from(message, findings);
        id(message, findings);
        date(message, sentAt, findings);
        to(message, findings);
        lines(message, findings);
        subject(message, findings);
    }

    private static void counts(CheckedMessage message, List<MessageFinding> findings) throws MessagingException {
        for (String name : ONCE) {
            int count = message.headers(name).size();
            if (count != 1) {
                findings.add(must("C01", "the header %s is there %d times, not once".formatted(name, count)));
            }
        }
        for (String name : AT_MOST_ONCE) {
            if (message.headers(name).size() > 1) {
                findings.add(must("C01", "the header %s is there more than once".formatted(name)));
            }
        }
    }

    private static void from(CheckedMessage message, List<MessageFinding> findings) throws MessagingException {
        List<InternetAddress> from = addresses(message, "From");
        if (from.size() != 1) {
            findings.add(must("C02", "From is not one mailbox"));
            return;
        }
        String address = from.get(0).getAddress();
        String domain = address.substring(address.lastIndexOf('@') + 1);
        if (MAILBOX_PROVIDERS.contains(domain)) {
            findings.add(must("C02", "From is at " + domain + ", whose mail only " + domain + " may send"));
        }
        String name = from.get(0).getPersonal();
        if (name != null && name.contains(message.recipient())) {
            findings.add(advice("C10", "the sender's name has the recipient in it"));
        }
    }

    private static void id(CheckedMessage message, List<MessageFinding> findings) throws MessagingException {
        String id = message.header("Message-ID");
        if (id != null && !MESSAGE_ID.matcher(id).matches()) {
            findings.add(must("C03", "the Message-ID is not of the form <left@right>"));
        }
    }

    private static void date(CheckedMessage message, Instant sentAt, List<MessageFinding> findings)
            throws MessagingException {
        Date date = message.mime().getSentDate();
        if (date == null || Duration.between(date.toInstant(), sentAt).abs().compareTo(AWAY) > 0) {
            findings.add(must("C04", "the Date is none, or not within minutes of sending"));
        }
    }

    private static void to(CheckedMessage message, List<MessageFinding> findings) throws MessagingException {
        List<InternetAddress> to = addresses(message, "To");
        if (to.size() != 1 || !to.get(0).getAddress().equals(message.recipient())) {
            findings.add(must("C05", "To is not the one recipient of the envelope"));
        }
        if (!message.headers("Bcc").isEmpty() || !message.headers("Cc").isEmpty()) {
            findings.add(must("C05", "there are further recipients"));
        }
    }

    private static void lines(CheckedMessage message, List<MessageFinding> findings) {
        String wire = message.wire();
        if (wire.replace("\r\n", "").matches("(?s).*[\r\n].*")) {
            findings.add(must("C06", "a line does not end with CRLF"));
        }
        int headerEnd = wire.indexOf("\r\n\r\n");
        String head = headerEnd < 0 ? wire : wire.substring(0, headerEnd);
        if (wire.lines().anyMatch(line -> line.length() > 998)) {
            findings.add(must("C06", "a line is longer than 998 octets"));
        } else if (head.lines()
                .anyMatch(line -> line.length() > 78 && line.strip().contains(" "))) {
            findings.add(advice("C06", "a header's line is longer than 78 characters"));
        }
        if (head.lines().anyMatch(line -> !line.matches("[!-9;-~]+:.*|[ \t].*\\S.*"))) {
            findings.add(must("C07", "a line of the head is no header"));
        }
        if (wire.indexOf('\0') >= 0) {
            findings.add(must("C07", "there is a NUL in it"));
        }
        if (!head.chars().allMatch(character -> character < 0x7F)) {
            findings.add(must("C08", "a header is not ASCII"));
        }
        Matcher word = ENCODED_WORD.matcher(head);
        while (word.find()) {
            if (word.group().length() > 75) {
                findings.add(must("C08", "an encoded word is longer than 75 characters"));
            }
        }
    }

    private static void subject(CheckedMessage message, List<MessageFinding> findings) throws MessagingException {
        String subject = message.mime().getSubject();
        if (subject == null || subject.isBlank()) {
            findings.add(must("C09", "the subject is empty"));
        } else if (FAKE_ANSWER.matcher(subject).matches()) {
            findings.add(must("C09", "the subject looks like an answer: " + subject));
        }
    }

    private static List<InternetAddress> addresses(CheckedMessage message, String name) throws MessagingException {
        String value = message.header(name);
        try {
            return value == null ? List.of() : List.of(InternetAddress.parse(value, true));
        } catch (AddressException e) {
            return List.of();
        }
    }

    private static MessageFinding must(String row, String sentence) {
        return new MessageFinding(row, true, sentence);
    }

    private static MessageFinding advice(String row, String sentence) {
        return new MessageFinding(row, false, sentence);
    }
}

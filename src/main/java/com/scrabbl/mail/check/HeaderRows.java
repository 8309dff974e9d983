package com.scrabbl.mail.check;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The headers of any message, and its lines. */
final class HeaderRows {

    static final CheckRow ONCE = CheckRow.must("C01", "The headers that every message has once", HeaderRows::counts);
    static final CheckRow MESSAGE_ID = CheckRow.must("C03", "A Message-ID of its own", HeaderRows::id);

    static final List<CheckRow> ROWS = List.of(
            ONCE,
            CheckRow.must("C02", "One sender, not at a mailbox provider", HeaderRows::from),
            MESSAGE_ID,
            CheckRow.must("C04", "The date of sending", HeaderRows::date),
            CheckRow.must("C05", "One recipient, that of the envelope", HeaderRows::to),
            CheckRow.must("C06", "Lines that are not too long", HeaderRows::lines),
            CheckRow.must("C07", "Headers that are headers", HeaderRows::injected),
            CheckRow.must("C08", "Headers in ASCII, other letters encoded", HeaderRows::ascii),
            CheckRow.must("C09", "A subject that is not empty and feigns no answer", HeaderRows::subject),
            CheckRow.advice("C10", "A sender’s name that is a name", HeaderRows::displayName));

    private static final List<String> EXACTLY_ONCE =
            List.of("From", "Date", "Message-ID", "Subject", "To", "MIME-Version");
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
    private static final Pattern ID = Pattern.compile("<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+>");
    private static final Pattern FAKE_ANSWER = Pattern.compile("(?i)^(re|fwd?|aw|wg)\\s*:.*");
    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?[^? ]+\\?[^? ]\\?[^? ]*\\?=");
    private static final Pattern BADGE = Pattern.compile("[✓✔☑✅🗸🔵🛡]", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Duration AWAY = Duration.ofMinutes(10);

    private HeaderRows() {}

    private static void counts(CheckedMessage message, Findings found) throws MessagingException {
        for (String name : EXACTLY_ONCE) {
            int count = message.headers(name).size();
            if (count != 1) {
                found.add("the header %s is there %d times, not once".formatted(name, count));
            }
        }
        for (String name : AT_MOST_ONCE) {
            if (message.headers(name).size() > 1) {
                found.add("the header %s is there more than once".formatted(name));
            }
        }
    }

    private static void from(CheckedMessage message, Findings found) throws MessagingException {
        List<InternetAddress> from = addresses(message, "From");
        if (from.size() != 1) {
            found.add("From is not one mailbox");
            return;
        }
        String address = from.get(0).getAddress();
        String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        if (MAILBOX_PROVIDERS.contains(domain)) {
            found.add("From is at " + domain + ", whose mail only " + domain + " may send");
        }
    }

    private static void displayName(CheckedMessage message, Findings found) throws MessagingException {
        List<InternetAddress> from = addresses(message, "From");
        List<InternetAddress> to = addresses(message, "To");
        String name = from.size() == 1 ? from.get(0).getPersonal() : null;
        if (name == null) {
            return;
        }
        String reader = to.size() == 1 ? to.get(0).getPersonal() : null;
        if (name.contains(message.recipient()) || reader != null && reader.length() > 2 && name.contains(reader)) {
            found.add("the sender's name has the recipient in it");
        }
        if (BADGE.matcher(name).find()) {
            found.add("the sender's name has a sign in it that looks like a badge");
        }
        String subject = message.subject();
        if (!subject.isBlank() && name.contains(subject)) {
            found.add("the sender's name has the subject in it");
        }
    }

    private static void id(CheckedMessage message, Findings found) throws MessagingException {
        String id = message.header("Message-ID");
        if (id != null && !ID.matcher(id).matches()) {
            found.add("the Message-ID is not of the form <left@right>");
        }
    }

    private static void date(CheckedMessage message, Findings found) throws MessagingException {
        Date date = message.mime().getSentDate();
        if (date == null
                || Duration.between(date.toInstant(), message.sentAt()).abs().compareTo(AWAY) > 0) {
            found.add("the Date is none, or not within minutes of sending");
        }
    }

    private static void to(CheckedMessage message, Findings found) throws MessagingException {
        List<InternetAddress> to = addresses(message, "To");
        if (to.size() != 1 || !to.get(0).getAddress().equals(message.recipient())) {
            found.add("To is not the one recipient of the envelope");
        }
        if (!message.headers("Bcc").isEmpty() || !message.headers("Cc").isEmpty()) {
            found.add("there are further recipients");
        }
    }

    private static void lines(CheckedMessage message, Findings found) {
        String wire = message.wire();
        if (wire.replace("\r\n", "").matches("(?s).*[\r\n].*")) {
            found.add("a line does not end with CRLF");
        }
        if (wire.lines().anyMatch(line -> line.length() > 998)) {
            found.add("a line is longer than 998 octets");
        } else if (head(message)
                .lines()
                .anyMatch(line -> line.length() > 78 && line.strip().contains(" "))) {
            found.warn("a header's line is longer than 78 characters", Spot.HEAD);
        }
    }

    private static void injected(CheckedMessage message, Findings found) {
        if (head(message).lines().anyMatch(line -> !line.matches("[!-9;-~]+:.*|[ \t].*\\S.*"))) {
            found.add("a line of the head is no header");
        }
        if (message.wire().indexOf('\0') >= 0) {
            found.add("there is a NUL in it");
        }
    }

    private static void ascii(CheckedMessage message, Findings found) {
        String head = head(message);
        if (!head.chars().allMatch(character -> character < 0x7F)) {
            found.add("a header is not ASCII");
        }
        Matcher word = ENCODED_WORD.matcher(head);
        while (word.find()) {
            if (word.group().length() > 75) {
                found.add("an encoded word is longer than 75 characters");
            }
        }
    }

    private static void subject(CheckedMessage message, Findings found) throws MessagingException {
        String subject = message.subject();
        if (subject.isBlank()) {
            found.add("the subject is empty", Spot.SUBJECT);
        } else if (FAKE_ANSWER.matcher(subject).matches()) {
            found.add("the subject looks like an answer: " + subject, Spot.SUBJECT);
        }
    }

    private static String head(CheckedMessage message) {
        int end = message.wire().indexOf("\r\n\r\n");
        return end < 0 ? message.wire() : message.wire().substring(0, end);
    }

    private static List<InternetAddress> addresses(CheckedMessage message, String name) throws MessagingException {
        String value = message.header(name);
        try {
            return value == null ? List.of() : List.of(InternetAddress.parse(value, true));
        } catch (AddressException e) {
            return List.of();
        }
    }
}

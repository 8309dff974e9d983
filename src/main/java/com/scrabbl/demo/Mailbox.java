package com.scrabbl.demo;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.scrabbl.mail.ReadableMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The mail that the demo's relay took, reader by reader. It lives in memory and ends with the process. */
@Component
@Profile("demo")
class Mailbox {

    private final UserManager readers;
    private final ImapHostManager folders;

    Mailbox(GreenMail relay) {
        readers = relay.getUserManager();
        folders = readers.getImapHostManager();
    }

    /**
     * A reader and the newest mail.
     *
     * @param mails how many there are, at least one
     */
    record Reader(String address, int mails, Mail newest) {}

    /**
     * One mail in a reader's mailbox.
     *
     * @param number counts the reader's mails
     * @param takenAt when the relay took it
     */
    record Mail(long number, Instant takenAt, ReadableMessage message) {}

    /**
     * Readers whose address contains the text, by address.
     *
     * @param after only those whose address comes later; empty for the first ones
     */
    List<Reader> readers(String text, String after, int limit) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        List<Reader> found = new ArrayList<>();
        readers.findUsers(user ->
                        user.getEmail().contains(wanted) && user.getEmail().compareTo(after) > 0)
                .sorted(Comparator.comparing(GreenMailUser::getEmail))
                .takeWhile(user -> found.size() < limit)
                .forEach(user -> {
                    List<Mail> mails = mails(user);
                    if (!mails.isEmpty()) {
                        found.add(new Reader(user.getEmail(), mails.size(), mails.get(0)));
                    }
                });
        return found;
    }

    /** A reader's mails, the newest first; none for an address that got no mail. */
    List<Mail> mails(String address) {
        return Optional.ofNullable(readers.getUserByEmail(address))
                .map(this::mails)
                .orElse(List.of());
    }

    private List<Mail> mails(GreenMailUser reader) {
        List<StoredMessage> stored = new ArrayList<>(inbox(reader).getMessages());
        stored.sort(Comparator.comparingLong(StoredMessage::getUid).reversed());
        return stored.stream()
                .map(mail -> new Mail(
                        mail.getUid(), mail.getReceivedDate().toInstant(), new ReadableMessage(mail.getMimeMessage())))
                .toList();
    }

    private MailFolder inbox(GreenMailUser reader) {
        try {
            return folders.getInbox(reader);
        } catch (FolderException e) {
            throw new IllegalStateException("The mailbox of " + reader.getEmail() + " can't be opened", e);
        }
    }
}

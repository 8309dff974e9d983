package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.ReadableMessage;
import com.scrabbl.support.TestApplication;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;

/** What came for one reader. */
public final class Inbox {

    private Inbox() {}

    /** The one message that this address got. */
    public static ReadableMessage only(TestApplication application, String address) {
        List<MimeMessage> messages = Arrays.stream(application.relay().getReceivedMessages())
                .filter(message -> isTo(message, address))
                .toList();
        assertThat(messages).as("messages to " + address).hasSize(1);
        return new ReadableMessage(messages.get(0));
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            return ((InternetAddress) message.getRecipients(Message.RecipientType.TO)[0])
                    .getAddress()
                    .equals(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}

package com.scrabbl.mail;

import com.scrabbl.mail.MailConnection.Hindrance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a relay offers in its answer to EHLO (RFC 5321 section 4.1.1.1), and how an envelope is written for it.
 *
 * @param pipelining several commands at once (RFC 2920)
 * @param utf8 addresses that are not ASCII (RFC 6531)
 * @param size whether it wants to be told a message's size (RFC 1870)
 * @param largest octets of the largest message that it takes; 0 when it does not say
 */
record SmtpExtensions(boolean pipelining, boolean utf8, boolean size, long largest) {

    /** The stages of an envelope, in order. */
    static final List<Stage> ENVELOPE = List.of(Stage.MAIL, Stage.RCPT, Stage.DATA);

    static SmtpExtensions of(StagedTransport transport) {
        String size = transport.getExtensionParameter("SIZE");
        return new SmtpExtensions(
                transport.supportsExtension("PIPELINING"),
                transport.supportsExtension("SMTPUTF8"),
                transport.supportsExtension("SIZE"),
                size != null && size.strip().matches("\\d{1,18}") ? Long.parseLong(size.strip()) : 0);
    }

    /** Why a message cannot be handed to this relay; null when it can. */
    @Nullable
    Hindrance hindrance(Outgoing message) {
        if (message.international() && !utf8) {
            return new Hindrance(true, "the address needs SMTPUTF8, which the relay does not offer");
        }
        if (largest > 0 && message.content().length() > largest) {
            String weight = MessageWeight.of(message.content());
            return new Hindrance(
                    false,
                    "the relay takes " + MessageWeight.number(largest) + " bytes, the message has "
                            + MessageWeight.number(message.content().length())
                            + (weight.isEmpty() ? "" : " (" + weight + ")"));
        }
        return null;
    }

    /** All commands of a message's envelope, the line ends included. */
    String envelope(Outgoing message) {
        return command(Stage.MAIL, message) + command(Stage.RCPT, message) + command(Stage.DATA, message);
    }

    /** One of them. */
    String command(Stage stage, Outgoing message) {
        return switch (stage) {
            case MAIL ->
                "MAIL FROM:<" + message.from() + ">"
                        + (size ? " SIZE=" + message.content().length() : "")
                        + (message.international() ? " SMTPUTF8" : "") + "\r\n";
            case RCPT -> "RCPT TO:<" + message.to() + ">\r\n";
            case DATA -> "DATA\r\n";
            default -> throw new IllegalArgumentException(stage + " has no command of an envelope");
        };
    }
}

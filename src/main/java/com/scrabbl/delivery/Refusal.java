package com.scrabbl.delivery;

import com.scrabbl.mail.HiddenAddresses;
import com.scrabbl.mail.SmtpReply;
import com.scrabbl.mail.Stage;

/**
 * What the relay refused, and what people are told of it.
 *
 * @param provider its name, or the receiving domain that no known provider claims
 */
record Refusal(long subscription, String provider, Stage stage, SmtpReply reply, Reading reading) {

    private static final int LONGEST_REPLY = 200;
    private static final String REDO = "; at the run's end `runs redo` reaches those who were refused";

    /** A whole sentence: who was refused, whose fault it is, the relay's words, what comes of it, and what to do. */
    String sentence(String refused, String consequence) {
        return refused + ", " + blame() + " (" + said() + ")" + consequence + ": " + advice() + ".";
    }

    /** Whose fault it is and what it means, for a sentence that says who was refused. */
    String blame() {
        return switch (reading.fault()) {
            case OURS -> "by our fault: " + reading.meaning().meaning();
            case MESSAGE -> "because of the message itself";
            case THEIRS, ROUTE -> reading.meaning().meaning();
        };
    }

    /** The relay's words, not too many of them, and no address: they stand with the run, and in logs. */
    String said() {
        String words = HiddenAddresses.in(reply.toString());
        if (words.length() > LONGEST_REPLY) {
            int end =
                    Character.isHighSurrogate(words.charAt(LONGEST_REPLY - 2)) ? LONGEST_REPLY - 2 : LONGEST_REPLY - 1;
            words = words.substring(0, end) + "…";
        }
        return "at " + stage + ": " + words;
    }

    /** What to do. */
    String advice() {
        return reading.action().again() || !reading.concernsAll() ? remedy() : remedy() + REDO;
    }

    private String remedy() {
        return switch (reading.meaning()) {
            case CONFIGURATION ->
                "check spring.mail.username, spring.mail.password and spring.mail.properties.mail.smtp.starttls.enable";
            case SENDER_REFUSED -> "check the newsletter's sender address, and for whom the relay lets this login send";
            case CONTENT -> "look at the message with `rehearse`, and ask the relay's operator what it refuses";
            case BLOCKED -> "look the relay's address up in the block list that it names, and ask to be taken off";
            case UNAUTHENTICATED, UNAUTHENTICATED_FOR_NOW ->
                "check SPF, DKIM, DMARC, the PTR record and TLS of the sender's domain";
            case POLICY, POLICY_FOR_NOW -> "ask the relay's operator which policy refuses this newsletter";
            case PROTOCOL -> "the relay does not understand what it was told: report it as a bug, with this sentence";
            case SENDING_LIMIT, RATE -> "the run goes on by itself; scrabbl.delivery.connections can be made less";
            case ACCEPTS_NO_MAIL -> "look whether it is misspelt, or gave up its mail";
            // By a rule of an operator only.
            case UNKNOWN_USER,
                    BAD_DOMAIN,
                    NO_HOST,
                    DISABLED,
                    INACTIVE,
                    UNVERIFIED,
                    RECIPIENT_POLICY,
                    SOFT,
                    MAILBOX_RATE,
                    MAILBOX_FULL_FOR_NOW,
                    MAILBOX_FULL,
                    SYSTEM,
                    NO_ROUTE,
                    TOO_MANY_RECIPIENTS -> "ask the relay's operator why it refuses them";
        };
    }
}

package com.scrabbl.mail;

import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Relays for the tests of other rooms. */
public final class RelayTester {

    private RelayTester() {}

    /** A relay on this machine. */
    public static SmtpRelay relayAt(int port) {
        JavaMailSenderImpl settings = new JavaMailSenderImpl();
        settings.setHost("127.0.0.1");
        settings.setPort(port);
        return new SmtpRelay(settings);
    }
}

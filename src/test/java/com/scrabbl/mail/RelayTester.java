package com.scrabbl.mail;

import java.util.Map;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Relays for the tests of other rooms. */
public final class RelayTester {

    private RelayTester() {}

    /** A relay on this machine. */
    public static SmtpRelay relayAt(int port) {
        return relayAt(port, Map.of());
    }

    /** A relay on this machine that waits so many milliseconds for every answer. */
    public static SmtpRelay relayAt(int port, int timeout) {
        return relayAt(port, Map.of("mail.smtp.timeout", Integer.toString(timeout)));
    }

    /** A relay on this machine with {@code spring.mail.properties}. */
    public static SmtpRelay relayAt(int port, Map<String, String> properties) {
        return new SmtpRelay(settings(port, properties));
    }

    /** A relay on this machine that wants a login. */
    public static SmtpRelay relayAt(int port, String username, String password, Map<String, String> properties) {
        JavaMailSenderImpl settings = settings(port, properties);
        settings.setUsername(username);
        settings.setPassword(password);
        return new SmtpRelay(settings);
    }

    /** What is thrown when no connection can be made. */
    public static RelayException refusal(Stage stage, boolean ours) {
        return new RelayException(stage, null, ours, "The relay refuses at " + stage + ".", null);
    }

    private static JavaMailSenderImpl settings(int port, Map<String, String> properties) {
        JavaMailSenderImpl settings = new JavaMailSenderImpl();
        settings.setHost("127.0.0.1");
        settings.setPort(port);
        settings.getJavaMailProperties().putAll(properties);
        return settings;
    }
}

package com.scrabbl.mail;

import java.io.IOException;
import java.time.Duration;
import java.util.Properties;

/**
 * How long each stage waits for the relay: the minima of RFC 5321 section 4.5.3.2, unless
 * {@code spring.mail.properties.mail.smtp.timeout} (milliseconds) says one value for all.
 */
final class StageTimeouts {

    private static final Duration COMMAND = Duration.ofMinutes(5);
    private static final Duration DATA_INITIATION = Duration.ofMinutes(2);
    private static final Duration BLOCK = Duration.ofMinutes(3);
    private static final Duration FINAL_DOT = Duration.ofMinutes(10);

    private final RelaySockets sockets;
    private final boolean staged;

    /** @param staged whether each stage has its own time */
    StageTimeouts(RelaySockets sockets, boolean staged) {
        this.sockets = sockets;
        this.staged = staged;
    }

    /**
     * Sets what the connection itself needs in the properties; the prefix is {@code mail.smtp.} or the like.
     *
     * @return whether each stage has its own time
     */
    static boolean putInto(Properties properties, String prefix) {
        boolean staged = !properties.containsKey(prefix + "timeout");
        properties.putIfAbsent(prefix + "connectiontimeout", "30000");
        properties.putIfAbsent(prefix + "timeout", Long.toString(COMMAND.toMillis()));
        return staged;
    }

    /**
     * How long the relay may take to read a block of what is written. The property is taken out: the library would watch its
     * own writes with a thread for each connection, and knows nothing of ours.
     */
    static Duration forWriting(Properties properties, String prefix) {
        Object millis = properties.remove(prefix + "writetimeout");
        return millis == null ? BLOCK : Duration.ofMillis(Long.parseLong(millis.toString()));
    }

    /** Waits from now on as long as this stage may take. */
    void apply(Stage stage) throws IOException {
        if (staged) {
            sockets.readTimeout(Math.toIntExact(of(stage).toMillis()));
        }
    }

    private static Duration of(Stage stage) {
        return switch (stage) {
            case RENDER, CONNECT, EHLO, STARTTLS, AUTH, MAIL, RCPT -> COMMAND;
            case DATA -> DATA_INITIATION;
            case BODY -> BLOCK;
            case DOT -> FINAL_DOT;
        };
    }
}

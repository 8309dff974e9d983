package com.scrabbl.watch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import com.scrabbl.disk.DatabaseTrouble;
import com.scrabbl.mail.HiddenAddresses;
import org.jspecify.annotations.Nullable;

/**
 * The message of a log line, whoever wrote it: relays, drivers and libraries quote addresses. Where a database that is away
 * is the reason, the line ends with that in a sentence, and quotes no statement.
 */
public final class MessageWithoutAddresses extends MessageConverter {

    @Override
    public String convert(ILoggingEvent event) {
        String message = String.valueOf(super.convert(event));
        Throwable away = databaseAway(event);
        return HiddenAddresses.in(
                away == null
                        ? message
                        : DatabaseTrouble.withoutStatement(message) + ": " + DatabaseTrouble.sentence(away));
    }

    /** What a line for operators is about, if it is a database that is away; those who debug want the whole. */
    static @Nullable Throwable databaseAway(ILoggingEvent event) {
        return event.getLevel().isGreaterOrEqual(Level.INFO)
                        && event.getThrowableProxy() instanceof ThrowableProxy proxy
                        && DatabaseTrouble.isAway(proxy.getThrowable())
                ? proxy.getThrowable()
                : null;
    }
}

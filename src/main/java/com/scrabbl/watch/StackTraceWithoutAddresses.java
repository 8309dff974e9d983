package com.scrabbl.watch;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import com.scrabbl.mail.HiddenAddresses;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;

/**
 * The stack trace below a log line: messages of exceptions quote values. A database that is away has none, since
 * {@link MessageWithoutAddresses} says it in the line.
 */
public final class StackTraceWithoutAddresses extends ExtendedWhitespaceThrowableProxyConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return MessageWithoutAddresses.databaseAway(event) == null ? super.convert(event) : "";
    }

    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        return HiddenAddresses.in(super.throwableProxyToString(thrown));
    }
}

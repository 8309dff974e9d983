package com.scrabbl.watch;

import ch.qos.logback.classic.spi.IThrowableProxy;
import com.scrabbl.mail.HiddenAddresses;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;

/** The stack trace below a log line: messages of exceptions quote values. */
public final class StackTraceWithoutAddresses extends ExtendedWhitespaceThrowableProxyConverter {

    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        return HiddenAddresses.in(super.throwableProxyToString(thrown));
    }
}

package com.scrabbl.watch;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.scrabbl.mail.HiddenAddresses;

/** The message of a log line, whoever wrote it: relays, drivers and libraries quote addresses. */
public final class MessageWithoutAddresses extends MessageConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return HiddenAddresses.in(String.valueOf(super.convert(event)));
    }
}

package com.scrabbl.cli;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;

/**
 * Keeps Spring Boot from reporting why it did not start, with a trace on standard output before the log is set up: the
 * command that started it says so, in a sentence ({@link Failures}).
 */
final class FailedStart implements SpringBootExceptionReporter, Ordered {

    FailedStart() {}

    @Override
    public boolean reportException(Throwable failure) {
        return true;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}

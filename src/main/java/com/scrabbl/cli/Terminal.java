package com.scrabbl.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/** The terminal in front of which somebody sits, if one does. */
final class Terminal {

    private Terminal() {}

    /** Whether what is printed on standard error is seen there as it comes. */
    static boolean showsErrors() {
        return isTerminal("test -t 2");
    }

    private static boolean isTerminal(String test) {
        try {
            return new File("/dev/tty").exists()
                    && new ProcessBuilder("sh", "-c", test).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What somebody types who sees none of it; empty without a terminal, or when nothing is typed. */
    static Optional<String> askForPassword(String prompt) {
        Console console = System.console();
        if (console == null || !isTerminal("test -t 0 && test -t 2")) {
            return Optional.empty();
        }
        char[] typed = console.readPassword("%s", prompt);
        return typed == null || typed.length == 0 ? Optional.empty() : Optional.of(new String(typed));
    }

    /** How many columns it has; empty in a pipe, and where that can't be found out. */
    static OptionalInt width() {
        if (!new File("/dev/tty").exists()) {
            return OptionalInt.empty();
        }
        try {
            // System.console() stands for a terminal on some versions of Java only; the shell knows on all of them.
            Process shell = new ProcessBuilder("sh", "-c", "test -t 1 && stty size </dev/tty >&2")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String[] rowsAndColumns = new String(shell.getErrorStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ");
            int columns = rowsAndColumns.length == 2 ? Integer.parseInt(rowsAndColumns[1]) : 0;
            return columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty();
        } catch (IOException | NumberFormatException e) {
            // No such program here: the table is printed as wide as it is.
            return OptionalInt.empty();
        }
    }
}

package com.scrabbl.cli;

import java.io.PrintWriter;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --format}, and printing in it. A command takes it as a {@link Mixin}. */
final class Output {

    @Option(
            names = "--format",
            paramLabel = "table|csv|json",
            defaultValue = "table",
            description = "How to print the result (default: table).")
    private Format format = Format.TABLE;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Prints the rows as they come, and closes the stream. */
    <T> void print(Listing<T> listing, Stream<T> rows) {
        try (rows) {
            listing.print(format, rows, out());
        }
        out().flush();
    }

    /** Prints one thing. */
    void print(Details details) {
        details.print(format, out());
        out().flush();
    }

    /** Standard output: for results that are not listed. */
    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** Standard error: for everything that is not the result. */
    PrintWriter err() {
        return command.commandLine().getErr();
    }

    /** A sentence to whoever watches. */
    void tell(String sentence) {
        err().println(HarmlessText.of(sentence));
        err().flush();
    }

    /** The command, for what is wrong with its use. */
    CommandLine command() {
        return command.commandLine();
    }

    /** Whether a script reads the result, so that nothing else may stand on standard output. */
    boolean isForMachines() {
        return format != Format.TABLE;
    }
}

package com.scrabbl.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Answers a command's exception with one sentence and the exit code; with {@code --debug} also with its stack trace. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        Failure failure = Failure.of(thrown);
        failure.sentence().lines().map(HarmlessText::of).forEach(err::println);
        RootCommand root = (RootCommand) command.getCommandSpec().root().userObject();
        if (root.debug()) {
            thrown.printStackTrace(err);
        }
        return failure.exitCode();
    }
}

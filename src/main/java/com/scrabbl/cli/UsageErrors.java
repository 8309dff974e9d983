package com.scrabbl.cli;

import com.scrabbl.spelling.Nearest;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers wrong usage in three lines: what is wrong, what was perhaps meant, where help is. */
final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(HarmlessText.of(String.valueOf(wrong.getMessage())));
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            List<String> meant = meant(command, unmatched);
            if (!meant.isEmpty()) {
                err.println("Did you mean " + String.join(" or ", meant) + "?");
            }
        }
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return Exit.USAGE;
    }

    /** Commands whose spelling is near; for options picocli's own suggestions. */
    private static List<String> meant(CommandLine command, UnmatchedArgumentException unmatched) {
        String typed = unmatched.getUnmatched().get(0);
        return typed.startsWith("-")
                ? unmatched.getSuggestions()
                : Nearest.to(typed, command.getSubcommands().keySet()).names();
    }
}

package com.scrabbl.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;

/** Runs one command line. Results go to standard output, everything else to standard error, both in UTF-8. */
public final class Commands {

    private Commands() {}

    /**
     * Runs a command of its own process. Spring starts only when the command needs it.
     *
     * @param application the class that Spring starts from
     * @param args a command with its options, and Spring properties as {@code --some.key=value} anywhere among them
     * @return the exit code: 0 done; 1 failed; 2 wrong usage or configuration, unknown name, refused; 3 finished with
     *     some open or rejected; 4 nothing to send
     */
    public static int execute(Class<?> application, String... args) {
        Arguments arguments = Arguments.of(args);
        try (Application spring = new Application(application, arguments.properties())) {
            int code = execute(spring, writer(FileDescriptor.out), writer(FileDescriptor.err), arguments);
            return Signals.exitCode().orElse(code);
        }
    }

    /** Runs a command inside an application that runs already and goes on afterwards. */
    public static int execute(
            ConfigurableApplicationContext running, PrintWriter out, PrintWriter err, String... args) {
        return execute(new Application(running), out, err, Arguments.of(args));
    }

    private static int execute(Application application, PrintWriter out, PrintWriter err, Arguments arguments) {
        try {
            return commandLine(application, arguments.command())
                    .setOut(out)
                    .setErr(err)
                    .execute(arguments.command());
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static CommandLine commandLine(Application application, String... words) {
        CommandLine root = new CommandLine(RootCommand.class, new CommandFactory(application));
        RootCommand.commands(words).forEach(root::addSubcommand);
        return root.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler(new Failures());
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        // Not System.out: its encoding is the locale's, and a result in CSV or JSON is UTF-8 everywhere.
        return new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8)));
    }
}

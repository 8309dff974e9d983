package com.scrabbl.cli;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The jar itself. Without a command it serves. */
@Command(
        name = "scrabbl",
        description = "Delivers a publication's newsletters, and keeps a ledger that balances.",
        footer = {
            "",
            "Without a command it serves. Any Spring property can be given as --some.key=value.",
            "Exit codes: 0 done, 1 failed, 2 wrong usage or unknown name, 3 some open or rejected, 4 nothing to send."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT)
final class RootCommand implements Runnable {

    private static final List<Class<?>> COMMANDS = List.of(
            ArticlesCommand.class,
            AuditCommand.class,
            BackupCommand.class,
            CorrectionsCommand.class,
            DeliveriesCommand.class,
            DemoCommand.class,
            ExplainCommand.class,
            NewslettersCommand.class,
            PreviewCommand.class,
            RehearseCommand.class,
            RunsCommand.class,
            SendCommand.class,
            ServeCommand.class,
            SourcesCommand.class,
            SubscribersCommand.class,
            SuppressionsCommand.class,
            UsersCommand.class);

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of a failure to standard error.")
    private boolean debug;

    private final Application application;

    RootCommand(Application application) {
        this.application = application;
    }

    /** What may be meant by these words: the command that they name, or all of them. To look at one costs less. */
    static List<Class<?>> commands(String... words) {
        String first = Stream.of(words)
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .orElse("");
        List<Class<?>> named = COMMANDS.stream()
                .filter(type -> type.getAnnotation(Command.class).name().equals(first))
                .toList();
        return named.isEmpty() ? COMMANDS : named;
    }

    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        application.serve();
    }
}

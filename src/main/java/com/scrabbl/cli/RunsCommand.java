package com.scrabbl.cli;

import com.scrabbl.run.SkippedChecks;
import com.scrabbl.run.Summaries;
import com.scrabbl.run.Summary;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "runs",
        description =
                "Look at what was run, missed and skipped, and at what comes next; stop it, go on with it, do it again.",
        subcommands = {
            RunsNextCommand.class,
            RunsApproveCommand.class,
            RunsStopCommand.class,
            RunsResumeCommand.class,
            RunsRedoCommand.class,
            RunsResolveCommand.class,
        })
final class RunsCommand {

    private final Application application;

    RunsCommand(Application application) {
        this.application = application;
    }

    @Command(name = "list", description = "The history, the latest slot first; missed and skipped slots included.")
    void list(
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            converter = CountConverter.class,
                            description = "So many at the most (default: 100).")
                    int limit,
            @Mixin Output output) {
        List<Summary> summaries = application.bean(Summaries.class).latest(limit);
        output.print(SummaryOutput.listing(), summaries.stream());
    }

    @Command(name = "show", description = "What became of one slot so far, counted from the ledger's rows.")
    void show(
            @Parameters(paramLabel = "ID", description = "A run's id, or NEWSLETTER/SLOT.") String id,
            @Mixin Output output) {
        Summary summary = application.bean(Summaries.class).get(id);
        List<String> skipped = application.bean(SkippedChecks.class).of(summary.run()).stream()
                .map(kept -> kept.check().toString() + " (" + kept.by() + ")")
                .toList();
        Details details = SummaryOutput.details(summary);
        output.print(skipped.isEmpty() ? details : details.with("skipped_checks", skipped));
    }
}

package com.scrabbl.cli;

import com.scrabbl.run.Summary;
import com.scrabbl.run.control.Redoing;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "redo",
        description =
                "Send a finished edition, or one that its relay halted, as it was frozen, to those who were refused by our or the message's fault, or for"
                        + " whom it came too late. Prints how many; --yes goes.")
final class RunsRedoCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "A run's id, or NEWSLETTER/SLOT.")
    private String id = "";

    @Option(names = "--unknown", description = "Also to those whose outcome is unknown: some of them may get it twice.")
    private boolean unknown;

    @Option(names = "--joined", description = "Also to those who subscribed since.")
    private boolean joined;

    @Option(names = "--yes", description = "Go. Without it nothing is changed.")
    private boolean yes;

    @Mixin
    private Output output = new Output();

    private final Application application;

    RunsRedoCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        Redoing redoing = application.bean(Redoing.class);
        if (!yes) {
            return show(redoing.plan(id, unknown, joined));
        }
        return open(redoing).map(opened -> send(redoing, opened)).orElseGet(() -> {
            tellUnknown(redoing.plan(id, unknown, joined));
            tell("There is nothing to redo.");
            return Exit.NOTHING_TO_SEND;
        });
    }

    private int show(Redoing.Plan plan) {
        tellUnknown(plan);
        output.print(new Details()
                .with("rejected", plan.rejected())
                .with("expired", plan.expired())
                .with("unknown", plan.unknown())
                .with("joined", plan.joined())
                .with("total", plan.total()));
        tell(plan.total() == 0 ? "There is nothing to redo." : "Nothing was changed. --yes goes.");
        return plan.total() == 0 ? Exit.NOTHING_TO_SEND : Exit.DONE;
    }

    private Optional<Redoing.Opened> open(Redoing redoing) {
        return application.inOne(() -> {
            Optional<Redoing.Opened> opened = redoing.open(id, unknown, joined);
            opened.ifPresent(one -> application.record(
                    "runs redo",
                    id,
                    "%d deliveries, %d suppressions lifted".formatted(one.plan().total(), one.lifted())));
            return opened;
        });
    }

    private int send(Redoing redoing, Redoing.Opened opened) {
        Redoing.Plan plan = opened.plan();
        tellUnknown(plan);
        tell("Redone for %d: rejected %d, expired %d, unknown %d, joined %d"
                .formatted(plan.total(), plan.rejected(), plan.expired(), plan.unknown(), plan.joined()));
        if (opened.lifted() > 0) {
            tell("%d %s lifted, which the halted run had made."
                    .formatted(opened.lifted(), opened.lifted() == 1 ? "suppression is" : "suppressions are"));
        }
        try (SendProgress progress = new SendProgress(application, output.err())) {
            Summary summary = redoing.send(opened, progress);
            progress.close();
            return SummaryOutput.finish(summary, output);
        }
    }

    private void tellUnknown(Redoing.Plan plan) {
        if (plan.leftUnknown() > 0) {
            tell("%d unknown %s left alone; --unknown takes them in, `runs resolve` decides them."
                    .formatted(plan.leftUnknown(), plan.leftUnknown() == 1 ? "outcome is" : "outcomes are"));
        }
    }

    private void tell(String sentence) {
        output.err().println(sentence);
        output.err().flush();
    }
}

package com.scrabbl.cli;

import com.scrabbl.run.Resuming;
import com.scrabbl.run.Summary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        description =
                "Go on with a run that was stopped, halted or failed, that waits, or whose process is gone: sends what is"
                        + " due of it, here and now.")
final class RunsResumeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "A run's id, or NEWSLETTER/SLOT.")
    private String id = "";

    @Mixin
    private Output output = new Output();

    private final Application application;

    RunsResumeCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        application.record("runs resume", id, null);
        try (SendProgress progress = new SendProgress(application, output.err())) {
            Summary summary = application.bean(Resuming.class).resume(id, progress);
            progress.close();
            return SummaryOutput.finish(summary, output);
        }
    }
}

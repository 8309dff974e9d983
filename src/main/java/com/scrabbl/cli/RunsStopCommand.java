package com.scrabbl.cli;

import com.scrabbl.run.RunState;
import com.scrabbl.run.Summaries;
import com.scrabbl.run.Summary;
import com.scrabbl.run.control.Stopping;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "stop",
        description =
                "Stop a run, whichever process drives it: messages in flight are finished and recorded, the rest stays due"
                        + " for `runs resume`. Waits up to 60 s for that.")
final class RunsStopCommand implements Runnable {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Parameters(paramLabel = "ID", description = "A run's id, or NEWSLETTER/SLOT.")
    private String id = "";

    @Mixin
    private Output output = new Output();

    private final Application application;

    RunsStopCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        Stopping stopping = application.bean(Stopping.class);
        Summary before = application.bean(Summaries.class).get(id);
        application.inOne(() -> {
            boolean first = stopping.ask(id);
            if (first) {
                application.record(application
                        .by("runs stop", before.edition())
                        .from(before.state().name(), RunState.STOPPED.name()));
            }
            return first;
        });
        SummaryOutput.print(stopping.await(id, LONGEST), output);
    }
}

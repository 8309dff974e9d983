package com.scrabbl.cli;

import com.scrabbl.audit.Change;
import com.scrabbl.run.EditionChecks;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunState;
import com.scrabbl.run.Runs;
import com.scrabbl.run.SkippedCheck;
import com.scrabbl.run.SkippedChecks;
import com.scrabbl.run.Summaries;
import com.scrabbl.run.Summary;
import com.scrabbl.run.control.Resuming;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        description =
                "Go on with a run that was stopped, halted or failed, that waits, or whose process is gone: sends what is"
                        + " due of it, here and now.")
final class RunsResumeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "A run's id, or NEWSLETTER/SLOT.")
    private String id = "";

    @Option(
            names = "--override",
            paramLabel = "REASON",
            description =
                    "Send what a check blocks as it is, and say why: it is kept with the edition and in the audit."
                            + " Without it the text is made anew from what was mended.")
    private @Nullable String override;

    @Mixin
    private SkipOptions skip = new SkipOptions();

    @Mixin
    private Output output = new Output();

    private final Application application;

    RunsResumeCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        if (override != null) {
            letPass(override);
        }
        List<SkippedCheck> skipping = skip.checks();
        if (!skipping.isEmpty()) {
            skip(skipping);
        }
        Summary before = application.bean(Summaries.class).get(id);
        Change written = application
                .by("runs resume", before.edition())
                .from(before.state().name(), RunState.RUNNING.name());
        try (SendProgress progress = new SendProgress(application, output.err(), written)) {
            Summary summary = application.bean(Resuming.class).resume(id, progress);
            progress.close();
            return SummaryOutput.finish(summary, output);
        }
    }

    private void skip(List<SkippedCheck> skipping) {
        Run run = application.bean(Runs.class).get(id);
        application.change(application.by("runs skip-checks", run.name()).because(SkipOptions.told(skipping)), () -> {
            application.bean(SkippedChecks.class).skip(run, skipping, application.person());
            return run;
        });
    }

    private void letPass(String reason) {
        EditionChecks checks = application.bean(EditionChecks.class);
        List<String> findings = application.change(
                "runs override", id, reason, () -> checks.override(id, application.person(), reason));
        findings.forEach(finding -> output.err().println(HarmlessText.of("OVERRIDDEN " + finding)));
    }
}

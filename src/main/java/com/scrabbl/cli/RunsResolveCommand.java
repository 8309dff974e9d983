package com.scrabbl.cli;

import com.scrabbl.delivery.Decisions.Decision;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunState;
import com.scrabbl.run.control.Resolving;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "resolve",
        description =
                "Decide deliveries whose outcome is UNKNOWN, as the relay's log tells: their message_id (`deliveries`) finds"
                        + " them there.")
final class RunsResolveCommand implements Runnable {

    @Parameters(
            index = "0",
            paramLabel = "EDITION",
            description = "NEWSLETTER/SLOT, or NEWSLETTER/latest for the newest that was not skipped.")
    private String edition = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ADDRESS",
            converter = AddressConverter.class,
            description = "Whose deliveries; without one, all that are unknown.")
    private List<EmailAddress> addresses = List.of();

    @Option(
            names = "--as",
            required = true,
            paramLabel = "accepted|resend|cancel",
            description = "accepted: the relay has it. resend: send it again, with the same Message-ID."
                    + " cancel: leave it.")
    private Decision decision = Decision.CANCEL;

    @Mixin
    private Output output = new Output();

    private final Application application;

    RunsResolveCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        Resolving.Resolved resolved = application.inOne(() -> {
            Resolving.Resolved done = application.bean(Resolving.class).resolve(edition, addresses, decision);
            application.record(application
                    .by("runs resolve", edition)
                    .detail("%d as %s %s".formatted(done.count(), decision, addresses.isEmpty() ? "" : addresses))
                    .from("UNKNOWN", decision.name()));
            return done;
        });
        output.print(new Details().with("resolved", resolved.count()));
        Run run = resolved.run();
        if (run != null) {
            output.err().println(howItGoesOn(run, resolved.driven()));
            output.err().flush();
        }
    }

    private static String howItGoesOn(Run run, boolean driven) {
        if (driven) {
            return "%s is being sent: they go with it, or else by `runs resume %d`, by serve, or with the next send."
                    .formatted(run.name(), run.id());
        }
        if (run.state() == RunState.WAITING) {
            return "They are sent by `runs resume %d`, or from %s on by serve or with the next send."
                    .formatted(run.id(), run.dueAt());
        }
        return run.state() == RunState.FAILED
                ? "They are sent by `runs resume %d`, by serve, or with the next send.".formatted(run.id())
                : "%s is %s: they are sent by `runs resume %d`.".formatted(run.name(), run.state(), run.id());
    }
}

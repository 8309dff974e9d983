package com.scrabbl.cli;

import com.scrabbl.edition.Proposal.ProposedArticle;
import com.scrabbl.run.Summary;
import com.scrabbl.run.approval.Approvals;
import com.scrabbl.run.approval.Proposed;
import com.scrabbl.run.control.Resuming;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "approve",
        description =
                "Approve an edition that is PROPOSED, perhaps with changes, and send it. --look shows what is proposed and"
                        + " changes nothing, --keep changes it and leaves it waiting, --skip does without this edition.")
final class RunsApproveCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "A run's id, or NEWSLETTER/SLOT.")
    private String id = "";

    @Option(
            names = "--drop",
            paramLabel = "ARTICLE",
            arity = "1..*",
            description = "Leave these articles out, by their numbers.")
    private List<Long> drop = List.of();

    @Option(
            names = "--put-back",
            paramLabel = "ARTICLE",
            arity = "1..*",
            description = "Take these articles in again that were dropped before.")
    private List<Long> putBack = List.of();

    @Option(
            names = "--order",
            paramLabel = "ARTICLE",
            split = ",",
            description = "These articles first, in this order: 12,7,9. The others follow as they stand.")
    private List<Long> order = List.of();

    @Option(
            names = "--subject",
            paramLabel = "TEXT",
            description = "The subject, as text. An empty one gives the newsletter's back.")
    private @Nullable String subject;

    @Option(names = "--look", description = "Only show what is proposed.")
    private boolean look;

    @Option(names = "--keep", description = "Change it, and leave it waiting.")
    private boolean keep;

    @Option(names = "--skip", description = "Do without this edition: its articles are candidates of the next one.")
    private boolean skip;

    @Mixin
    private Output output = new Output();

    private final Application application;

    RunsApproveCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        Approvals approvals = application.bean(Approvals.class);
        Proposed proposed = approvals.get(id);
        if (look) {
            show(proposed);
            return Exit.DONE;
        }
        if (skip) {
            application.change("runs approve", proposed.run().name(), "skipped", () -> {
                approvals.skip(proposed, application.person());
                return proposed;
            });
            output.tell("%s is skipped. Its articles are candidates of the next edition."
                    .formatted(proposed.run().name()));
            return Exit.DONE;
        }
        if (!keep) {
            approvals.requireSendable();
        }
        Proposed changed = changed(approvals, proposed);
        if (keep) {
            show(changed);
            return Exit.DONE;
        }
        return send(approvals, changed);
    }

    private Proposed changed(Approvals approvals, Proposed proposed) {
        if (drop.isEmpty() && putBack.isEmpty() && order.isEmpty() && subject == null) {
            return proposed;
        }
        Set<Long> dropped = proposed.proposal().articles().stream()
                .filter(ProposedArticle::dropped)
                .map(one -> one.article().id())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        dropped.addAll(drop);
        putBack.forEach(dropped::remove);
        Approvals.Wish wish = new Approvals.Wish(
                order, dropped, subject == null ? proposed.proposal().subject() : subject);
        return application.change(
                "runs approve",
                proposed.run().name(),
                "changed: dropped %s, order %s, subject %s"
                        .formatted(dropped, order, wish.subject() == null ? "the newsletter's" : wish.subject()),
                () -> approvals.change(proposed, wish, application.person()));
    }

    private int send(Approvals approvals, Proposed proposed) {
        application.change("runs approve", proposed.run().name(), "approved", () -> {
            approvals.approve(proposed, application.person());
            return proposed;
        });
        try (SendProgress progress = new SendProgress(application, output.err())) {
            Summary summary = application
                    .bean(Resuming.class)
                    .resumeOrAwait(
                            Long.toString(proposed.run().id()),
                            progress,
                            () -> output.tell("%s is approved, and another process sends it already: waiting for that."
                                    .formatted(proposed.run().name())));
            progress.close();
            return SummaryOutput.finish(summary, output);
        }
    }

    private void show(Proposed proposed) {
        Listing<ProposedArticle> listing = Listing.of(ProposedArticle.class)
                .column("id", one -> one.article().id())
                .column("title", one -> one.article().title())
                .column("dropped", ProposedArticle::dropped)
                .column("gone", ProposedArticle::gone);
        output.print(listing, proposed.proposal().articles().stream());
        output.tell(proposed.deadline(application.bean(Clock.class).instant()));
    }
}

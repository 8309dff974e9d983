package com.scrabbl.cli;

import com.scrabbl.audit.Change;
import com.scrabbl.mail.Answer;
import com.scrabbl.mail.Answer.Outcome;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.run.SkippedCheck;
import com.scrabbl.run.Summary;
import com.scrabbl.run.control.SendRequest;
import com.scrabbl.run.control.Sending;
import com.scrabbl.run.rehearsal.TestMails;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "send",
        description =
                "Poll a newsletter's sources, finish what is due of its unfinished editions, then send a new one.")
final class SendCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NEWSLETTER", description = "The newsletter's slug.")
    private String newsletter = "";

    @Option(
            names = "--slot",
            paramLabel = "INSTANT",
            converter = SlotConverter.class,
            description =
                    "The slot, such as 2026-11-24T06:00:00Z: an unfinished one is resumed, a finished one refused."
                            + " Without it the slot is now.")
    private @Nullable Instant slot;

    @Option(
            names = "--wait",
            description =
                    "Stay until nothing is deferred any more, and until a slot that another process runs is free.")
    private boolean wait;

    @Option(names = "--although-paused", description = "Send once, although the newsletter is paused.")
    private boolean althoughPaused;

    @Option(
            names = "--approve",
            description =
                    "Approve it at once, where the newsletter wants an approval. Without it, it waits as PROPOSED.")
    private boolean approve;

    @Option(
            names = "--test-to",
            paramLabel = "ADDRESS",
            converter = AddressConverter.class,
            description = "Mail the digest as it would be, marked as a test, to this address and record no edition."
                    + " Can be given several times.")
    private List<EmailAddress> testTo = List.of();

    @Mixin
    private SkipOptions skip = new SkipOptions();

    @Mixin
    private Output output = new Output();

    private final Application application;

    SendCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        return testTo.isEmpty() ? send() : test();
    }

    private int send() {
        List<SkippedCheck> skipping = skip.checks();
        Change written = application
                .by("send", newsletter)
                .detail(slot == null ? null : "slot " + slot)
                .because(SkipOptions.told(skipping));
        try (SendProgress progress = new SendProgress(application, output.err(), written)) {
            Summary summary = application
                    .bean(Sending.class)
                    .send(
                            new SendRequest(
                                    newsletter,
                                    slot,
                                    wait,
                                    althoughPaused,
                                    approve ? application.person() : null,
                                    skipping,
                                    application.person()),
                            progress);
            progress.close();
            return SummaryOutput.finish(summary, output);
        }
    }

    private int test() {
        application.record("send --test-to", newsletter, testTo.size() + " addresses");
        List<TestMails.Sent> sent = application.bean(TestMails.class).send(newsletter, testTo);
        output.print(
                Listing.of(TestMails.Sent.class)
                        .column("email", TestMails.Sent::email)
                        .column("outcome", one -> one.answer().outcome().name())
                        .column("reply", one -> reply(one.answer())),
                sent.stream());
        return sent.stream().allMatch(one -> one.answer().outcome() == Outcome.ACCEPTED)
                ? Exit.DONE
                : Exit.SOME_OPEN_OR_REJECTED;
    }

    private static @Nullable String reply(Answer answer) {
        return answer.reply() == null ? answer.text() : answer.reply().toString();
    }
}

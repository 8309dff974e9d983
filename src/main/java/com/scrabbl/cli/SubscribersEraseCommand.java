package com.scrabbl.cli;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.ErasedReplies;
import com.scrabbl.subscriber.Erasure;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "erase",
        description = "Forget a person for ever. The rows of the ledger and the proofs stay and name nobody; no list"
                + " brings the person back, only the person's own sign-up does.")
final class SubscribersEraseCommand implements Runnable {

    /** Longer than a relay may take over an answer, as a rule. */
    private static final int SECONDS = 60;

    private final Application application;

    @Parameters(paramLabel = "ADDRESS", converter = AddressConverter.class)
    private @Nullable EmailAddress address;

    @Mixin
    private Output output = new Output();

    SubscribersEraseCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        if (address == null) {
            throw new IllegalStateException("picocli requires the address");
        }
        EmailAddress gone = address;
        Erasure.Erased erased = application.change(
                "subscribers erase",
                "(erased)",
                null,
                () -> application.bean(Erasure.class).erase(gone));
        output.err()
                .println(
                        erased.subscriptions().isEmpty()
                                ? "Nothing is kept of that address from now on, but that it was erased."
                                : "Erased. The ledger's rows of this person read (erased) from now on.");
        if (erased.inFlight() > 0 && !awaitReplies(erased)) {
            output.err()
                    .println("A message was being sent to it, and the relay has not answered yet: its reply may name"
                            + " the address.");
        }
    }

    private boolean awaitReplies(Erasure.Erased erased) {
        ErasedReplies replies = application.bean(ErasedReplies.class);
        for (int second = 0; second < SECONDS; second++) {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            if (replies.scrub(erased.address(), erased.subscriptions()) == 0) {
                return true;
            }
        }
        return false;
    }
}

package com.scrabbl.cli;

import com.scrabbl.delivery.LedgerReport;
import com.scrabbl.delivery.LedgerRow;
import com.scrabbl.edition.Edition;
import com.scrabbl.edition.Editions;
import com.scrabbl.edition.FrozenDigest;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "deliveries", description = "The ledger of an edition: what became of every delivery.")
final class DeliveriesCommand implements Runnable {

    @Parameters(
            paramLabel = "EDITION",
            description = "NEWSLETTER/SLOT, or NEWSLETTER/latest for the newest that was not skipped.")
    private String name = "";

    @Mixin
    private Output output = new Output();

    private final Application application;

    DeliveriesCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        Editions editions = application.bean(Editions.class);
        Edition edition = editions.get(name);
        FrozenDigest digest = editions.digest(edition);
        output.print(
                Listing.of(LedgerRow.class)
                        .column("edition", row -> edition.name())
                        .column("email", LedgerRow::email)
                        .column("state", row -> row.state().name())
                        .column("reason", LedgerRow::reason)
                        .column("attempts", LedgerRow::attempts)
                        .column("stage", LedgerRow::stage)
                        .column("code", LedgerRow::code)
                        .column("enhanced", LedgerRow::enhanced)
                        .column("reply", LedgerRow::reply)
                        .column("relay", LedgerRow::relay)
                        .column("message_id", row -> digest.messageId(row.subscription()))
                        .column("next_attempt_at", LedgerRow::nextAttemptAt)
                        .column("attempted_at", LedgerRow::attemptedAt)
                        .column("settled_at", LedgerRow::settledAt),
                rows(edition));
    }

    private Stream<LedgerRow> rows(Edition edition) {
        LedgerReport ledger = application.bean(LedgerReport.class);
        return Pages.<LedgerRow>of(
                last -> ledger.rows(edition.id(), last == null ? 0 : last.subscription(), Pages.SIZE));
    }
}

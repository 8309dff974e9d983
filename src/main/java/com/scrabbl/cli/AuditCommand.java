package com.scrabbl.cli;

import com.scrabbl.audit.Audit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "audit", description = "Who changed what by a command, and when.")
final class AuditCommand {

    private final Application application;

    AuditCommand(Application application) {
        this.application = application;
    }

    @Command(name = "list", description = "All changes, the newest first.")
    void list(@Mixin Output output) {
        Audit audit = application.bean(Audit.class);
        output.print(
                Listing.of(Audit.Entry.class)
                        .column("at", Audit.Entry::at)
                        .column("actor", Audit.Entry::actor)
                        .column("what", Audit.Entry::what)
                        .column("target", Audit.Entry::target)
                        .column("detail", Audit.Entry::detail),
                Pages.<Audit.Entry>of(last -> audit.before(last, Pages.SIZE)));
    }
}

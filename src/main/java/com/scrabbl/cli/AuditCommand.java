package com.scrabbl.cli;

import com.scrabbl.audit.Audit;
import com.scrabbl.audit.AuditQuery;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "audit", description = "Who changed what, by a command or on the console, and when.")
final class AuditCommand {

    private static final Duration DAY = Duration.ofDays(1);

    private final Application application;

    AuditCommand(Application application) {
        this.application = application;
    }

    @Command(name = "list", description = "All changes, or those that fit, the newest first.")
    void list(
            @Option(names = "--who", paramLabel = "NAME", description = "By this user, in capitals or not.") @Nullable
                    String who,
            @Option(
                            names = "--what",
                            paramLabel = "COMMAND",
                            description = "This command, or those that begin so: runs")
                    @Nullable
                    String what,
            @Option(
                            names = "--about",
                            paramLabel = "TEXT",
                            description =
                                    "With a word that begins so in the address, newsletter, run or file that it was about.")
                    @Nullable
                    String about,
            @Option(
                            names = "--since",
                            paramLabel = "TIME",
                            converter = TimeConverter.class,
                            description = "From this day (UTC) or instant on.")
                    @Nullable
                    Instant since,
            @Option(
                            names = "--until",
                            paramLabel = "TIME",
                            converter = TimeConverter.class,
                            description = "To this day (UTC), which counts, or before this instant.")
                    @Nullable
                    Instant until,
            @Mixin Output output) {
        Audit audit = application.bean(Audit.class);
        AuditQuery query = new AuditQuery(who, what, about, since, until == null ? null : end(until));
        output.print(
                Listing.of(Audit.Entry.class)
                        .column("at", Audit.Entry::at)
                        .column("actor", Audit.Entry::actor)
                        .column("what", Audit.Entry::what)
                        .column("target", Audit.Entry::target)
                        .column("detail", Audit.Entry::detail)
                        .column("before", Audit.Entry::before)
                        .column("after", Audit.Entry::after)
                        .column("reason", Audit.Entry::reason)
                        .column("via", entry -> entry.via().text()),
                Pages.<Audit.Entry>of(
                        last -> audit.search(query, last == null ? Long.MAX_VALUE : last.id(), Pages.SIZE)));
    }

    /** A day was typed when the instant is its beginning. */
    private static Instant end(Instant until) {
        return until.equals(until.truncatedTo(java.time.temporal.ChronoUnit.DAYS)) ? until.plus(DAY) : until;
    }
}

package com.scrabbl.cli;

import com.scrabbl.subscriber.AddressPattern;
import com.scrabbl.subscriber.Suppression;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.Suppressions;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "suppressions",
        description = "List, add, import and remove addresses and domains that must not be mailed.",
        subcommands = {SuppressionsImportCommand.class, SuppressionsRemoveCommand.class})
final class SuppressionsCommand {

    private final Application application;

    SuppressionsCommand(Application application) {
        this.application = application;
    }

    @Command(
            name = "list",
            description = "What must not be mailed now. One that begins with @ is meant for its whole domain; an erased"
                    + " person's is a hash.")
    void list(
            @Option(
                            names = "--cause",
                            converter = CauseConverter.class,
                            description = "Only hard-bounce, soft-bounces, complaint, unsubscribed, manual or erased.")
                    @Nullable
                    Cause cause,
            @Mixin Output output) {
        Suppressions suppressions = application.bean(Suppressions.class);
        Instant now = now();
        output.print(
                Listing.of(Suppression.class)
                        .column("address", Suppression::address)
                        .column("cause", suppression -> suppression.cause().text())
                        .column("evidence", Suppression::evidence)
                        .column("since", Suppression::since)
                        .column("expires_at", Suppression::expiresAt),
                Pages.<Suppression>of(last -> suppressions.activeAfter(last, cause, now, Pages.SIZE)));
    }

    @Command(name = "add", description = "Mail this address, or this whole domain, no longer.")
    void add(
            @Parameters(
                            paramLabel = "ADDRESS",
                            converter = PatternConverter.class,
                            description = "An address, or *@example.org for a domain.")
                    AddressPattern pattern,
            @Option(
                            names = "--cause",
                            required = true,
                            converter = CauseConverter.Changeable.class,
                            description = "hard-bounce, soft-bounces, complaint, unsubscribed or manual.")
                    Cause cause,
            @Option(names = "--note", paramLabel = "TEXT", description = "What shows it.") @Nullable String note,
            @Option(
                            names = "--until",
                            paramLabel = "DAY",
                            converter = TimeConverter.class,
                            description = "Mail it again from this day on, or from this instant on.")
                    @Nullable
                    Instant until,
            @Mixin Output output) {
        if (until != null && !until.isAfter(now())) {
            throw new ParameterException(output.command(), "--until %s is over.".formatted(until));
        }
        String why = cause.text() + (note == null ? "" : ": " + note) + (until == null ? "" : ", until " + until);
        application.change("suppressions add", pattern.toString(), why, () -> {
            application.bean(Suppressions.class).add(pattern, cause, note, now(), until);
            return pattern;
        });
        output.err()
                .println("%s is not mailed from now on (%s)%s."
                        .formatted(pattern, cause.text(), until == null ? "" : ", until " + until));
    }

    private Instant now() {
        return application.bean(Clock.class).instant();
    }
}

package com.scrabbl.cli;

import com.scrabbl.subscriber.AddressPattern;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.Suppressions;
import com.scrabbl.subscriber.SuppressionsOfDays;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = "Mail this address, or this whole domain, again; or all whom one cause suppressed in some days."
                + " What is removed stays on record as expired.")
final class SuppressionsRemoveCommand implements Runnable {

    private static final Duration DAY = Duration.ofDays(1);

    private final Application application;

    @Parameters(
            paramLabel = "ADDRESS",
            arity = "0..1",
            converter = PatternConverter.class,
            description = "An address, or *@example.org for what was added for the domain.")
    private @Nullable AddressPattern pattern;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why. Needed unless it is a dry run.")
    private @Nullable String note;

    @Option(
            names = "--cause",
            converter = CauseConverter.Changeable.class,
            description = "Instead of an address: all with this cause that began in the days")
    private @Nullable Cause cause;

    @Option(names = "--since", paramLabel = "DAY", converter = TimeConverter.class, description = "from this one")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "DAY",
            converter = TimeConverter.class,
            description = "to this one, in UTC.")
    private @Nullable Instant until;

    @Option(names = "--dry-run", description = "Only tell how many; change nothing.")
    private boolean dryRun;

    @Mixin
    private Output output = new Output();

    SuppressionsRemoveCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        if ((pattern == null) == (cause == null)) {
            throw wrong("Say which: an ADDRESS, or --cause with --since and --until.");
        }
        if (note == null && !dryRun) {
            throw wrong("Missing required option: '--note=TEXT', which says why.");
        }
        if (pattern == null) {
            removeAll();
        } else if (cause == null && since == null && until == null && !dryRun) {
            remove(pattern, String.valueOf(note));
        } else {
            throw wrong("--since, --until and --dry-run go with --cause.");
        }
    }

    private void remove(AddressPattern one, String why) {
        application
                .change(
                        "suppressions remove",
                        one.toString(),
                        why,
                        () -> application.bean(Suppressions.class).remove(one, why, now()))
                .forEach(suppression -> output.err()
                        .println("%s is no longer suppressed (%s)."
                                .formatted(one, suppression.cause().text())));
    }

    private void removeAll() {
        if (cause == null || since == null || until == null) {
            throw wrong("--cause needs --since and --until.");
        }
        Instant end = until.plus(DAY);
        Instant start = since;
        if (!end.isAfter(start)) {
            throw wrong("--until lies before --since.");
        }
        Cause meant = cause;
        SuppressionsOfDays suppressions = application.bean(SuppressionsOfDays.class);
        String days = "%s, %s to %s".formatted(meant.text(), start, until);
        long count = dryRun
                ? suppressions.count(meant, start, end, now())
                : application.change(
                        "suppressions remove",
                        days,
                        note,
                        () -> suppressions.removeAll(meant, start, end, String.valueOf(note), now()));
        output.print(new Details().with(dryRun ? "would_be_removed" : "removed", count));
        if (dryRun) {
            output.err().println("Nothing was changed.");
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(output.command(), sentence);
    }

    private Instant now() {
        return application.bean(Clock.class).instant();
    }
}

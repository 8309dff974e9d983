package com.scrabbl.cli;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Suppression;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.Suppressions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(name = "suppressions", description = "List, add and remove addresses that must not be mailed.")
final class SuppressionsCommand {

    private final Application application;

    SuppressionsCommand(Application application) {
        this.application = application;
    }

    @Command(name = "list", description = "The addresses that must not be mailed now.")
    void list(@Mixin Output output) {
        Suppressions suppressions = application.bean(Suppressions.class);
        Instant now = now();
        output.print(
                Listing.of(Suppression.class)
                        .column("address", Suppression::address)
                        .column("cause", suppression -> suppression.cause().text())
                        .column("evidence", Suppression::evidence)
                        .column("since", Suppression::since)
                        .column("expires_at", Suppression::expiresAt),
                Pages.<Suppression>of(last -> suppressions.activeAfter(last, now, Pages.SIZE)));
    }

    @Command(name = "add", description = "Mail this address no longer.")
    void add(
            @Parameters(paramLabel = "ADDRESS", converter = AddressConverter.class) EmailAddress address,
            @Option(
                            names = "--cause",
                            required = true,
                            converter = CauseConverter.class,
                            description = "hard-bounce, soft-bounces, complaint, unsubscribed or manual.")
                    Cause cause,
            @Option(names = "--note", paramLabel = "TEXT", description = "What shows it.") @Nullable String note,
            @Mixin Output output) {
        application.bean(Suppressions.class).add(address, cause, note, now(), null);
        output.err().println("%s is not mailed from now on (%s).".formatted(address, cause.text()));
    }

    @Command(name = "remove", description = "Mail this address again. The suppression stays on record as expired.")
    void remove(
            @Parameters(paramLabel = "ADDRESS", converter = AddressConverter.class) EmailAddress address,
            @Option(names = "--note", paramLabel = "TEXT", required = true, description = "Why.") String note,
            @Mixin Output output) {
        List<Suppression> removed = application.bean(Suppressions.class).remove(address, note, now());
        removed.forEach(suppression -> output.err()
                .println("%s is no longer suppressed (%s)."
                        .formatted(address, suppression.cause().text())));
    }

    private Instant now() {
        return application.bean(Clock.class).instant();
    }

    /** Makes a cause of an argument. */
    static final class CauseConverter implements ITypeConverter<Cause> {

        @Override
        public Cause convert(String text) {
            try {
                Cause cause = Cause.parse(text);
                if (cause == Cause.ERASED) {
                    // It stands for a person who was erased, not for an address that somebody names.
                    throw new TypeConversionException("The cause erased is set by an erasure only.");
                }
                return cause;
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}

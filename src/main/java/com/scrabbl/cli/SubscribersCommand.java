package com.scrabbl.cli;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.Consent.Origin;
import com.scrabbl.subscriber.Profile;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.SubscriberList;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscriptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "subscribers",
        description = "Import, export, list, show, add, end and erase subscribers.",
        subcommands = {
            SubscribersEraseCommand.class,
            SubscribersExportCommand.class,
            SubscribersImportCommand.class,
            SubscribersListCommand.class,
            SubscribersShowCommand.class,
        })
final class SubscribersCommand {

    private final Application application;

    SubscribersCommand(Application application) {
        this.application = application;
    }

    @Command(name = "add", description = "Make somebody an active reader at once, also one who had left.")
    void add(
            @Parameters(paramLabel = "ADDRESS", converter = AddressConverter.class) EmailAddress address,
            @Option(names = "--newsletter", paramLabel = "SLUG", required = true) String slug,
            @Mixin Output output) {
        Newsletter newsletter = application.bean(Newsletters.class).get(slug);
        boolean added = application.change(
                "subscribers add",
                address.toString(),
                slug,
                () -> application
                        .bean(SubscriberList.class)
                        .add(address, Profile.EMPTY, newsletter.id(), Origin.COMMAND));
        output.err()
                .println(
                        added
                                ? "%s gets %s from now on.".formatted(address, slug)
                                : "%s got %s before.".formatted(address, slug));
    }

    @Command(name = "end", description = "End somebody's subscription, or all of them.")
    void end(
            @Parameters(paramLabel = "ADDRESS", converter = AddressConverter.class) EmailAddress address,
            @Option(names = "--newsletter", paramLabel = "SLUG", description = "Only this one.") @Nullable String slug,
            @Mixin Output output) {
        Newsletters newsletters = application.bean(Newsletters.class);
        Newsletter only = slug == null ? null : newsletters.get(slug);
        Subscriber subscriber = application.bean(Subscribers.class).get(address);
        List<Subscription> meant = application.bean(Subscriptions.class).of(List.of(subscriber.id())).stream()
                .filter(subscription -> only == null || subscription.newsletterId() == only.id())
                .toList();
        if (meant.isEmpty()) {
            throw new NoSubscriptionException(address, slug);
        }
        for (Subscription subscription : meant) {
            String of = newsletters.byId(subscription.newsletterId()).slug();
            boolean ended = application.change(
                    "subscribers end",
                    address.toString(),
                    of,
                    () -> application.bean(SubscriberList.class).end(subscription, "by command", Origin.COMMAND, null));
            output.err()
                    .println(
                            ended
                                    ? "%s gets %s no longer.".formatted(address, of)
                                    : "%s had left %s before.".formatted(address, of));
        }
    }
}

package com.scrabbl.cli;

import com.scrabbl.delivery.LedgerReport;
import com.scrabbl.delivery.ReaderDelivery;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.Consents;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.subscriber.Suppression;
import com.scrabbl.subscriber.Suppressions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description =
                "One person: subscriptions, proofs of consent, suppressions (first the one that holds), deliveries.")
final class SubscribersShowCommand implements Runnable {

    /** More editions than anybody got; a bound for the memory. */
    private static final int MOST_DELIVERIES = 20_000;

    private final Application application;

    @Parameters(paramLabel = "ADDRESS", converter = AddressConverter.class)
    private @Nullable EmailAddress address;

    @Mixin
    private Output output = new Output();

    SubscribersShowCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        if (address == null) {
            throw new IllegalStateException("picocli requires the address");
        }
        Subscriber subscriber = application.bean(Subscribers.class).get(address);
        List<Map<String, @Nullable Object>> suppressions =
                application
                        .bean(Suppressions.class)
                        .active(address, application.bean(Clock.class).instant())
                        .stream()
                        .map(SubscribersShowCommand::suppression)
                        .toList();
        output.print(new Details()
                .with("email", String.valueOf(subscriber.address()))
                .with("name", subscriber.profile().name())
                .with("language", subscriber.profile().language())
                .with("time_zone", subscriber.profile().timeZone())
                .with("attributes", application.bean(Subscribers.class).attributes(subscriber))
                .with(
                        "subscriptions",
                        application.bean(Subscriptions.class).of(List.of(subscriber.id())).stream()
                                .map(one -> one.asMap(slug(one.newsletterId())))
                                .toList())
                .with(
                        "consents",
                        application.bean(Consents.class).of(subscriber.id()).stream()
                                .map(one -> one.asMap(slug(one.newsletterId())))
                                .toList())
                .with("suppression", suppressions.isEmpty() ? null : suppressions.get(0))
                .with("suppressions", suppressions)
                .with(
                        "deliveries",
                        application.bean(LedgerReport.class).ofReader(subscriber.id(), MOST_DELIVERIES).stream()
                                .map(SubscribersShowCommand::delivery)
                                .toList()));
    }

    private static Map<String, @Nullable Object> suppression(Suppression suppression) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("cause", suppression.cause().text());
        values.put("evidence", suppression.evidence());
        values.put("since", suppression.since());
        values.put("expires_at", suppression.expiresAt());
        values.put("address", suppression.address());
        return values;
    }

    private static Map<String, @Nullable Object> delivery(ReaderDelivery delivery) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("edition", delivery.newsletter() + "/" + delivery.slot());
        values.put("state", delivery.state().name());
        values.put("reason", delivery.reason());
        values.put("attempts", delivery.attempts());
        values.put("code", delivery.code());
        values.put("reply", delivery.reply());
        values.put("attempted_at", delivery.attemptedAt());
        values.put("settled_at", delivery.settledAt());
        return values;
    }

    private String slug(long newsletterId) {
        return application.bean(Newsletters.class).byId(newsletterId).slug();
    }
}

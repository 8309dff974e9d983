package com.scrabbl.cli;

import com.scrabbl.delivery.LedgerReport;
import com.scrabbl.delivery.ReaderDelivery;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.Consent;
import com.scrabbl.subscriber.Consents;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
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

@Command(name = "show", description = "One person: subscriptions, proofs of consent, suppression, deliveries.")
final class SubscribersShowCommand implements Runnable {

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
        List<Subscription> subscriptions = application.bean(Subscriptions.class).of(List.of(subscriber.id()));
        output.print(new Details()
                .with("email", String.valueOf(subscriber.address()))
                .with("name", subscriber.profile().name())
                .with("language", subscriber.profile().language())
                .with("time_zone", subscriber.profile().timeZone())
                .with("attributes", application.bean(Subscribers.class).attributes(subscriber))
                .with(
                        "subscriptions",
                        subscriptions.stream().map(this::subscription).toList())
                .with(
                        "consents",
                        application.bean(Consents.class).of(subscriber.id()).stream()
                                .map(this::consent)
                                .toList())
                .with(
                        "suppression",
                        application
                                .bean(Suppressions.class)
                                .active(address, application.bean(Clock.class).instant())
                                .stream()
                                .findFirst()
                                .map(SubscribersShowCommand::suppression)
                                .orElse(null))
                .with(
                        "deliveries",
                        subscriptions.stream()
                                .flatMap(subscription -> deliveries(subscription).stream())
                                .toList()));
    }

    private Map<String, @Nullable Object> subscription(Subscription subscription) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("newsletter", slug(subscription.newsletterId()));
        values.put("state", subscription.state());
        values.put("topics", subscription.topics().keys());
        values.put("since", subscription.since());
        if (subscription.pausedUntil() != null) {
            values.put("paused_until", subscription.pausedUntil());
        }
        if (subscription.endReason() != null) {
            values.put("end_reason", subscription.endReason());
        }
        return values;
    }

    private Map<String, @Nullable Object> consent(Consent consent) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("newsletter", slug(consent.newsletterId()));
        values.put("event", consent.event());
        values.put("origin", consent.origin());
        values.put("occurred_at", consent.occurredAt());
        values.put("confirmed_at", consent.confirmedAt());
        values.put("wording", consent.wording());
        values.put("wording_version", consent.wordingVersion());
        values.put("network", consent.network());
        values.put("user_agent", consent.userAgent());
        values.put("detail", consent.detail());
        return values;
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

    private List<Map<String, @Nullable Object>> deliveries(Subscription subscription) {
        String slug = slug(subscription.newsletterId());
        return application.bean(LedgerReport.class).ofReader(subscription.newsletterId(), subscription.id()).stream()
                .map(delivery -> delivery(slug, delivery))
                .toList();
    }

    private static Map<String, @Nullable Object> delivery(String slug, ReaderDelivery delivery) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("edition", slug + "/" + delivery.slot());
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

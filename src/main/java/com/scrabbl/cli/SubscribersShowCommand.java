package com.scrabbl.cli;

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
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
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
                .with("attributes", subscriber.profile().attributes())
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
        return values;
    }

    /** The newest first. The ledger's only index begins with the edition, so its rows are reached through those. */
    private List<Map<String, @Nullable Object>> deliveries(Subscription subscription) {
        String slug = slug(subscription.newsletterId());
        return application
                .bean(JdbcClient.class)
                .sql("""
                        SELECT e.slot, d.state, d.reason
                        FROM edition e
                        JOIN delivery d ON d.edition_id = e.id AND d.subscription_id = :subscription
                        WHERE e.newsletter_id = :newsletter
                        ORDER BY e.slot DESC, e.id
                        """)
                .param("subscription", subscription.id())
                .param("newsletter", subscription.newsletterId())
                .query((row, number) -> {
                    Map<String, @Nullable Object> values = new LinkedHashMap<>();
                    values.put(
                            "edition",
                            slug + "/"
                                    + row.getObject("slot", OffsetDateTime.class)
                                            .toInstant());
                    values.put("state", row.getString("state"));
                    values.put("reason", row.getString("reason"));
                    return values;
                })
                .list();
    }

    private String slug(long newsletterId) {
        return application.bean(Newsletters.class).byId(newsletterId).slug();
    }
}

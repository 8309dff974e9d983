package com.scrabbl.signup;

import static com.scrabbl.timestamp.Timestamps.instant;
import static com.scrabbl.timestamp.Timestamps.instantOrNull;

import com.scrabbl.delivery.LedgerReport;
import com.scrabbl.delivery.ReaderDelivery;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.Consents;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.subscriber.Suppression;
import com.scrabbl.subscriber.Suppressions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All that is kept of a person, under the names that commands use for it too. */
@Component
class ReaderData {

    /** More editions than anybody got; a bound for the memory. */
    private static final int MOST_DELIVERIES = 20_000;

    private final Subscriptions subscriptions;
    private final Consents consents;
    private final Suppressions suppressions;
    private final Newsletters newsletters;
    private final LedgerReport ledger;
    private final JdbcClient jdbc;
    private final Clock clock;

    ReaderData(
            Subscriptions subscriptions,
            Consents consents,
            Suppressions suppressions,
            Newsletters newsletters,
            LedgerReport ledger,
            JdbcClient jdbc,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.consents = consents;
        this.suppressions = suppressions;
        this.newsletters = newsletters;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Map<String, @Nullable Object> of(Person person) {
        long id = person.subscriber().id();
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("email", person.address().typed());
        data.put("name", person.subscriber().profile().name());
        data.put("language", person.subscriber().profile().language());
        data.put("time_zone", person.subscriber().profile().timeZone());
        data.put("attributes", person.subscriber().profile().attributes());
        data.put("since", person.subscriber().createdAt().toString());
        data.put(
                "subscriptions",
                subscriptions.of(List.of(id)).stream()
                        .map(one -> one.asMap(slug(one.newsletterId())))
                        .toList());
        data.put(
                "consents",
                consents.of(id).stream()
                        .map(one -> one.asMap(slug(one.newsletterId())))
                        .toList());
        data.put(
                "suppressions",
                suppressions.active(person.address(), clock.instant()).stream()
                        .map(ReaderData::suppression)
                        .toList());
        data.put(
                "deliveries",
                ledger.ofReader(id, MOST_DELIVERIES).stream()
                        .map(ReaderData::delivery)
                        .toList());
        data.put("requests", requests(person));
        data.put("letters", letters(person));
        return data;
    }

    private static Map<String, @Nullable Object> suppression(Suppression suppression) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("cause", suppression.cause().text());
        values.put("since", suppression.since().toString());
        values.put("expires_at", text(suppression.expiresAt()));
        return values;
    }

    private static Map<String, @Nullable Object> delivery(ReaderDelivery delivery) {
        SentEdition edition = SentEdition.of(delivery);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("edition", edition.newsletter() + "/" + edition.slot());
        values.put("state", edition.state());
        values.put("reason", edition.reason());
        values.put("attempted_at", text(edition.attemptedAt()));
        return values;
    }

    /** Whoever it was that typed the address: where from is told of those only that its owner confirmed. */
    private List<Map<String, @Nullable Object>> requests(Person person) {
        return jdbc.sql("""
                        SELECT origin, choices, language, time_zone, wording, wording_version, network, user_agent, detail,
                               requested_at, outcome, confirmed_at
                        FROM signup_request WHERE address = :address ORDER BY id
                        """)
                .param("address", person.address().normal())
                .query((row, number) -> {
                    boolean confirmed = row.getObject("confirmed_at") != null;
                    Map<String, @Nullable Object> values = new LinkedHashMap<>();
                    values.put("origin", row.getString("origin"));
                    values.put(
                            "newsletters",
                            Choice.parse(row.getString("choices")).stream()
                                    .collect(Collectors.toMap(
                                            choice -> slug(choice.newsletterId()),
                                            choice -> choice.topics().keys())));
                    for (String column : List.of("language", "time_zone", "wording", "wording_version", "detail")) {
                        values.put(column, row.getString(column));
                    }
                    values.put("network", confirmed ? row.getString("network") : null);
                    values.put("user_agent", confirmed ? row.getString("user_agent") : null);
                    values.put("requested_at", instant(row, "requested_at").toString());
                    values.put("outcome", row.getString("outcome"));
                    values.put("confirmed_at", text(instantOrNull(row, "confirmed_at")));
                    return values;
                })
                .list();
    }

    /** Those to a former address too. */
    private List<Map<String, @Nullable Object>> letters(Person person) {
        return jdbc.sql("""
                        SELECT id, kind, email, queued_at, attempted_at, outcome FROM letter WHERE address = :address
                        UNION
                        SELECT id, kind, email, queued_at, attempted_at, outcome FROM letter
                        WHERE subscription_id IN (SELECT n.id FROM subscription n WHERE n.subscriber_id = :person)
                        ORDER BY id
                        """)
                .param("address", person.address().normal())
                .param("person", person.subscriber().id())
                .query((row, number) -> {
                    Map<String, @Nullable Object> values = new LinkedHashMap<>();
                    values.put("kind", row.getString("kind"));
                    values.put("email", row.getString("email"));
                    values.put("queued_at", instant(row, "queued_at").toString());
                    values.put("attempted_at", text(instantOrNull(row, "attempted_at")));
                    values.put("outcome", row.getString("outcome"));
                    return values;
                })
                .list();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private String slug(long newsletterId) {
        return newsletters.byId(newsletterId).slug();
    }
}

package com.scrabbl.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class SubscriptionsTests {

    private final ListTester list;
    private final Subscriptions subscriptions;
    private final long daily;
    private final long ada;

    SubscriptionsTests(Database database) {
        list = new ListTester(database);
        subscriptions = list.bean(Subscriptions.class);
        daily = list.newsletter("daily");
        ada = list.bean(Subscribers.class)
                .add(EmailAddress.parse("ada@mail.example"), Profile.EMPTY, list.now())
                .id();
    }

    @Test
    void goesFromPendingToActiveToEndedAndPendingAgain() {
        Subscription pending =
                subscriptions.request(ada, daily, Topics.parse("Sport|art"), Frequency.EVERY, list.now());
        assertThat(pending.state()).isEqualTo(State.PENDING);
        assertThat(pending.topics().keys()).containsExactly("art", "sport");
        assertThat(pending.frequency()).isEqualTo(Frequency.EVERY);

        assertThat(subscriptions.activate(pending.id(), list.now().plusSeconds(1)))
                .isTrue();
        Subscription active = subscriptions.find(pending.id()).orElseThrow();
        assertThat(active.state()).isEqualTo(State.ACTIVE);
        assertThat(active.since()).isEqualTo(list.now().plusSeconds(1));

        assertThat(subscriptions.end(pending.id(), list.now().plusSeconds(2), "one click"))
                .isTrue();
        Subscription ended = subscriptions.find(pending.id()).orElseThrow();
        assertThat(ended.state()).isEqualTo(State.ENDED);
        assertThat(ended.endReason()).isEqualTo("one click");

        Subscription again = subscriptions.request(
                ada, daily, Topics.ALL, Frequency.EVERY, list.now().plusSeconds(3));
        assertThat(again.id()).isEqualTo(pending.id());
        assertThat(again.state()).isEqualTo(State.PENDING);
        assertThat(again.endReason()).isNull();
        assertThat(again.topics()).isEqualTo(Topics.ALL);
    }

    @Test
    void verbsLeaveAStateFromWhichTheyDoNotLead() {
        long id = subscriptions
                .request(ada, daily, Topics.ALL, Frequency.EVERY, list.now())
                .id();
        subscriptions.activate(id, list.now());
        list.application.clock().tick(Duration.ofHours(1));

        assertThat(subscriptions.activate(id, list.now())).isFalse();
        assertThat(subscriptions.request(ada, daily, Topics.parse("art"), Frequency.EVERY, list.now()))
                .satisfies(unchanged -> {
                    assertThat(unchanged.state()).isEqualTo(State.ACTIVE);
                    assertThat(unchanged.topics()).isEqualTo(Topics.ALL);
                    assertThat(unchanged.since()).isEqualTo(list.now().minus(Duration.ofHours(1)));
                });

        subscriptions.end(id, list.now(), "first");
        assertThat(subscriptions.end(id, list.now(), "second")).isFalse();
        assertThat(subscriptions.activate(id, list.now())).isFalse();
        assertThat(subscriptions.find(id).orElseThrow().endReason()).isEqualTo("first");
    }

    @Test
    void aPendingOneCanEnd() {
        long id = subscriptions
                .request(ada, daily, Topics.ALL, Frequency.EVERY, list.now())
                .id();

        assertThat(subscriptions.end(id, list.now(), "x".repeat(300))).isTrue();
        assertThat(subscriptions.find(id).orElseThrow().endReason()).hasSize(200);
    }

    @Test
    void findsThoseOfAPersonByNewsletter() {
        long weekly = list.newsletter("weekly");
        subscriptions.request(ada, weekly, Topics.ALL, Frequency.EVERY, list.now());
        subscriptions.request(ada, daily, Topics.ALL, Frequency.EVERY, list.now());

        assertThat(subscriptions.of(List.of(ada)))
                .extracting(Subscription::newsletterId)
                .containsExactly(daily, weekly);
        assertThat(subscriptions.of(List.of())).isEmpty();
        assertThat(subscriptions.find(ada, weekly + 1)).isEmpty();
        assertThat(subscriptions.find(-1)).isEmpty();
    }
}

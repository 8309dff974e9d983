package com.scrabbl.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Consent.Event;
import com.scrabbl.subscriber.Consent.Origin;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@OnEachDatabase
class SubscriberListTests {

    private final ListTester list;
    private final SubscriberList subscriberList;
    private final long daily;

    SubscriberListTests(Database database) {
        list = new ListTester(database);
        subscriberList = list.bean(SubscriberList.class);
        daily = list.newsletter("daily");
    }

    @Test
    void addMakesActiveAtOnceAndRecordsTheProof() {
        assertThat(subscriberList.add(EmailAddress.parse("ada@mail.example"), Profile.EMPTY, daily, Origin.COMMAND))
                .isTrue();

        Subscription subscription = list.subscription("ada@mail.example", daily);
        assertThat(subscription.state()).isEqualTo(State.ACTIVE);
        assertThat(list.consents("ada@mail.example"))
                .containsExactly(Consent.given(subscription.subscriberId(), daily, Origin.COMMAND, list.now(), null));
    }

    @Test
    void addingAnActiveReaderChangesNothing() {
        list.add("ada@mail.example", daily);

        assertThat(subscriberList.add(EmailAddress.parse("ada@mail.example"), Profile.EMPTY, daily, Origin.COMMAND))
                .isFalse();
        assertThat(list.consents("ada@mail.example")).hasSize(1);
    }

    @Test
    void anEndedReaderIsBroughtBackByAnExplicitWord() {
        list.add("ada@mail.example", daily);
        list.end("ada@mail.example", daily);

        list.add("ada@mail.example", daily);

        assertThat(list.subscription("ada@mail.example", daily).state()).isEqualTo(State.ACTIVE);
        assertThat(list.consents("ada@mail.example"))
                .extracting(Consent::event)
                .containsExactly(Event.GIVEN, Event.WITHDRAWN, Event.GIVEN);
    }

    @Test
    void endingTwiceRecordsOneWithdrawal() {
        Subscription subscription = list.add("ada@mail.example", daily);

        assertThat(subscriberList.end(subscription, "one click", Origin.ONE_CLICK, null))
                .isTrue();
        assertThat(subscriberList.end(subscription, "one click", Origin.ONE_CLICK, null))
                .isFalse();
        assertThat(list.consents("ada@mail.example")).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void aSuppressedAddressIsNotAdded(Cause cause) {
        list.suppress("ada@mail.example", cause);

        assertThatExceptionOfType(SuppressedAddressException.class)
                .isThrownBy(() -> list.add("Ada@mail.example", daily))
                .withMessageContaining("Ada@mail.example is suppressed (%s)", cause.text());
        assertThat(list.rows("subscriber")).isZero();
    }
}

package com.scrabbl.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Consent.Origin;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class ReadersTests {

    private final ListTester list;
    private final Readers readers;
    private final long daily;

    ReadersTests(Database database) {
        list = new ListTester(database);
        readers = list.bean(Readers.class);
        daily = list.newsletter("daily");
    }

    @Test
    void aReaderHasAllThatIsKnownOfAPerson() {
        EmailAddress address = EmailAddress.parse("Ada@mail.example");
        Profile profile = new Profile("Ada", "en-GB", "Europe/London", Map.of("city", "London"));
        list.bean(SubscriberList.class).add(address, profile, daily, Origin.COMMAND);
        Subscription subscription = list.subscription("ada@mail.example", daily);
        Reader ada = new Reader(
                subscription.id(),
                subscription.subscriberId(),
                address,
                "Ada",
                "en-GB",
                "Europe/London",
                Map.of("city", "London"),
                Topics.ALL,
                list.now());

        assertThat(readers.activeAfter(daily, 0, 10)).containsExactly(ada);
        assertThat(readers.bySubscription(subscription.id())).contains(ada);
        assertThat(readers.byAddress(daily, EmailAddress.parse("ada@MAIL.example")))
                .contains(ada);
    }

    @Test
    void activeReadersComeInPagesOfTheirNewsletter() {
        long weekly = list.newsletter("weekly");
        long a = list.add("a@mail.example", daily).id();
        list.add("b@mail.example", weekly);
        list.add("c@mail.example", daily);
        list.end("c@mail.example", daily);
        long d = list.add("d@mail.example", daily).id();

        assertThat(readers.activeAfter(daily, 0, 1))
                .extracting(Reader::subscriptionId)
                .containsExactly(a);
        assertThat(readers.activeAfter(daily, a, 9))
                .extracting(Reader::subscriptionId)
                .containsExactly(d);
        assertThat(readers.activeAfter(daily, d, 9)).isEmpty();
    }

    @Test
    void readersAreFoundBySubscriptionWhateverItsStateUnlessErased() {
        long ended = list.add("a@mail.example", daily).id();
        list.end("a@mail.example", daily);
        Subscription erased = list.add("b@mail.example", daily);
        list.application
                .jdbc()
                .sql("UPDATE subscriber SET email = NULL, address = NULL, erased_at = created_at WHERE id = :id")
                .param("id", erased.subscriberId())
                .update();

        assertThat(readers.bySubscriptions(List.of(erased.id(), ended, -1L)))
                .extracting(Reader::subscriptionId)
                .containsExactly(ended);
        assertThat(readers.bySubscriptions(List.of())).isEmpty();
        assertThat(readers.activeAfter(daily, 0, 9)).isEmpty();
        assertThat(readers.byAddress(daily, EmailAddress.parse("nobody@mail.example")))
                .isEmpty();
    }
}

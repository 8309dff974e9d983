package com.scrabbl.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@OnEachDatabase
class SubscribersTests {

    private final ListTester list;
    private final Subscribers subscribers;

    SubscribersTests(Database database) {
        list = new ListTester(database);
        subscribers = list.bean(Subscribers.class);
    }

    @Test
    void keepsTheAddressAsTypedAndEverythingOfTheProfile() {
        Profile profile = new Profile("Ada", "en", "Europe/London", Map.of("city", "London", "tier", "gold"));
        EmailAddress typed = EmailAddress.parse("Ada@Mail.Example");

        Subscriber added = subscribers.add(typed, profile, list.now());

        assertThat(added.address()).isEqualTo(typed);
        assertThat(added.profile()).isEqualTo(profile);
        assertThat(added.createdAt()).isEqualTo(list.now());
        assertThat(subscribers.find(EmailAddress.parse("ADA@mail.example"))).contains(added);
    }

    @Test
    void keepsWhatIsKnownOfAPersonWhoIsAddedAgain() {
        Profile known = new Profile("Ada", null, null, Map.of("city", "London"));
        Subscriber first = subscribers.add(EmailAddress.parse("ada@mail.example"), known, list.now());

        Subscriber second = subscribers.add(
                EmailAddress.parse("ADA@mail.example"),
                new Profile("Bob", "en", null, Map.of("city", "Paris")),
                list.now().plusSeconds(1));

        assertThat(second).isEqualTo(first);
        assertThat(list.rows("subscriber")).isOne();
    }

    @Test
    void ofTwoWhoMoveToOneAddressAtOnceOneIsTold() throws Exception {
        EmailAddress wanted = EmailAddress.parse("new@mail.example");
        long first = add("a@mail.example");
        long second = add("b@mail.example");
        TransactionTemplate transaction = new TransactionTemplate(list.bean(PlatformTransactionManager.class));
        CompletableFuture<Boolean> other = new CompletableFuture<>();

        Boolean moved = transaction.execute(status -> {
            boolean done = subscribers.move(first, wanted, list.now());
            new Thread(() -> other.completeAsync(() -> transaction.execute(waiting -> {
                        boolean taken = subscribers.move(second, wanted, list.now());
                        // The transaction is as good as before.
                        subscribers.describe(second, new Profile("Bo", null, null, Map.of()));
                        return taken;
                    })))
                    .start();
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> other.get(300, TimeUnit.MILLISECONDS));
            return done;
        });

        assertThat(moved).isTrue();
        assertThat(other.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(subscribers.find(wanted).orElseThrow().id()).isEqualTo(first);
        assertThat(list.subscriber("b@mail.example").profile().name()).isEqualTo("Bo");
    }

    private long add(String address) {
        return subscribers
                .add(EmailAddress.parse(address), Profile.EMPTY, list.now())
                .id();
    }

    @Test
    void listsPeopleInPagesWithoutThoseWhoWereErased() {
        long first = subscribers
                .add(EmailAddress.parse("a@mail.example"), Profile.EMPTY, list.now())
                .id();
        long erased = subscribers
                .add(EmailAddress.parse("b@mail.example"), Profile.EMPTY, list.now())
                .id();
        long third = subscribers
                .add(EmailAddress.parse("c@mail.example"), Profile.EMPTY, list.now())
                .id();
        list.application
                .jdbc()
                .sql("UPDATE subscriber SET email = NULL, address = NULL, erased_at = created_at WHERE id = :id")
                .param("id", erased)
                .update();

        assertThat(subscribers.after(0, 1)).extracting(Subscriber::id).containsExactly(first);
        assertThat(subscribers.after(first, 9)).extracting(Subscriber::id).containsExactly(third);
        assertThat(subscribers.after(third, 9)).isEmpty();
    }
}

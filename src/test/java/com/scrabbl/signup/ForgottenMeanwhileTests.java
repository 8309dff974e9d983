package com.scrabbl.signup;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.subscriber.Frequency;
import com.scrabbl.subscriber.Profile;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.subscriber.Topics;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

/** Who never confirmed is forgotten at the very moment in which the person is given a subscription. */
@OnEachDatabase
class ForgottenMeanwhileTests {

    private static final String ANNA = "anna@harbour.example";

    /** For another thread to come to where it has to wait. */
    private static final Duration A_WHILE = Duration.ofMillis(400);

    @TempDir
    Path folder;

    private final TestApplication application;
    private final Visitor visitor;
    private final Newsletter weekly;
    private final TransactionTemplate transaction;
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    ForgottenMeanwhileTests(Database database) {
        application = TestApplication.on(database);
        visitor = new Visitor(application);
        visitor.declare("daily", "Harbour Daily");
        weekly = visitor.declare("weekly", "Harbour Weekly");
        transaction = application.bean(TransactionTemplate.class);
    }

    @BeforeEach
    void annaNeverConfirmed() {
        visitor.signUp(ANNA, "daily");
        visitor.work();
        application.clock().tick(Duration.ofDays(30).plusSeconds(1));
    }

    @AfterEach
    void end() {
        other.shutdownNow();
    }

    @Test
    void whoIsGivenASubscriptionStays() throws Exception {
        Future<Integer> dropped = transaction.execute(status -> {
            subscribe();
            Future<Integer> dropping = other.submit(this::drop);
            pause();
            return dropping;
        });

        assertThat(dropped.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(visitor.state(ANNA, "weekly")).contains(State.PENDING);
        assertThat(visitor.state(ANNA, "daily")).isEmpty();
    }

    @Test
    void whoWasForgottenIsANewPerson() throws Exception {
        Future<?> subscribing = transaction.execute(status -> {
            drop();
            Future<?> waiting = other.submit(() -> transaction.executeWithoutResult(inner -> subscribe()));
            pause();
            return waiting;
        });

        subscribing.get(10, TimeUnit.SECONDS);
        assertThat(visitor.state(ANNA, "weekly")).contains(State.PENDING);
        assertThat(visitor.count("subscriber")).isEqualTo(1);
    }

    @Test
    void aListBringsThePersonBack() throws Exception {
        importWhileForgotten("email\n" + ANNA + "\n", "weekly");

        assertThat(visitor.state(ANNA, "weekly")).contains(State.ACTIVE);
        assertThat(visitor.count("subscriber")).isEqualTo(1);
    }

    @Test
    void aListPutsOnRecordThatThePersonLeft() throws Exception {
        importWhileForgotten("email,newsletter,subscription,since\n" + ANNA + ",daily,ENDED,\n", "daily");

        assertThat(visitor.state(ANNA, "daily")).contains(State.ENDED);
        assertThat(visitor.count("subscriber")).isEqualTo(1);
    }

    private void importWhileForgotten(String lines, String newsletter) throws Exception {
        Path list = folder.resolve("list.csv");
        Files.writeString(list, lines);
        Future<Integer> importing = transaction.execute(status -> {
            drop();
            Future<Integer> waiting = other.submit(() -> application
                    .run("subscribers", "import", list.toString(), "--newsletter", newsletter)
                    .exitCode());
            pause();
            return waiting;
        });
        assertThat(importing.get(10, TimeUnit.SECONDS)).isZero();
    }

    private int drop() {
        return application.bean(Unconfirmed.class).drop();
    }

    private void subscribe() {
        Instant now = application.clock().instant();
        long anna = application
                .bean(Subscribers.class)
                .add(EmailAddress.parse(ANNA), Profile.EMPTY, now)
                .id();
        application.bean(Subscriptions.class).request(anna, weekly.id(), Topics.ALL, Frequency.EVERY, now);
    }

    private static void pause() {
        try {
            Thread.sleep(A_WHILE.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

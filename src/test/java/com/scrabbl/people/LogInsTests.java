package com.scrabbl.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class LogInsTests {

    private static final String HOME = "203.0.113.7";
    private static final String STRANGER = "198.51.100.9";
    private static final String PASSWORD = "quay barge lantern";

    private final TestApplication application = TestApplication.on(Database.H2);
    private final Users users = application.bean(Users.class);
    private final LogIns logIns = new LogIns(users, application.bean(Clock.class));

    LogInsTests() {
        users.add(new UserName("ada"), Role.ADMIN, new Password(PASSWORD));
    }

    private void guess(String name, String from) {
        assertThat(logIns.logIn(name, "wrong", from)).isEmpty();
    }

    private Duration refused(String name, String from) {
        try {
            logIns.logIn(name, PASSWORD, from);
            return Duration.ZERO;
        } catch (TooManyGuessesException e) {
            return e.pause();
        }
    }

    @Test
    void eachWrongPasswordAfterTheFifthIsFollowedByALongerPause() {
        for (int i = 0; i < 5; i++) {
            guess("ada", STRANGER);
        }
        assertThat(refused("ADA", STRANGER)).isEqualTo(Duration.ofSeconds(30));
        application.clock().tick(Duration.ofSeconds(31));
        guess("ada", STRANGER);
        assertThat(refused("ada", STRANGER)).isEqualTo(Duration.ofSeconds(60));
        for (int i = 0; i < 5; i++) {
            application.clock().tick(Duration.ofMinutes(5));
            guess("ada", STRANGER);
        }
        assertThat(refused("ada", STRANGER)).isEqualTo(Duration.ofMinutes(5));

        application.clock().tick(Duration.ofMinutes(5));
        assertThat(logIns.logIn("ada", PASSWORD, STRANGER)).isPresent();
        guess("ada", STRANGER);
        assertThat(refused("ada", STRANGER)).as("one begins anew").isZero();
    }

    @Test
    void whoIsGuessedAtGetsInFromElsewhere() {
        logIns.logIn("ada", PASSWORD, HOME);
        for (int i = 0; i < 60; i++) {
            try {
                logIns.logIn("ada", "wrong", "198.51." + i + ".1");
            } catch (TooManyGuessesException e) {
                assertThat(i).isGreaterThanOrEqualTo(50);
            }
        }
        assertThat(refused("ada", "192.0.2.1")).as("where ada never was").isPositive();
        assertThat(logIns.logIn("ada", PASSWORD, HOME))
                .as("where ada was before")
                .isPresent();
    }

    @Test
    void oneNetworkDoesNotTryAllNames() {
        for (int i = 0; i < 50; i++) {
            guess("nobody" + i, STRANGER);
        }
        assertThat(refused("ada", STRANGER)).isPositive();
        assertThat(refused("ada", HOME)).isZero();
    }

    @Test
    void manyGuessesAtOnceAreNoWayRound() throws Exception {
        ExecutorService many = Executors.newFixedThreadPool(20);
        Callable<Boolean> guess = () -> {
            try {
                return logIns.logIn("ada", "wrong", STRANGER).isEmpty();
            } catch (TooManyGuessesException e) {
                return false;
            }
        };
        long looked = 0;
        for (Future<Boolean> answer : many.invokeAll(List.of(
                guess, guess, guess, guess, guess, guess, guess, guess, guess, guess, guess, guess, guess, guess, guess,
                guess))) {
            looked += answer.get() ? 1 : 0;
        }
        many.shutdown();

        assertThat(looked).isEqualTo(5);
    }

    @Test
    void thePageSaysHowLongToWait() {
        ConsoleVisitor visitor = new ConsoleVisitor(application.url());
        String fifth = "";
        for (int i = 0; i < 5; i++) {
            fifth = visitor.logIn("ada", "wrong wrong wrong").body();
        }

        assertThat(Jsoup.parse(fifth).selectFirst("[role=alert]").text())
                .contains("Name or password is wrong. After a pause of 30 seconds you can try again.");
        assertThat(visitor.logIn("ada", PASSWORD).statusCode()).isEqualTo(422);
        application.clock().tick(Duration.ofSeconds(31));
        assertThat(visitor.logIn("ada", PASSWORD).statusCode()).isEqualTo(302);
    }

    @Test
    void aPasswordNobodyCanGuessAndBcryptReadsWhole() {
        for (String bad : List.of("", "short", "aaaaaaaaaaaaaaaa", "ä".repeat(37))) {
            assertThatExceptionOfType(UserRefusedException.class).as(bad).isThrownBy(() -> new Password(bad));
        }
        assertThat(new Password("wörd wörd grün").toString()).doesNotContain("grün");
    }
}

package com.scrabbl.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.scrabbl.newsletter.Brand;
import com.scrabbl.newsletter.Publication;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

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

    private long lookedAt(List<String> spellings) {
        return spellings.stream()
                .filter(name -> {
                    try {
                        return logIns.logIn(name, "wrong", STRANGER).isEmpty();
                    } catch (TooManyGuessesException e) {
                        return false;
                    }
                })
                .count();
    }

    @Test
    void allSpellingsOfANameAreGuessedAtAsOne() {
        List<String> spellings = IntStream.range(0, 236)
                .mapToObj(i -> spelled("ada", i % 6, i / 6 % 6, i / 36 % 7))
                .toList();
        assertThat(spellings)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(users.find(name)).isPresent());

        assertThat(lookedAt(spellings)).isEqualTo(5);
        assertThat(refused("\uFF21\uFF24\uFF21", STRANGER)).isEqualTo(Duration.ofSeconds(30));
    }

    /** Each letter as it is, as a capital, full-width, mathematical bold, italic, script or double-struck. */
    private static String spelled(String name, int... styles) {
        int[] smallA = {'a', 'A', 0xFF41, 0x1D41A, 0x1D44E, 0x1D4B6, 0x1D552};
        StringBuilder spelled = new StringBuilder();
        for (int i = 0; i < styles.length; i++) {
            spelled.appendCodePoint(smallA[styles[i]] + name.charAt(i) - 'a');
        }
        return spelled.toString();
    }

    @Test
    void whatCannotBeANameIsGuessedAtAsOneName() {
        assertThat(lookedAt(IntStream.range(0, 40)
                        .mapToObj(i -> "ada" + "\u200B".repeat(i + 1))
                        .toList()))
                .isEqualTo(5);
    }

    @Test
    void whoSetsAPasswordByALinkGetsInThereWhileOthersGuess() {
        for (int i = 0; i < 50; i++) {
            guess("ada", "198.51." + i + ".1");
        }
        assertThat(refused("ada", HOME)).isPositive();

        OneTimeLinks links = application.bean(OneTimeLinks.class);
        links.use(links.create(users.get("ada")).secret(), new Password(PASSWORD), HOME);

        assertThat(logIns.logIn("ada", PASSWORD, HOME)).isPresent();
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
    void guessesFromManyNetworksKeepNobodyWaitingWhoseNetworkIsKnown() throws Exception {
        logIns.logIn("ada", PASSWORD, HOME);
        ExecutorService many = Executors.newFixedThreadPool(60);
        List<Future<String>> guesses = IntStream.range(0, 60)
                .mapToObj(number -> many.submit(() -> {
                    try {
                        logIns.logIn("nobody" + number, "wrong", "198.51.%d.9".formatted(number));
                        return "";
                    } catch (TooManyGuessesException e) {
                        return e.getMessage();
                    }
                }))
                .toList();

        assertThat(logIns.logIn("ada", PASSWORD, HOME)).isPresent();
        for (Future<String> guess : guesses) {
            assertThat(guess.get()).isIn("", "This password was not looked at: too many log in at once.");
        }
        many.shutdown();
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
    void passwordsThatOthersGuessAreRefusedAndAllOthersTaken() {
        Publication publication = new Publication(
                URI.create("https://news.harbour.example/post"),
                new Brand("The Harbour Post", null, null, "#9a2b1f", "#f0917f", null));
        PasswordRules rules = new PasswordRules(publication);
        for (String bad : List.of(
                "",
                "short",
                "aaaaaaaaaaaaaaaa",
                "password1234",
                "adminadmin12",
                "Password2024!",
                "The Harbour Post",
                "the-harbour-post-1",
                "news.harbour.example",
                "HarbourPost2026",
                "ada.lovelace!",
                "qwertyuiop12",
                "ä".repeat(129))) {
            assertThatExceptionOfType(UserRefusedException.class)
                    .as(bad)
                    .isThrownBy(() -> rules.choose("ada.lovelace", bad));
        }
        for (String good : List.of(
                "quay barge lantern",
                "wörd wörd grün",
                "моря туман фонарь",
                "港の霧が晴れて船が静かに出る",
                "k".repeat(3) + "7 barge fog ö".repeat(9))) {
            assertThat(rules.choose("ada.lovelace", good).toString()).as(good).isEqualTo("(a password)");
        }
        assertThat(rules.strength("ada", new Password(PASSWORD)).word()).isEqualTo("strong");
    }

    @Test
    void aLongPasswordIsMeasuredAndReadWhole() {
        String longest = "4@8({[<6>0$17".repeat(10).substring(0, 127);
        assertTimeoutPreemptively(
                Duration.ofSeconds(3),
                () -> application.bean(PasswordRules.class).choose("ada", longest + "x"));
        users.setPassword(users.get("ada"), new Password(longest + "x"));

        assertThat(users.withPassword("ada", longest + "y")).isEmpty();
        assertThat(users.withPassword("ada", longest + "x")).isPresent();
    }

    @Test
    void anEarlierHashIsReadAndMadeAnewAndSpellingsOfOnePasswordAreOne() {
        application
                .jdbc()
                .sql("UPDATE console_user SET password = :hash")
                .param("hash", "{bcrypt}" + new BCryptPasswordEncoder(4).encode("cafe\u0301 quay barge"))
                .update();

        assertThat(users.withPassword("ada", "caf\u00e9 quay barge")).isEmpty();
        User ada = users.withPassword("ada", "cafe\u0301 quay barge").orElseThrow();

        assertThat(application
                        .jdbc()
                        .sql("SELECT password FROM console_user")
                        .query(String.class)
                        .single())
                .startsWith("{pbkdf2");
        assertThat(users.withPassword("ada", "caf\u00e9 quay barge")).contains(ada);
    }

    /** 210,000 rounds of SHA-512 is what OWASP asks for (Password Storage Cheat Sheet). */
    @Test
    void aHashTakesAsManyRoundsAsOwaspAsksFor() {
        assertThat(new Hashing().passwordEncoder().encode(PASSWORD)).startsWith("{pbkdf2-sha512-210000}");
    }
}

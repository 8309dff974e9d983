package com.scrabbl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.SmtpRelay;
import com.scrabbl.support.Browser;
import com.scrabbl.support.Database;
import com.scrabbl.support.Html;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.ScriptedRelay.Taken;
import com.scrabbl.support.TestApplication;
import com.scrabbl.watch.Need.Kind;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs a person is found from what is recorded, and operators are mailed about it once. */
@OnEachDatabase
class NeedsTests {

    private static final String SLOT = "daily/2026-11-24T06:00:00Z";

    private final TestApplication application;
    private NewsletterTester newsletter;

    NeedsTests(Database database) {
        application = TestApplication.on(database);
    }

    @BeforeEach
    void oneEditionWasSent(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared("schedule: { cron: \"0 7 * * *\", zone: Europe/Berlin }", "policies: { shelf-life: PT20H }")
                .subscribed("anna@reader.example", "ben@reader.example");
        application.run("send", "daily");
    }

    @Test
    void nothingNeedsAnybodyWhenAllIsWell() {
        assertThat(application.bean(Needs.class).now()).isEmpty();
    }

    @Test
    void eachKindIsFoundWithItsSentenceAndItsButton() {
        run("HALTED", "stopped at RCPT: refused by policy", null);
        assertThat(only(Kind.HALTED))
                .returns("Harbour Daily, Tue 24 November, 07:00", Need::title)
                .returns("Stopped at RCPT: refused by policy.", Need::sentence)
                .returns("See replies and decide", Need::button)
                .satisfies(need -> assertThat(need.link()).startsWith("/console/runs/"));

        run("FAILED", "The ledger of " + SLOT + " does not balance: 2 rows were frozen", "2026-11-24 06:05:00+00");
        application.jdbc().sql("UPDATE run SET wrong_sum = TRUE").update();
        assertThat(only(Kind.WRONG_SUM).sentence()).contains("2 rows were frozen");
        application.jdbc().sql("UPDATE run SET wrong_sum = FALSE").update();
        run("FAILED", "The relay does not answer", "2026-11-24 06:05:00+00");
        assertThat(only(Kind.FAILED).sentence())
                .isEqualTo("The relay does not answer. It is tried again on Tue 24 November, 07:05.");
        run("PROPOSED", null, null);
        assertThat(only(Kind.PROPOSED).link()).isEqualTo("/console/editions/" + SLOT + "/approve");
        run("WAITING", "2 deliveries are still to be made", "2026-11-24 06:05:00+00");
        assertThat(application.bean(Needs.class).now()).isEmpty();
        application.clock().tick(Duration.ofHours(19).plusSeconds(2));
        // The next slot comes an hour and more after that: nothing is overdue yet.
        assertThat(only(Kind.ENDING).sentence())
                .isEqualTo(
                        "Mail is still to be sent, and its shelf life ends on Wed 25 November, 03:00; what is open then is"
                                + " given up. 2 deliveries are still to be made.");

        run("COMPLETED", null, null);
        application.clock().tick(Duration.ofHours(5).plusMinutes(15));
        assertThat(only(Kind.OVERDUE).title()).isEqualTo("Harbour Daily, Wed 25 November, 07:00");
    }

    @Test
    void unknownOutcomesWaitForAPersonUnlessTheyAreSentAgainAnyhow() {
        application
                .jdbc()
                .sql("UPDATE delivery SET state = 'UNKNOWN', code = NULL")
                .update();
        application.jdbc().sql("""
                INSERT INTO attempt (edition_id, subscription_id, number, state, settled_at)
                SELECT edition_id, subscription_id, attempts, state, settled_at FROM delivery
                """).update();
        assertThat(only(Kind.UNKNOWN))
                .returns("2 deliveries of Harbour Daily, Tue 24 November, 07:00", Need::title)
                .returns("Decide for 2 readers", Need::button);

        application.run("runs", "resolve", SLOT, "anna@reader.example", "--as", "cancel");
        assertThat(only(Kind.UNKNOWN).button()).isEqualTo("Decide for 1 reader");

        application
                .jdbc()
                .sql("UPDATE delivery SET next_attempt_at = CURRENT_TIMESTAMP")
                .update();
        assertThat(application.bean(Needs.class).now()).isEmpty();
    }

    @Test
    void aSourceThatFailedThreeTimesIsNamed() {
        newsletter.breakFeed();
        for (int i = 0; i < 3; i++) {
            assertThat(application.bean(Needs.class).now()).noneMatch(need -> need.kind() == Kind.FAILING);
            application.run("preview", "daily", "--subscriber", "anna@reader.example", "--out", "target/preview-needs");
        }

        assertThat(only(Kind.FAILING))
                .returns("Source “desk” has failed 3 times", Need::title)
                .satisfies(need -> assertThat(need.sentence()).endsWith("Harbour Daily has no other source."));
    }

    @Test
    void operatorsAreMailedOnceWhateverProcessLooksAndAgainWhenItIsOver() throws Exception {
        run("HALTED", "refused: <anna@reader.example> is on our list", null);
        int before = mails().size();
        // Two processes share nothing but the database.
        Watchman one = watchman("desk@ops.example", "night@ops.example");
        Watchman other = watchman("desk@ops.example", "night@ops.example");
        one.look();
        other.look();
        one.look();
        assertThat(mails()).hasSize(before + 2);
        assertThat(mailsThatBegin("Halted: Harbour Daily, Tue 24 November, 07:00"))
                .isEqualTo(2);
        MimeMessage mail = mails().stream()
                .filter(sent -> subject(sent).startsWith("Halted"))
                .findFirst()
                .orElseThrow();
        assertThat(com.icegreen.greenmail.util.GreenMailUtil.getBody(mail))
                .contains("<(address)> is on our list", "/console/runs/")
                .doesNotContain("anna@");
        String html =
                (String) ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent();
        assertThat(Html.mistakesInMail(html)).isEmpty();
        try (Browser browser = Browser.wide(375)) {
            browser.open("data:text/html;charset=utf-8;base64,"
                    + Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8)));
            browser.keep("letter-alarm-375");
            assertThat(browser.barriersInMail()).isEmpty();
            assertThat(browser.scrollsSideways()).isFalse();
        }

        later(other, one, Duration.ofHours(4));
        assertThat(mailsThatBegin("Still – Halted")).isEqualTo(2);
        assertThat(mailsThatBegin("Halted")).isEqualTo(2);

        run("COMPLETED", null, null);
        later(one, other, Duration.ofMinutes(1));
        assertThat(mailsThatBegin("Over")).isZero();
        later(one, other, Duration.ofMinutes(6));
        assertThat(mailsThatBegin("Over – Halted")).isEqualTo(2);
        later(one, other, Duration.ofDays(2));
        assertThat(mailsThatBegin("Still – Halted") + mailsThatBegin("Over – Halted"))
                .isEqualTo(4);
    }

    @Test
    void whatFailsForAMomentMailsNobodyAndARelayThatIsGoneLosesNoMail() {
        run("FAILED", "The relay does not answer", "2026-11-24 06:05:00+00");
        int before = mails().size();
        Watchman serving = watchman("desk@ops.example");
        serving.look();
        run("RUNNING", null, null);
        later(serving, serving, Duration.ofMinutes(2));
        run("FAILED", "The relay does not answer", "2026-11-24 06:05:00+00");
        later(serving, serving, Duration.ofMinutes(2));
        assertThat(mails()).hasSize(before);

        application.relayAt(1);
        later(serving, serving, Duration.ofMinutes(7));
        application.relayAt(application.relay().getSmtp().getPort());
        later(serving, serving, Duration.ofMinutes(1));
        assertThat(mailsThatBegin("Failed: Harbour Daily, Tue 24 November, 07:00"))
                .isEqualTo(1);
    }

    @Test
    void whoseRelayPutsTheMailOffGetsItSoonAndTheOthersNotTwice() throws Exception {
        run("HALTED", "refused", null);
        AtomicBoolean busy = new AtomicBoolean(true);
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) ->
                command.startsWith("RCPT") && recipient.startsWith("night") && busy.get()
                        ? "450 4.2.0 greylisted"
                        : null)) {
            application.relayAt(relay.port());
            Watchman serving = watchman("desk@ops.example", "night@ops.example");
            serving.look();
            later(serving, serving, Duration.ofSeconds(61));
            assertThat(relay.journal()).extracting(Taken::recipient).containsExactly("desk@ops.example");

            busy.set(false);
            later(serving, serving, Duration.ofSeconds(121));
            later(serving, serving, Duration.ofHours(1));
            assertThat(relay.journal())
                    .extracting(Taken::recipient)
                    .containsExactly("desk@ops.example", "night@ops.example");
            assertThat(relay.journal().get(1).content()).contains("Subject: Halted");
        }
    }

    @Test
    void aMailThatNobodyTakesIsTriedLessAndLessOften() throws Exception {
        run("HALTED", "refused", null);
        AtomicInteger tries = new AtomicInteger();
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) -> {
            if (!command.startsWith("RCPT")) {
                return null;
            }
            tries.incrementAndGet();
            return "550 5.1.1 nobody here";
        })) {
            application.relayAt(relay.port());
            Watchman serving = watchman("desk@ops.example");
            serving.look();
            for (int minutes = 0; minutes < 135; minutes += 5) {
                later(serving, serving, Duration.ofMinutes(5));
            }
            // After 5, 10, 20, 40 minutes, then every hour.
            assertThat(tries).hasValue(6);
        }
    }

    @Test
    void aRunThatFailsAtEachOfItsTriesIsOneAlarmHoweverLongTheyTake() {
        Watchman serving = watchman("desk@ops.example");
        for (int i = 0; i < 3; i++) {
            run("FAILED", "The relay does not answer", "2026-11-24 06:05:00+00");
            later(serving, serving, Duration.ofMinutes(6));
            run("RUNNING", null, null);
            later(serving, serving, Duration.ofMinutes(6));
        }
        run("FAILED", "The relay does not answer", "2026-11-24 06:05:00+00");
        later(serving, serving, Duration.ofMinutes(1));
        assertThat(mailsThatBegin("Failed: ")).isEqualTo(1);
        assertThat(mailsThatBegin("Over")).isZero();

        run("COMPLETED", null, null);
        serving.look();
        later(serving, serving, Duration.ofMinutes(6));
        assertThat(mailsThatBegin("Over – Failed")).isEqualTo(1);
    }

    @Test
    void aLedgerThatDoesNotAddUpIsAWrongSum() throws Exception {
        application.clock().tick(Duration.ofMinutes(1));
        newsletter.published("Ferry strike ends");
        try (ScriptedRelay busy = new ScriptedRelay(
                (command, recipient, connection) -> command.startsWith("RCPT") ? "450 4.2.0 greylisted" : null)) {
            application.relayAt(busy.port());
            application.run("send", "daily");
        }
        application.jdbc().sql("DELETE FROM attempt").update();
        application.jdbc().sql("""
                        DELETE FROM delivery
                        WHERE state = 'DEFERRED' AND subscription_id = (SELECT MIN(subscription_id) FROM delivery)
                        """).update();

        assertThat(application
                        .run("runs", "resume", "daily/2026-11-24T06:01:00Z")
                        .exitCode())
                .isEqualTo(1);
        assertThat(only(Kind.WRONG_SUM).sentence()).contains("2 rows were frozen");
    }

    private void later(Watchman first, Watchman second, Duration time) {
        application.clock().tick(time);
        first.look();
        second.look();
    }

    private Watchman watchman(String... operators) {
        return new Watchman(
                application.bean(Needs.class),
                application.bean(Alarms.class),
                application.bean(AlarmMail.class),
                application.bean(SmtpRelay.class),
                new WatchProperties(List.of(operators)),
                application.clock());
    }

    private Need only(Kind kind) {
        List<Need> needs = application.bean(Needs.class).now();
        assertThat(needs).extracting(Need::kind).containsExactly(kind);
        return needs.get(0);
    }

    private void run(String state, @Nullable String reason, @Nullable String due) {
        application
                .jdbc()
                .sql(
                        "UPDATE run SET state = :state, reason = :reason, due_at = CAST(:due AS timestamp(6) with time zone)")
                .param("state", state)
                .param("reason", reason)
                .param("due", due)
                .update();
    }

    private List<MimeMessage> mails() {
        return Arrays.asList(application.relay().getReceivedMessages());
    }

    private long mailsThatBegin(String beginning) {
        return mails().stream()
                .filter(mail -> subject(mail).startsWith(beginning))
                .count();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}

package com.scrabbl.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.Ending.Kind;
import com.scrabbl.mail.SmtpReply;
import com.scrabbl.mail.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When a pass makes no sense any more. */
class HaltRuleTests {

    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

    private final HaltRule rule =
            new HaltRule(new RetryPolicy(List.of(Duration.ofMinutes(5)), List.of(Duration.ofMinutes(60))));

    @ParameterizedTest
    @CsvSource({
        "MAIL, 550 5.7.1 <news@scrabbl.example> may not send, sender address",
        "DOT, 554 5.6.0 odd message, rehearse",
        "RCPT, 550 5.7.1 listed at spamhaus, block list",
        "RCPT, 550 5.7.1 no, policy",
        "RCPT, 503 5.5.1 bad sequence, report it as a bug",
        "DOT, 550 5.7.26 no DKIM, DKIM",
    })
    void threeReadersRefusedInSuccessionInTheSameClassHalt(Stage stage, String reply, String advice) {
        refused(1, stage, reply);
        refused(2, stage, reply);
        assertThat(rule.verdict()).isNull();
        refused(3, stage, reply);

        assertThat(rule.verdict()).isNotNull();
        assertThat(rule.verdict().kind()).isEqualTo(Kind.HALTED);
        assertThat(rule.verdict().sentence())
                .contains(stage + ": " + reply)
                .contains(advice)
                .contains("runs redo")
                .endsWith(".");
    }

    @Test
    void sameReaderRefusedAgainIsNoOtherReader() {
        refused(1, Stage.DOT, "554 5.6.0 odd");
        refused(1, Stage.DOT, "554 5.6.0 odd");
        refused(2, Stage.DOT, "554 5.6.0 odd");
        assertThat(rule.verdict()).isNull();
    }

    @Test
    void recipientsOwnFaultNeitherCountsNorInterrupts() {
        refused(1, Stage.DOT, "554 5.6.0 odd");
        refused(2, Stage.RCPT, "550 5.1.1 unknown");
        refused(3, Stage.DOT, "554 5.6.0 odd");
        refused(4, Stage.RCPT, "550 5.1.1 unknown");
        refused(5, Stage.RCPT, "450 4.2.0 greylisted");
        assertThat(rule.verdict()).isNull();
        refused(6, Stage.DOT, "554 5.6.0 odd");
        assertThat(rule.verdict()).isNotNull();
    }

    @Test
    void acceptanceClearsAndAnotherClassStartsAnew() {
        refused(1, Stage.DOT, "554 5.6.0 odd");
        refused(2, Stage.DOT, "554 5.6.0 odd");
        rule.accepted();
        refused(3, Stage.DOT, "554 5.6.0 odd");
        refused(4, Stage.DOT, "554 5.6.0 odd");
        refused(5, Stage.MAIL, "550 no");
        refused(6, Stage.DOT, "554 5.6.0 odd");
        refused(7, Stage.DOT, "554 5.6.0 odd");
        assertThat(rule.verdict()).isNull();
        refused(8, Stage.DOT, "554 5.6.0 odd");
        assertThat(rule.verdict()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"530 5.7.0 STARTTLS first", "534 5.7.9 weak", "535 5.7.8 who?", "538 5.7.11 encrypt"})
    void missingEncryptionOrLoginHaltsAtTheFirst(String reply) {
        refused(1, Stage.MAIL, reply);

        assertThat(rule.verdict()).isNotNull();
        assertThat(rule.verdict().sentence()).contains(reply).contains("spring.mail.username");
    }

    @ParameterizedTest
    @CsvSource({"452 4.3.1 full", "421 4.3.2 going down", "451 4.7.0 slow down"})
    void busyRelayPausesByTheFirstDelay(String reply) {
        refused(1, Stage.MAIL, reply);
        refused(2, Stage.MAIL, reply);
        rule.accepted();
        refused(1, Stage.MAIL, reply);
        refused(2, Stage.MAIL, reply);
        assertThat(rule.verdict()).isNull();
        refused(3, Stage.MAIL, reply);

        assertThat(rule.verdict()).isNotNull();
        assertThat(rule.verdict().kind()).isEqualTo(Kind.PAUSED);
        assertThat(rule.verdict().until()).isEqualTo(NOW.plusSeconds(300));
        assertThat(rule.verdict().sentence()).contains(reply);
    }

    @Test
    void longReplyIsShortenedAndTheFirstVerdictStands() {
        String reply = "554 5.6.0 " + "x".repeat(900);
        refused(1, Stage.DOT, reply);
        refused(2, Stage.DOT, reply);
        refused(3, Stage.DOT, reply);
        Ending first = rule.verdict();
        refused(4, Stage.MAIL, "530 5.7.0 TLS");

        assertThat(rule.verdict()).isSameAs(first).isNotNull();
        assertThat(first.sentence()).contains("xxx…").hasSizeLessThan(500);
    }

    @ParameterizedTest
    @EnumSource(ReplyClass.class)
    void everyClassOfOurFaultHaltsOrPauses(ReplyClass meaning) {
        SmtpReply reply = SmtpReply.parse(550, "550 no");
        for (long reader = 1; reader <= 3; reader++) {
            rule.refused(reader, Stage.DOT, reply, meaning, NOW);
        }
        boolean ours = meaning.fault() == Fault.OURS || meaning.fault() == Fault.MESSAGE;
        Ending verdict = rule.verdict();
        if (ours && meaning.retry() == ReplyClass.Retry.NEVER) {
            assertThat(verdict).isNotNull().extracting(Ending::kind).isEqualTo(Ending.Kind.HALTED);
        } else if (ours && meaning.retry() == ReplyClass.Retry.LATER) {
            assertThat(verdict).isNotNull().extracting(Ending::kind).isEqualTo(Ending.Kind.PAUSED);
        } else {
            assertThat(verdict).isNull();
        }
    }

    @Test
    void relayThatHangsUpAtTheFirstCommandOfThreeReadersIsLeftAlone() {
        rule.cut(1, Stage.MAIL, "connection lost at MAIL", NOW);
        rule.cut(2, Stage.MAIL, "connection lost at MAIL", NOW);
        assertThat(rule.verdict()).isNull();
        rule.cut(3, Stage.MAIL, "connection lost at MAIL", NOW);

        assertThat(rule.verdict()).isNotNull().extracting(Ending::kind).isEqualTo(Ending.Kind.PAUSED);
    }

    private void refused(long subscription, Stage stage, String line) {
        SmtpReply reply = SmtpReply.parse(Integer.parseInt(line.substring(0, 3)), line);
        rule.refused(subscription, stage, reply, ReplyRules.classOf(stage, reply), NOW);
    }
}

package com.scrabbl.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.Ending.Kind;
import com.scrabbl.mail.SmtpReply;
import com.scrabbl.mail.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When a pass makes no sense any more. */
class HaltRuleTests {

    private static final ReplyRules RULES = ReplyRules.packed();
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
                .startsWith("Refused for 3 readers in succession, "
                        + (advice.equals("rehearse") ? "because of the message itself (" : "by our fault: "))
                .contains(stage + ": " + reply.replace("news@scrabbl.example", "(address)"))
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
        rule.accepted("one.example", NOW);
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
        rule.accepted("one.example", NOW);
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
            rule.refused(new Refusal(reader, domain(reader), Stage.DOT, reply, Reading.of(meaning)), NOW);
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

    @Test
    void domainThatRefusesThreeReadersIsSetAsideAndTheOthersGoOn() {
        assertThat(refused(1, "big.example", Stage.RCPT, "550 5.7.26 no DKIM")).isNull();
        rule.accepted("one.example", NOW);
        assertThat(refused(2, "big.example", Stage.RCPT, "550 5.7.26 no DKIM")).isNull();
        HaltRule.Aside aside = refused(3, "big.example", Stage.RCPT, "550 5.7.26 no DKIM");

        assertThat(aside).isNotNull();
        assertThat(aside.provider()).isEqualTo("big.example");
        assertThat(aside.until()).isEqualTo(NOW.plusSeconds(900));
        assertThat(aside.sentence())
                .startsWith(
                        "big.example refused 3 readers in succession, by our fault: SPF, DKIM, DMARC, PTR or TLS is"
                                + " missing (at RCPT: 550 5.7.26 no DKIM), and its other readers wait until 2026-11-24T07:15:00Z: ")
                .contains("550 5.7.26 no DKIM")
                .contains("check SPF, DKIM");
        assertThat(rule.verdict()).isNull();
        assertThat(refused(4, "big.example", Stage.RCPT, "550 5.7.26 no DKIM"))
                .as("told once")
                .isNull();
        assertThat(rule.ending(true)).isEqualTo(Ending.done(aside.sentence()));
    }

    @Test
    void acceptanceInTheDomainBeginsItsCountAnew() {
        refused(1, "big.example", Stage.RCPT, "550 5.7.1 no");
        refused(2, "big.example", Stage.RCPT, "550 5.7.1 no");
        rule.accepted("big.example", NOW);
        assertThat(refused(3, "big.example", Stage.RCPT, "550 5.7.1 no")).isNull();
        assertThat(refused(4, "big.example", Stage.RCPT, "550 5.7.1 no")).isNull();
        assertThat(refused(5, "big.example", Stage.RCPT, "550 5.7.1 no")).isNotNull();
    }

    @Test
    void refusalOfASecondDomainAfterThatOfThreeReadersIsMeantForAll() {
        refused(1, "big.example", Stage.DOT, "554 5.6.0 odd");
        refused(2, "big.example", Stage.DOT, "554 5.6.0 odd");
        refused(3, "big.example", Stage.DOT, "554 5.6.0 odd");
        assertThat(rule.verdict()).isNull();
        refused(4, "other.example", Stage.DOT, "554 5.6.0 odd");

        assertThat(rule.verdict()).isNotNull().extracting(Ending::kind).isEqualTo(Kind.HALTED);
    }

    @Test
    void passThatMetNobodyButADomainThatRefusesUsForGoodIsAHaltIfNothingElseIsOpen() {
        for (long reader = 1; reader <= 3; reader++) {
            refused(reader, "big.example", Stage.DOT, "554 5.6.0 odd");
        }

        assertThat(rule.ending(false).kind()).isEqualTo(Kind.DONE);
        assertThat(rule.ending(true).kind()).isEqualTo(Kind.HALTED);
        assertThat(rule.ending(true).sentence()).contains("big.example", "rehearse");
    }

    @Test
    void domainThatHasNoMailboxesIsLeftAloneForADayAndHaltsNothing() {
        String reply = "556 5.1.10 null MX";
        refused(1, "one.example", Stage.RCPT, reply);
        refused(2, "two.example", Stage.RCPT, reply);
        refused(3, "one.example", Stage.RCPT, reply);
        HaltRule.Aside aside = refused(4, "one.example", Stage.RCPT, reply);

        assertThat(rule.verdict()).isNull();
        assertThat(aside).isNotNull();
        assertThat(aside.until()).isEqualTo(NOW.plus(Duration.ofDays(1)));
        assertThat(rule.ending(true).kind()).isEqualTo(Kind.DONE);
        assertThat(rule.ending(true).sentence()).contains(reply, "misspelt").doesNotContain("redo");
    }

    @Test
    void relayThatSaysWhenItIsToBeAskedAgainIsLeftAloneUntilThen() {
        for (long reader = 1; reader <= 3; reader++) {
            refused(reader, Stage.MAIL, "421 4.7.0 [TSS04] Messages from 192.0.2.25 temporarily deferred");
        }

        assertThat(rule.verdict()).isEqualTo(rule.ending(true));
        assertThat(rule.verdict().until()).isEqualTo(NOW.plus(Duration.ofHours(2)));
    }

    @Test
    void domainForWhichWeAreTooFastHaltsNothing() {
        for (long reader = 1; reader <= 3; reader++) {
            refused(reader, "big.example", Stage.DOT, "421 4.7.28 unusual rate");
        }

        assertThat(rule.ending(true).kind()).isEqualTo(Kind.DONE);
        assertThat(rule.ending(true).sentence()).contains("big.example", "we send too fast");
    }

    private void refused(long subscription, Stage stage, String line) {
        refused(subscription, domain(subscription), stage, line);
    }

    private HaltRule.@Nullable Aside refused(long subscription, String domain, Stage stage, String line) {
        SmtpReply reply = SmtpReply.parse(Integer.parseInt(line.substring(0, 3)), line);
        return rule.refused(new Refusal(subscription, domain, stage, reply, RULES.read(stage, reply, domain)), NOW);
    }

    private static String domain(long subscription) {
        return subscription % 2 == 0 ? "two.example" : "one.example";
    }
}

package com.scrabbl.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.Delivery.InDoubt;
import com.scrabbl.delivery.Delivery.Terms;
import com.scrabbl.mail.Answer;
import com.scrabbl.mail.Answer.Outcome;
import com.scrabbl.mail.SmtpReply;
import com.scrabbl.mail.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a delivery becomes by an answer. */
class DeliveryTests {

    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");
    private static final ReplyRules RULES = ReplyRules.packed();
    private static final RetryPolicy RETRY =
            new RetryPolicy(List.of(Duration.ofMinutes(5), Duration.ofMinutes(15)), List.of(Duration.ofMinutes(60)));

    @Test
    void acceptedAtTheFirstTryNeedsNoRowBesides() {
        Settlement settled = first().after(
                        answer(Outcome.ACCEPTED, Stage.DOT, "250 2.0.0 queued"),
                        "one.example",
                        NOW,
                        terms(InDoubt.HOLD),
                        true);

        assertThat(settled.state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(settled.needsAttemptRow()).isFalse();
    }

    @Test
    void unknownUserIsRejectedAndTheFaultIsTheirs() {
        Settlement settled = first().after(
                        answer(Outcome.REFUSED, Stage.RCPT, "550 5.1.1 no such user"),
                        "one.example",
                        NOW,
                        terms(InDoubt.HOLD),
                        true);

        assertThat(settled.state()).isEqualTo(DeliveryState.REJECTED);
        assertThat(settled.reason()).isEqualTo("theirs: no such mailbox or host");
        assertThat(settled.nextAttemptAt()).isNull();
    }

    @Test
    void greylistedIsDeferredByTheFirstDelayGiveOrTakeAFifth() {
        Settlement settled = first().after(
                        answer(Outcome.REFUSED, Stage.RCPT, "450 4.2.0 greylisted"),
                        "one.example",
                        NOW,
                        terms(InDoubt.HOLD),
                        true);

        assertThat(settled.state()).isEqualTo(DeliveryState.DEFERRED);
        assertThat(settled.nextAttemptAt()).isBetween(NOW.plusSeconds(4 * 60), NOW.plusSeconds(6 * 60));
        assertThat(settled.nextAttemptAt().getEpochSecond() % 60)
                .as("rounded up to the minute")
                .isZero();
    }

    @Test
    void lastDelayServesForAllFurtherAttempts() {
        Settlement settled = new Delivery(1, 2, 9)
                .after(
                        answer(Outcome.REFUSED, Stage.DOT, "451 4.3.0 later"),
                        "one.example",
                        NOW,
                        terms(InDoubt.HOLD),
                        true);

        assertThat(settled.nextAttemptAt()).isBetween(NOW.plusSeconds(12 * 60), NOW.plusSeconds(18 * 60));
    }

    @Test
    void whoSendsTooFastWaitsByTheOtherSchedule() {
        Settlement settled = first().after(
                        answer(Outcome.REFUSED, Stage.DOT, "421 4.7.28 unusual rate"),
                        "one.example",
                        NOW,
                        terms(InDoubt.HOLD),
                        true);

        assertThat(settled.nextAttemptAt()).isBetween(NOW.plusSeconds(48 * 60), NOW.plusSeconds(72 * 60));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            451 4.7.1 Greylisted, please try again in 300 seconds |   6 |   6
            451 try again in 9999 minutes                         | 240 | 240
            421 4.7.0 [TSS04] Messages temporarily deferred       |  96 | 144
            421 4.7.0 [TSS05] Messages temporarily deferred       | 192 | 288
            450 4.2.0 greylisted                                  |   4 |   6
            """)
    void replyOrItsRuleSaysWhenItIsTriedAgain(String line, int earliest, int latest) {
        Settlement settled =
                first().after(answer(Outcome.REFUSED, Stage.RCPT, line), "one.example", NOW, terms(InDoubt.HOLD), true);

        assertThat(settled.nextAttemptAt())
                .as("in minutes, rounded up; what was asked for without give or take")
                .isBetween(NOW.plus(Duration.ofMinutes(earliest)), NOW.plus(Duration.ofMinutes(latest)));
    }

    @Test
    void attemptAfterTheShelfLifeIsNoAttempt() {
        Terms terms = new Terms(RULES, RETRY, NOW.plusSeconds(60), InDoubt.HOLD);
        Settlement settled = first().after(
                        answer(Outcome.REFUSED, Stage.RCPT, "450 4.2.0 greylisted"), "one.example", NOW, terms, true);

        assertThat(settled.state()).isEqualTo(DeliveryState.EXPIRED);
        assertThat(settled.reason()).contains("shelf life");
    }

    @Test
    void connectionLostBeforeTheDotIsTriedAgain() {
        Answer cut = new Answer(Outcome.CUT, Stage.BODY, null, "connection lost at BODY", "relay:25", Duration.ZERO);

        assertThat(first().after(cut, "one.example", NOW, terms(InDoubt.HOLD), true)
                        .state())
                .isEqualTo(DeliveryState.DEFERRED);
    }

    @ParameterizedTest
    @CsvSource({"HOLD,", "RESEND, 2026-11-24T07:00:00Z"})
    void connectionLostAfterTheDotIsUnknownAndThePolicyDecides(InDoubt policy, @Nullable Instant next) {
        Answer unknown = new Answer(Outcome.UNKNOWN, Stage.DOT, null, "connection lost", "relay:25", Duration.ZERO);
        Settlement settled = first().after(unknown, "one.example", NOW, terms(policy), true);

        assertThat(settled.state()).isEqualTo(DeliveryState.UNKNOWN);
        assertThat(settled.nextAttemptAt()).isEqualTo(next);
        assertThat(settled.needsAttemptRow()).isTrue();
    }

    private static Delivery first() {
        return new Delivery(1, 2, 1);
    }

    private static Terms terms(InDoubt inDoubt) {
        return new Terms(RULES, RETRY, NOW.plus(Duration.ofHours(20)), inDoubt);
    }

    private static Answer answer(Outcome outcome, Stage stage, String line) {
        return new Answer(
                outcome,
                stage,
                SmtpReply.parse(Integer.parseInt(line.substring(0, 3)), line),
                null,
                "relay:25",
                Duration.ofMillis(3));
    }
}

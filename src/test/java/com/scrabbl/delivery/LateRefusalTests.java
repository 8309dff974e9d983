package com.scrabbl.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.SmtpReply;
import com.scrabbl.mail.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rule that halts a run, when its threads tell it of answers in another order than that in which they came. */
class LateRefusalTests {

    private static final ReplyRules RULES = ReplyRules.packed();
    private static final Instant BEGIN = Instant.parse("2026-11-24T07:00:00Z");

    private final HaltRule rule =
            new HaltRule(new RetryPolicy(List.of(Duration.ofMinutes(5)), List.of(Duration.ofMinutes(60))));

    @Test
    void providerThatAcceptedOneBetweenThemDidNotRefuseInSuccession() {
        rule.accepted("big.example", at(25));
        assertThat(refused(1, "big.example", 10)).isNull();
        assertThat(refused(2, "big.example", 20)).isNull();
        assertThat(refused(3, "big.example", 30)).isNull();

        assertThat(refused(4, "big.example", 40)).isNull();
        assertThat(refused(5, "big.example", 50)).isNotNull();
    }

    @Test
    void runIsNotHaltedByWhatWasRefusedBeforeAnAcceptance() {
        rule.accepted("one.example", at(25));
        refused(1, "two.example", 10);
        refused(2, "three.example", 20);
        refused(3, "two.example", 30);
        refused(4, "three.example", 40);
        assertThat(rule.verdict()).isNull();

        refused(5, "three.example", 50);
        assertThat(rule.verdict()).isNotNull();
    }

    @Test
    void acceptanceByAnotherProviderDoesNotInterrupt() {
        rule.accepted("other.example", at(25));
        assertThat(refused(1, "big.example", 10)).isNull();
        assertThat(refused(2, "big.example", 20)).isNull();
        assertThat(refused(3, "big.example", 30)).isNotNull();
    }

    @Test
    void acceptanceThatIsToldLateForgetsOnlyWhatWasRefusedBeforeIt() {
        refused(1, "big.example", 10);
        refused(2, "big.example", 20);
        rule.accepted("big.example", at(15));

        assertThat(refused(3, "big.example", 30)).isNull();
        assertThat(refused(4, "big.example", 40)).isNotNull();
    }

    @Test
    void relayThatTookAMessageAfterItHungUpIsNotBusy() {
        rule.accepted("one.example", at(25));
        for (int reader = 1; reader <= 3; reader++) {
            rule.cut(reader, Stage.MAIL, "connection lost at MAIL", at(reader));
        }
        assertThat(rule.verdict()).isNull();

        for (int reader = 1; reader <= 3; reader++) {
            rule.cut(reader, Stage.MAIL, "connection lost at MAIL", at(30));
        }
        assertThat(rule.verdict()).isNotNull();
    }

    private HaltRule.@Nullable Aside refused(long subscription, String domain, int millis) {
        SmtpReply reply = SmtpReply.parse(550, "550 5.7.1 no");
        Reading reading = RULES.read(Stage.RCPT, reply, domain);
        return rule.refused(new Refusal(subscription, domain, Stage.RCPT, reply, reading), at(millis));
    }

    private static Instant at(int millis) {
        return BEGIN.plusMillis(millis);
    }
}

package com.scrabbl.run.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.delivery.ReplyClass;
import com.scrabbl.subscriber.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a reader gets no more mail. Outcomes are told by hours ago, the latest first. */
class ConclusionTests {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # At once
            0 UNKNOWN_USER                                              | hard-bounce in 1
            0 ACCEPTS_NO_MAIL                                           | hard-bounce in 1
            0 DISABLED                                                  | hard-bounce in 1
            # The second time
            0 UNVERIFIED                                                | -
            0 UNVERIFIED, 1 UNVERIFIED                                  | hard-bounce in 2
            0 INACTIVE, 1 INACTIVE                                      | -
            0 INACTIVE, 24 INACTIVE                                     | hard-bounce in 2
            0 NO_HOST, 24 NO_HOST                                       | -
            0 NO_HOST, 24 NO_HOST, 48 NO_HOST                           | hard-bounce in 3
            0 RECIPIENT_POLICY, 24 RECIPIENT_POLICY, 48 RECIPIENT_POLICY | soft-bounces in 3
            # A domain of which the DNS says nothing
            0 BAD_DOMAIN, 24 BAD_DOMAIN, 48 BAD_DOMAIN                  | -
            0 BAD_DOMAIN, 120 BAD_DOMAIN, 240 BAD_DOMAIN                | soft-bounces in 3
            # Full: five runs or thirty days
            0 MAILBOX_FULL, 24 MAILBOX_FULL, 48 MAILBOX_FULL, 72 MAILBOX_FULL | -
            0 MAILBOX_FULL, 24 MAILBOX_FULL_FOR_NOW, 48 MAILBOX_FULL, 72 MAILBOX_FULL, 96 MAILBOX_FULL | soft-bounces in 5
            0 MAILBOX_FULL, 719 MAILBOX_FULL                            | -
            0 MAILBOX_FULL, 720 MAILBOX_FULL                            | soft-bounces in 2
            # Soft: three of the last five, over ten days
            0 SOFT, 120 SOFT, 240 SOFT                                  | soft-bounces in 3
            0 SOFT, 120 SOFT, 239 SOFT                                  | -
            0 SOFT, 240 SOFT                                            | -
            0 SOFT, 24 MAILBOX_RATE, 48 SOFT, 72 SOFT, 96 SOFT, 120 SOFT, 240 SOFT | soft-bounces in 7
            0 SOFT, 24 ours, 48 ours, 72 SOFT, 96 ours, 240 SOFT        | -
            0 SOFT, 24 ours, 48 SOFT, 72 ours, 240 SOFT                 | soft-bounces in 3
            0 SOFT, 24 MAILBOX_FULL, 240 SOFT                           | -
            # What was accepted resets, when no bounce came in two days
            0 UNVERIFIED, 48 accepted, 72 UNVERIFIED                    | -
            0 UNVERIFIED, 47 accepted, 72 UNVERIFIED                    | hard-bounce in 2
            0 UNVERIFIED, 48 bounced, 72 UNVERIFIED                     | hard-bounce in 2
            0 SOFT, 120 accepted, 240 SOFT, 360 SOFT                    | -
            0 accepted, 240 SOFT                                        | -
            # Not the reader's fault
            0 ours, 24 ours, 240 ours                                   | -
            """)
    void readerIsSuppressed(String outcomes, String expected) {
        List<Outcome> told =
                Arrays.stream(outcomes.split(",")).map(ConclusionTests::outcome).toList();

        assertThat(Conclusion.of(told, false, NOW)
                        .map(conclusion -> conclusion.cause().text() + " in " + conclusion.runs())
                        .orElse("-"))
                .isEqualTo(expected);
    }

    @Test
    void domainThatIsMissingCountsForWhomItsServerSaidSo() {
        assertThat(Conclusion.of(List.of(outcome("0 BAD_DOMAIN")), true, NOW))
                .contains(new Conclusion(Suppression.Cause.HARD_BOUNCE, 1));
        assertThat(Conclusion.of(List.of(outcome("0 SOFT")), true, NOW)).isEmpty();
    }

    private static Outcome outcome(String told) {
        String[] words = told.strip().split(" ");
        Instant at = NOW.minus(Duration.ofHours(Long.parseLong(words[0])));
        return switch (words[1]) {
            case "accepted" -> new Outcome(DeliveryState.ACCEPTED, null, at);
            case "bounced" -> new Outcome(DeliveryState.BOUNCED, null, at);
            case "ours" -> new Outcome(DeliveryState.REJECTED, null, at);
            default -> new Outcome(DeliveryState.EXPIRED, ReplyClass.valueOf(words[1]), at);
        };
    }
}

package com.scrabbl.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.SmtpReply;
import com.scrabbl.mail.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals and what they mean. */
class ReplyRulesTests {

    private static final ReplyRules RULES = ReplyRules.packed();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RCPT | 550 5.1.1 no such user                                      | UNKNOWN_USER
            RCPT | 553 5.1.3 bad address syntax                                | UNKNOWN_USER
            RCPT | 551 5.1.6 moved                                             | UNKNOWN_USER
            RCPT | 450 4.1.1 not known here at the moment                      | SOFT
            RCPT | 556 5.1.10 null MX                                          | ACCEPTS_NO_MAIL
            RCPT | 521 5.3.2 host does not accept mail                         | ACCEPTS_NO_MAIL
            RCPT | 556 does not accept mail                                    | ACCEPTS_NO_MAIL
            RCPT | 450 4.2.0 Greylisted, come back                             | SOFT
            RCPT | 550 greylisting in force                                    | SOFT
            RCPT | 450 try later                                               | SOFT
            RCPT | 550 5.2.1 mailbox disabled                                  | INACTIVE
            RCPT | 550 5.2.1 The user is receiving mail at a rate that         | MAILBOX_RATE
            RCPT | 450 4.2.1 too quickly                                       | MAILBOX_RATE
            RCPT | 452 4.2.2 over quota                                        | MAILBOX_FULL_FOR_NOW
            RCPT | 552 5.2.2 mailbox full                                      | MAILBOX_FULL
            RCPT | 552 mailbox is full                                         | MAILBOX_FULL
            DOT  | 552 message too big                                         | CONTENT
            DOT  | 552 5.3.4 message too big                                   | CONTENT
            DOT  | 554 5.6.0 broken MIME                                       | CONTENT
            DATA | 451 4.3.0 system trouble                                    | SYSTEM
            DOT  | 421 4.4.2 time-out                                          | SYSTEM
            RCPT | 451 no enhanced code                                        | SYSTEM
            RCPT | 452 too many recipients                                     | TOO_MANY_RECIPIENTS
            RCPT | 552 5.5.3 too many recipients                               | TOO_MANY_RECIPIENTS
            RCPT | 550 5.4.4 no route                                          | NO_ROUTE
            RCPT | 550 5.4.5 daily sending limit exceeded                      | SENDING_LIMIT
            DOT  | 550 5.7.1 daily message limit exceeded                      | SENDING_LIMIT
            RCPT | 501 5.5.4 bad argument                                      | PROTOCOL
            RCPT | 503 bad sequence                                            | PROTOCOL
            RCPT | 530 5.7.0 Must issue STARTTLS first                         | CONFIGURATION
            MAIL | 550 5.1.1 anything                                          | SENDER_REFUSED
            MAIL | 452 4.3.1 full                                              | SYSTEM
            RCPT | 550 5.1.8 bad sender domain                                 | SENDER_REFUSED
            DOT  | 451 4.7.1 policy                                            | POLICY_FOR_NOW
            DOT  | 550 5.7.1 blocked using spamhaus                            | BLOCKED
            RCPT | 550 5.7.1 user rejected this sender                         | RECIPIENT_POLICY
            DOT  | 550 5.7.1 no                                                | POLICY
            DOT  | 550 5.7.26 unauthenticated                                  | UNAUTHENTICATED
            DOT  | 421 4.7.26 unauthenticated                                  | UNAUTHENTICATED_FOR_NOW
            DOT  | 421 5.7.32 alignment; the basic code is obeyed              | UNAUTHENTICATED_FOR_NOW
            DOT  | 550 5.7.515 access denied, sender not authenticated         | UNAUTHENTICATED
            DOT  | 550 5.7.28 rate                                             | RATE
            DOT  | 421 4.7.28 unusual rate                                     | RATE
            DOT  | 451 4.7.651 temporarily limited                             | RATE
            RCPT | 550 connection frequency limited                            | RATE
            DOT  | 552 5.7.0 content                                           | CONTENT
            DOT  | 554 no reason given                                         | CONTENT
            RCPT | 550 no reason given                                         | UNVERIFIED
            RCPT | 550 5.0.0 generic                                           | UNVERIFIED
            RCPT | 550 5.7.17 mailbox owner has changed                        | DISABLED
            RCPT | 525 5.7.13 user account disabled                            | DISABLED
            """)
    void refusalMeans(Stage stage, String line, ReplyClass expected) {
        SmtpReply reply = SmtpReply.parse(Integer.parseInt(line.substring(0, 3)), line);
        assertThat(RULES.read(stage, reply, "one.example").meaning()).isEqualTo(expected);
    }
}

package com.scrabbl.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.Answer.Outcome;
import com.scrabbl.support.FaultyRelay;
import com.scrabbl.support.FaultyRelay.At;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a relay says when it was not asked is no answer to what it is asked afterwards. */
class OutOfTurnTests {

    private static final int WAITING = 400;
    /** More than the buffers of the system between us and the relay hold. */
    private static final int LONG = 16_000_000;

    @Test
    void lateReplyIsNeverTakenForTheNextOne() throws IOException {
        try (FaultyRelay relay = new FaultyRelay().when(At.RCPT, "anna@reader.example", line -> {
                    try {
                        Thread.sleep(WAITING + 200);
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    line.say("250 2.1.5 at last");
                    return true;
                });
                MailConnection connection = to(relay)) {
            Answer late = connection.send(message("anna@reader.example", 0));

            assertThat(late.outcome()).isEqualTo(Outcome.CUT);
            assertThat(late.stage()).isEqualTo(Stage.RCPT);
            assertThat(connection.usable()).isFalse();
        }
    }

    @Test
    void secondReplyToOneCommandIsNotTakenForTheNextReaders() throws IOException {
        try (FaultyRelay relay = new FaultyRelay().when(At.DOT, "anna@reader.example", line -> {
                    line.take();
                    line.say("250 2.0.0 ok\r\n550 5.1.1 no such user");
                    return true;
                });
                MailConnection connection = to(relay)) {
            Answer first = connection.send(message("anna@reader.example", 0));
            Answer second = connection.send(message("ben@reader.example", 0));

            assertThat(first.outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(second.outcome()).isEqualTo(Outcome.CUT);
            assertThat(second.text()).contains("out of turn");
            assertThat(connection.usable()).isFalse();
        }
    }

    @Test
    void replyInTheMiddleOfTheContentIsNotTakenForTheAnswerToTheDot() throws IOException {
        try (FaultyRelay relay = new FaultyRelay().when(At.BODY, "anna@reader.example", line -> {
                    line.swallow(100_000);
                    line.say("250 2.0.0 ok");
                    line.swallow(2 * LONG);
                    return false;
                });
                MailConnection connection = to(relay)) {
            Answer answer = connection.send(message("anna@reader.example", LONG));

            assertThat(answer.outcome()).isEqualTo(Outcome.CUT);
            assertThat(answer.stage()).isEqualTo(Stage.BODY);
            assertThat(answer.text()).contains("out of turn");
            assertThat(connection.usable()).isFalse();
            assertThat(relay.journal()).isEmpty();
        }
    }

    private static MailConnection to(FaultyRelay relay) throws IOException {
        return RelayTester.relayAt(relay.port(), Map.of("mail.smtp.timeout", Integer.toString(WAITING)))
                .open();
    }

    private static Outgoing message(String to, int length) {
        String lines = "A long text.\r\n".repeat(1 + length / 14);
        return new Outgoing(
                "news@scrabbl.example", to, ("Subject: x\r\n\r\n" + lines).getBytes(StandardCharsets.US_ASCII));
    }
}

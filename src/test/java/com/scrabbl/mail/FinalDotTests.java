package com.scrabbl.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.scrabbl.mail.Answer.Outcome;
import com.scrabbl.support.ScriptedRelay;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** When the dot may have left, no failure whatever makes the message one that can be sent again. */
class FinalDotTests {

    private static final String DOT = "\r\n.\r\n";

    /** A socket that is closed as soon as a message is written, as one whose write took too long can be. */
    private static final class GivenUpAfterTheDot extends Socket {

        GivenUpAfterTheDot(int port) throws IOException {
            super(InetAddress.getLoopbackAddress(), port);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    out.write(bytes, offset, length);
                    if (new String(bytes, offset, length, StandardCharsets.US_ASCII).endsWith(DOT)) {
                        close();
                    }
                }
            };
        }
    }

    @Test
    void aSocketThatIsGivenUpRightAfterTheDotLeavesItsMessageUnknown() throws IOException {
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) -> null)) {
            RelaySockets sockets = new RelaySockets(Duration.ofMinutes(3));
            sockets.leashed(new GivenUpAfterTheDot(relay.port()));
            SmtpWire wire = sockets.wire();
            wire.read();
            SmtpConnection connection =
                    new SmtpConnection(unconnected(sockets), wire, new StageTimeouts(sockets, true), "the relay");

            Answer answer = connection.send(
                    new Outgoing(
                            "news@scrabbl.example",
                            "ada@reader.example",
                            "Subject: s\r\n\r\nt\r\n".getBytes(StandardCharsets.US_ASCII)),
                    atMost -> null);

            await().untilAsserted(() -> assertThat(relay.journal()).hasSize(1));
            assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(answer.stage()).isEqualTo(Stage.DOT);
            assertThat(connection.usable()).isFalse();
        }
    }

    private static StagedTransport unconnected(RelaySockets sockets) {
        URLName url = new URLName("smtp", "127.0.0.1", -1, null, null, null);
        return new StagedTransport(Session.getInstance(new Properties()), url, false, sockets);
    }
}

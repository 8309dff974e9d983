package com.scrabbl.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.mail.Answer.Outcome;
import com.scrabbl.support.DeadPort;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.ScriptedRelay.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** One connection, whatever the relay answers: the stage and the outcome are told truly. */
class SmtpRelayTests {

    private static final Script FRIENDLY = (command, recipient, connection) -> null;

    @Test
    void messageArrivesByteForByteAndTheConnectionStays() throws IOException {
        String content = "Subject: x\r\n\r\n.a line that begins with a dot\r\n..two\r\n.\r\nend\r\n";
        try (ScriptedRelay relay = new ScriptedRelay(FRIENDLY);
                MailConnection connection = to(relay).open()) {
            Answer first = connection.send(message("anna@reader.example", content));
            Answer second = connection.send(message("ben@reader.example", content));

            assertThat(first.outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(first.reply()).isEqualTo(new SmtpReply(250, "2.0.0", "queued as 1"));
            assertThat(first.relay()).isEqualTo("127.0.0.1:" + relay.port());
            assertThat(second.outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(relay.journal())
                    .containsExactly(
                            new ScriptedRelay.Taken("anna@reader.example", content),
                            new ScriptedRelay.Taken("ben@reader.example", content));
            assertThat(relay.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 550 5.7.1 no,          REFUSED, MAIL, 550",
        "MAIL, 452 4.3.1 full,        REFUSED, MAIL, 452",
        "RCPT, 550 5.1.1 unknown,     REFUSED, RCPT, 550",
        "RCPT, 450 4.2.0 greylisted,  REFUSED, RCPT, 450",
        "DATA, 554 5.6.0 no,          REFUSED, DATA, 554",
        "DATA, 451 4.3.0 later,       REFUSED, DATA, 451",
        "'.',  554 5.7.1 spam,        REFUSED, DOT,  554",
        "'.',  451 4.3.0 later,       REFUSED, DOT,  451",
    })
    void refusalAtAStageIsToldAndTheNextMessageGoesOn(String at, String answer, Outcome outcome, Stage stage, int code)
            throws IOException {
        Script script = (command, recipient, connection) ->
                command.startsWith(at) && (at.equals("MAIL") ? relayHas("first") : recipient.startsWith("first"))
                        ? answer
                        : null;
        try (ScriptedRelay relay = new ScriptedRelay(script);
                MailConnection connection = to(relay).open()) {
            now = "first";
            Answer refused = connection.send(message("first@reader.example", "Subject: x\r\n\r\nx\r\n"));
            now = "second";
            Answer accepted = connection.send(message("second@reader.example", "Subject: x\r\n\r\nx\r\n"));

            assertThat(refused.outcome()).isEqualTo(outcome);
            assertThat(refused.stage()).isEqualTo(stage);
            assertThat(refused.reply()).extracting(SmtpReply::code).isEqualTo(code);
            assertThat(accepted.outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(relay.journal())
                    .extracting(ScriptedRelay.Taken::recipient)
                    .containsExactly("second@reader.example");
        }
    }

    private volatile String now = "";

    private boolean relayHas(String which) {
        return now.equals(which);
    }

    @ParameterizedTest
    @CsvSource({"MAIL, CUT, MAIL", "RCPT, CUT, RCPT", "DATA, CUT, DATA", "'.', UNKNOWN, DOT"})
    void lostConnectionIsUnknownOnlyAfterTheFinalDot(String at, Outcome outcome, Stage stage) throws IOException {
        Script script = (command, recipient, connection) -> command.startsWith(at) ? ScriptedRelay.CLOSE : null;
        try (ScriptedRelay relay = new ScriptedRelay(script);
                MailConnection connection = to(relay).open()) {
            Answer answer = connection.send(message("anna@reader.example", "Subject: x\r\n\r\nx\r\n"));

            assertThat(answer.outcome()).isEqualTo(outcome);
            assertThat(answer.stage()).isEqualTo(stage);
            assertThat(answer.text()).contains("connection lost").contains("the relay closed the connection");
            assertThat(connection.usable()).isFalse();
        }
    }

    @Test
    void silenceAfterTheDotIsUnknownWhenTheTimeIsUp() throws IOException {
        Script script = (command, recipient, connection) -> command.equals(".") ? ScriptedRelay.HANG : null;
        JavaMailSenderImpl settings = settings();
        settings.getJavaMailProperties().put("mail.smtp.timeout", "300");
        try (ScriptedRelay relay = new ScriptedRelay(script)) {
            settings.setPort(relay.port());
            try (MailConnection connection = new SmtpRelay(settings).open()) {
                Answer answer = connection.send(message("anna@reader.example", "Subject: x\r\n\r\nx\r\n"));
                assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
            }
        }
    }

    @Test
    void replyOfSeveralLinesIsReadAsOneTextAndAnUnreadableOneIsNoAnswer() throws IOException {
        List<String> answers = List.of(
                "550-5.1.1 The address <anna@reader.example>\r\n550-5.1.1 is not known,\r\n550 5.1.1 sorry",
                "what do you want?");
        Script script =
                (command, recipient, connection) -> command.startsWith("RCPT") ? answers.get(connection - 1) : null;
        try (ScriptedRelay relay = new ScriptedRelay(script)) {
            try (MailConnection connection = to(relay).open()) {
                assertThat(connection
                                .send(message("anna@reader.example", "x\r\n"))
                                .reply())
                        .isEqualTo(
                                new SmtpReply(550, "5.1.1", "The address <anna@reader.example> is not known, sorry"));
            }
            try (MailConnection connection = to(relay).open()) {
                Answer answer = connection.send(message("anna@reader.example", "x\r\n"));
                assertThat(answer.outcome()).isEqualTo(Outcome.CUT);
                assertThat(answer.text()).contains("no SMTP reply");
            }
        }
    }

    /** With the content before, or, where the relay takes its time for that, after it. */
    @ParameterizedTest
    @CsvSource({
        "MAIL, 550 5.7.1 no,         MAIL, 550, false",
        "RCPT, 550 5.1.1 unknown,    RCPT, 550, false",
        "DATA, 451 4.3.0 later,      DATA, 451, false",
        "'.',  554 5.7.1 spam,       DOT,  554, false",
        "MAIL, 550 5.7.1 no,         MAIL, 550, true",
        "RCPT, 550 5.1.1 unknown,    RCPT, 550, true",
        "DATA, 451 4.3.0 later,      DATA, 451, true",
        "'.',  554 5.7.1 spam,       DOT,  554, true",
    })
    void envelopesThatGoBeforeTheAnswerToTheMessageBeforeAreAnsweredEachForItself(
            String at, String answer, Stage stage, int code, boolean slow) throws IOException {
        List<String> ended = new CopyOnWriteArrayList<>();
        Script script = pipelining((command, recipient, connection) -> {
            if (command.equals(".")) {
                ended.add(recipient);
                pause(slow ? 40 : 0);
            }
            boolean odd = command.startsWith("MAIL") ? command.contains("odd@") : recipient.startsWith("second");
            boolean afterwards = at.equals("MAIL") && !command.startsWith("MAIL") && !command.startsWith("RSET");
            return odd && command.startsWith(at) ? answer : odd && afterwards ? "503 5.5.1 no transaction" : null;
        });
        Outgoing first = message("first@reader.example", "one\r\n");
        Outgoing second = new Outgoing("odd@scrabbl.example", "second@reader.example", first.content(), false);
        Outgoing third = message("third@reader.example", "three\r\n");
        try (ScriptedRelay relay = new ScriptedRelay(script);
                MailConnection connection = to(relay).open()) {
            connection.send(message("before@reader.example", "none\r\n"));
            Answer one = connection.send(first, atMost -> {
                if (slow) {
                    Awaitility.await().until(() -> ended.contains(first.to()));
                }
                return second;
            });
            Answer two = connection.send(second, atMost -> third);
            assertThat(connection.usable()).isTrue();
            Answer three = connection.send(third);

            assertThat(one.outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(two.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(two.stage()).isEqualTo(stage);
            assertThat(two.reply()).extracting(SmtpReply::code).isEqualTo(code);
            assertThat(three.outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(relay.connections()).isEqualTo(1);
            assertThat(relay.journal())
                    .filteredOn(taken -> !taken.content().isEmpty())
                    .extracting(ScriptedRelay.Taken::recipient)
                    .containsExactly("before@reader.example", "first@reader.example", "third@reader.example");
        }
    }

    @Test
    void connectionWithAnEnvelopeUnderWayIsLeftWithoutAWord() throws IOException {
        try (ScriptedRelay relay = new ScriptedRelay(pipelining(FRIENDLY))) {
            try (MailConnection connection = to(relay).open()) {
                Outgoing never = message("never@reader.example", "x\r\n");
                assertThat(connection
                                .send(message("anna@reader.example", "x\r\n"), atMost -> never)
                                .outcome())
                        .isEqualTo(Outcome.ACCEPTED);
            }
            assertThat(relay.journal())
                    .extracting(ScriptedRelay.Taken::recipient)
                    .containsExactly("anna@reader.example");
        }
    }

    @Test
    void sizeIsToldAndWhatTheRelayCannotCarryIsNamed() throws IOException {
        List<String> heard = new CopyOnWriteArrayList<>();
        Script script = (command, recipient, connection) -> {
            heard.add(command);
            return command.startsWith("EHLO") ? "250-scripted\r\n250 SIZE 1000" : null;
        };
        try (ScriptedRelay relay = new ScriptedRelay(script);
                MailConnection connection = to(relay).open()) {
            connection.send(message("anna@reader.example", "x\r\n"));

            assertThat(heard).contains("MAIL FROM:<news@scrabbl.example> SIZE=3");
            assertThat(connection.hindrance(message("anna@reader.example", "x".repeat(998) + "\r\n")))
                    .isNull();
            assertThat(connection.hindrance(message("anna@reader.example", "x".repeat(999) + "\r\n")))
                    .isEqualTo(new MailConnection.Hindrance(
                            false, "the relay takes 1,000 bytes, the message has 1,001 (text 0)"));
            assertThat(connection.hindrance(message("jörg@reader.example", "x\r\n")))
                    .isEqualTo(new MailConnection.Hindrance(
                            true, "the address needs SMTPUTF8, which the relay does not offer"));
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Script pipelining(Script script) {
        return (command, recipient, connection) -> command.startsWith("EHLO")
                ? "250-scripted\r\n250 PIPELINING"
                : script.answer(command, recipient, connection);
    }

    @Test
    void relayThatCannotBeReachedIsNamedWithTheKeyToSet() throws IOException {
        try (DeadPort gone = new DeadPort()) {
            assertThatThrownBy(() -> to(gone.port()).open())
                    .isInstanceOf(RelayException.class)
                    .hasMessageContaining("127.0.0.1:" + gone.port())
                    .hasMessageContaining("spring.mail.host")
                    .extracting(e -> ((RelayException) e).stage())
                    .isEqualTo(Stage.CONNECT);
        }
    }

    @Test
    void greetingThatRefusesIsQuoted() throws IOException {
        Script script = (command, recipient, connection) -> command.equals("CONNECT") ? "554 5.3.2 not today" : null;
        try (ScriptedRelay relay = new ScriptedRelay(script)) {
            assertThatThrownBy(() -> to(relay).open())
                    .isInstanceOf(RelayException.class)
                    .hasMessageContaining("554")
                    .hasMessageContaining("spring.mail.port");
        }
    }

    @Test
    void refusedLoginNamesTheKeysAndNotThePassword() throws IOException {
        Script script = (command, recipient, connection) -> switch (command.substring(0, 4)) {
            case "EHLO" -> "250-scripted\r\n250 AUTH PLAIN LOGIN";
            case "AUTH" -> "535 5.7.8 Authentication credentials invalid";
            default -> null;
        };
        JavaMailSenderImpl settings = settings();
        settings.setUsername("scrabbl");
        settings.setPassword("s3cret-word");
        try (ScriptedRelay relay = new ScriptedRelay(script)) {
            settings.setPort(relay.port());
            assertThatThrownBy(() -> new SmtpRelay(settings).open())
                    .isInstanceOf(RelayException.class)
                    .hasMessageContaining("535 5.7.8")
                    .hasMessageContaining("spring.mail.username")
                    .hasMessageNotContaining("s3cret-word")
                    .extracting(e -> ((RelayException) e).stage())
                    .isEqualTo(Stage.AUTH);
        }
    }

    @Test
    void relayWithoutTheRequiredEncryptionIsRefused() throws IOException {
        JavaMailSenderImpl settings = settings();
        settings.getJavaMailProperties().put("mail.smtp.starttls.enable", "true");
        settings.getJavaMailProperties().put("mail.smtp.starttls.required", "true");
        try (ScriptedRelay relay = new ScriptedRelay(FRIENDLY)) {
            settings.setPort(relay.port());
            assertThatThrownBy(() -> new SmtpRelay(settings).open())
                    .isInstanceOf(RelayException.class)
                    .hasMessageContaining("STARTTLS");
        }
    }

    @Test
    void envelopeTakesNoCommand() {
        assertThatThrownBy(() -> message("anna@reader.example>\r\nRCPT TO:<eve@reader.example", "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Outgoing message(String to, String content) {
        return new Outgoing("news@scrabbl.example", to, content.getBytes(StandardCharsets.US_ASCII));
    }

    private static SmtpRelay to(ScriptedRelay relay) {
        return to(relay.port());
    }

    private static SmtpRelay to(int port) {
        JavaMailSenderImpl settings = settings();
        settings.setPort(port);
        return new SmtpRelay(settings);
    }

    private static JavaMailSenderImpl settings() {
        JavaMailSenderImpl settings = new JavaMailSenderImpl();
        settings.setHost("127.0.0.1");
        settings.getJavaMailProperties().put("mail.smtp.timeout", "10000");
        return settings;
    }
}

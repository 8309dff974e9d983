package com.scrabbl.mail;

import static com.scrabbl.support.Faults.closes;
import static com.scrabbl.support.Faults.hangs;
import static com.scrabbl.support.Faults.resets;
import static com.scrabbl.support.Faults.says;
import static com.scrabbl.support.Faults.saysAndCloses;
import static com.scrabbl.support.Faults.writes;
import static com.scrabbl.support.Faults.writesWithoutEnd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.scrabbl.mail.Answer.Outcome;
import com.scrabbl.support.FaultyRelay;
import com.scrabbl.support.FaultyRelay.At;
import com.scrabbl.support.FaultyRelay.Fault;
import com.scrabbl.support.TlsKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Opening a session with encryption and login, and what it means when that fails. */
class RelaySessionTests {

    private static final Map<String, String> QUICK = Map.of("mail.smtp.timeout", "400");
    private static final Map<String, String> ENCRYPTED = Map.of(
            "mail.smtp.starttls.enable", "true",
            "mail.smtp.starttls.required", "true",
            "mail.smtp.ssl.trust", "127.0.0.1",
            "mail.smtp.ssl.checkserveridentity", "false");

    private static SSLSocketFactory keys;

    @BeforeAll
    static void makeKeys(@TempDir Path folder) throws IOException, GeneralSecurityException {
        keys = TlsKeys.selfSigned(folder);
    }

    /**
     * One failure.
     *
     * @param encrypted whether our settings require encryption
     * @param ours whether trying again is of no use
     */
    private record Failure(
            String name,
            At at,
            Fault fault,
            boolean encrypted,
            Stage stage,
            boolean ours,
            @Nullable Integer code) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Failure> failures() {
        return Stream.of(
                new Failure(
                        "greeting 421", At.CONNECT, saysAndCloses("421 4.3.2 busy"), false, Stage.CONNECT, false, 421),
                new Failure(
                        "greeting 554", At.CONNECT, saysAndCloses("554 5.3.2 no"), false, Stage.CONNECT, false, 554),
                new Failure("greeting 999", At.CONNECT, says("999 x"), false, Stage.CONNECT, false, null),
                new Failure("greeting closed", At.CONNECT, closes(), false, Stage.CONNECT, false, null),
                new Failure("greeting hangs", At.CONNECT, hangs(), false, Stage.CONNECT, false, null),
                new Failure(
                        "greeting endless",
                        At.CONNECT,
                        writesWithoutEnd("220-", 1_500_000),
                        false,
                        Stage.CONNECT,
                        false,
                        null),
                new Failure("EHLO 550", At.EHLO, says("550 5.7.1 who are you?"), false, Stage.EHLO, true, 550),
                new Failure("EHLO 451", At.EHLO, says("451 4.3.0 later"), false, Stage.EHLO, false, 451),
                new Failure("EHLO reset", At.EHLO, resets(), false, Stage.EHLO, false, null),
                new Failure("EHLO garbled", At.EHLO, says("hello yourself"), false, Stage.EHLO, false, null),
                new Failure("STARTTLS 454", At.STARTTLS, says("454 4.7.0 not now"), true, Stage.STARTTLS, false, 454),
                new Failure("STARTTLS 502", At.STARTTLS, says("502 5.5.1 no"), true, Stage.STARTTLS, true, 502),
                new Failure("STARTTLS closed", At.STARTTLS, closes(), true, Stage.STARTTLS, false, null),
                new Failure(
                        "handshake cut", At.STARTTLS, saysAndCloses("220 go on"), true, Stage.STARTTLS, false, null),
                new Failure(
                        "handshake broken",
                        At.STARTTLS,
                        writes("220 go on\r\n", "this is no TLS\r\n"),
                        true,
                        Stage.STARTTLS,
                        true,
                        null),
                new Failure("AUTH 535", At.AUTH, says("535 5.7.8 wrong"), true, Stage.AUTH, true, 535),
                new Failure("AUTH 534", At.AUTH, says("534 5.7.9 too weak"), true, Stage.AUTH, true, 534),
                new Failure("AUTH 454", At.AUTH, says("454 4.7.0 later"), true, Stage.AUTH, false, 454),
                new Failure("AUTH hangs", At.AUTH, hangs(), true, Stage.AUTH, false, null),
                new Failure("AUTH reset", At.AUTH, resets(), true, Stage.AUTH, false, null),
                new Failure(
                        "AUTH 535 with escape sequences",
                        At.AUTH,
                        says("535 5.7.8 \u001b[2J\u202e<b>no</b>\u0007"),
                        true,
                        Stage.AUTH,
                        true,
                        535));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void sessionThatFailsSaysWhereAndWhetherItIsOurs(Failure failure) throws IOException {
        try (FaultyRelay relay = relay().when(moment -> moment.at() == failure.at(), failure.fault())) {
            RelayException e = catchThrowableOfType(
                    RelayException.class,
                    () -> to(relay, failure.encrypted() ? ENCRYPTED : Map.of()).open());

            assertThat(e.stage()).as(e.getMessage()).isEqualTo(failure.stage());
            assertThat(e.ours()).as(e.getMessage()).isEqualTo(failure.ours());
            assertThat(e.reply() == null ? null : e.reply().code()).isEqualTo(failure.code());
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                assertThat(String.valueOf(cause.getMessage()))
                        .doesNotContainPattern("[\\p{Cntrl}\\p{Co}\u202e]")
                        .hasSizeLessThan(1_500)
                        .doesNotContain("s3cret-word");
            }
        }
    }

    @Test
    void encryptionThatIsRequiredAndNotOfferedIsOurs() throws IOException {
        try (FaultyRelay relay = new FaultyRelay().offering("AUTH PLAIN")) {
            RelayException e = catchThrowableOfType(
                    RelayException.class, () -> to(relay, ENCRYPTED).open());

            assertThat(e.ours()).isTrue();
            assertThat(e).hasMessageContaining("STARTTLS");
        }
    }

    @Test
    void certificateThatNobodyTrustsIsOurs() throws IOException {
        Map<String, String> strict = new HashMap<>(ENCRYPTED);
        strict.remove("mail.smtp.ssl.trust");
        try (FaultyRelay relay = relay()) {
            RelayException e = catchThrowableOfType(
                    RelayException.class, () -> to(relay, strict).open());

            assertThat(e.stage()).isEqualTo(Stage.STARTTLS);
            assertThat(e.ours()).isTrue();
            assertThat(e).hasMessageContaining("certificate");
        }
    }

    @Test
    void messagesGoThroughAnEncryptedSessionWithLogin() throws IOException {
        try (FaultyRelay relay = relay();
                MailConnection connection = to(relay, ENCRYPTED).open()) {
            for (int n = 1; n <= 3; n++) {
                Answer answer = connection.send(message("r" + n + "@reader.example"));
                assertThat(answer.outcome()).isEqualTo(Outcome.ACCEPTED);
                assertThat(connection.usable()).isTrue();
            }
            assertThat(relay.journal()).hasSize(3);
        }
    }

    @Test
    void smtpsIsSpokenFromTheFirstByte() throws IOException {
        Map<String, String> implicit = new HashMap<>(ENCRYPTED);
        implicit.put("mail.smtp.ssl.enable", "true");
        try (FaultyRelay relay = relay().encryptedFromTheStart();
                MailConnection connection = to(relay, implicit).open()) {
            assertThat(connection.send(message("anna@reader.example")).outcome())
                    .isEqualTo(Outcome.ACCEPTED);
            assertThat(connection.send(message("ben@reader.example")).outcome()).isEqualTo(Outcome.ACCEPTED);
        }
    }

    @Test
    void replyInUtf8KeepsItsWordsAndOtherBytesAreMarked() throws IOException {
        try (FaultyRelay relay = relay().when(At.RCPT, "anna@reader.example", says("550 5.1.1 Empfänger unbekannt"))
                        .when(At.RCPT, "ben@reader.example", writes("550 5.1.1 Empf\u00e4nger\r\n"));
                MailConnection connection = to(relay, QUICK).open()) {
            assertThat(connection.send(message("anna@reader.example")).reply())
                    .isEqualTo(new SmtpReply(550, "5.1.1", "Empfänger unbekannt"));
            assertThat(connection.send(message("ben@reader.example")).reply())
                    .isEqualTo(new SmtpReply(550, "5.1.1", "Empf\uFFFDnger"));
        }
    }

    private static FaultyRelay relay() {
        return new FaultyRelay().with(keys).offering("STARTTLS", "AUTH PLAIN LOGIN");
    }

    private static SmtpRelay to(FaultyRelay relay, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(QUICK);
        all.putAll(settings);
        return settings.isEmpty()
                ? RelayTester.relayAt(relay.port(), all)
                : RelayTester.relayAt(relay.port(), "scrabbl", "s3cret-word", all);
    }

    private static Outgoing message(String to) {
        return new Outgoing("news@scrabbl.example", to, "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}

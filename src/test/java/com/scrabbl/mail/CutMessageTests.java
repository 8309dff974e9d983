package com.scrabbl.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a reader's value is, each part decodes to what it would have been with the value in its place. */
class CutMessageTests {

    private static final String NAME = "\uE000reader.name\uE001";
    private static final String LEAVE = "\uE000links.unsubscribe\uE001";

    @ParameterizedTest
    @MethodSource("names")
    void decodedPartsHoldTheValueAtItsPlaces(String name) throws Exception {
        String html = "<p>.Hällo " + NAME + NAME + "</p>\n" + NAME + "\n.\n<a href=\"" + LEAVE + "\">Leave</a> ";
        String text = NAME + " hällo = \t\n.\nFrom here\n" + NAME;
        byte[] message =
                fill(draft("News for " + NAME + ": R\u00f6ti", text, html).cut(), name);

        assertWire(message);
        MimeMessage parsed = parse(message);
        String value = name.replaceAll("[\uE000-\uF8FF]", "\uFFFD");
        String escaped = value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
        assertThat(part(parsed, 0)).isEqualTo(lines(text.replace(NAME, value)));
        assertThat(part(parsed, 1))
                .isEqualTo(
                        lines(html.replace(NAME, escaped).replace(LEAVE, "https://scrabbl.example/unsubscribe/t0ken")));
        String line = oneLine(value);
        assertThat(parsed.getSubject()).isEqualTo(oneLine("News for " + value + ": R\u00f6ti"));
        InternetAddress to = (InternetAddress) parsed.getRecipients(MimeMessage.RecipientType.TO)[0];
        assertThat(to.getAddress()).isEqualTo("ada@reader.example");
        assertThat(to.getPersonal()).isEqualTo(line.isEmpty() ? null : line);
        assertThat(parsed.getRecipients(MimeMessage.RecipientType.TO)).hasSize(1);
    }

    static List<String> names() {
        return List.of(
                "Ada",
                "Ada Lovelace \"the first\"",
                "O'Hara, Zo\u00eb <b>&amp;",
                "\r\nBcc: victim@other.example\r\n\r\nbody",
                "\u0410\u0434\u0430 \u041b\u0430\u0432\u043b\u0435\u0439\u0441 \u0438 \u0435\u0449\u0451 \u043e\u0447\u0435\u043d\u044c \u0434\u043b\u0438\u043d\u043d\u043e\u0435 \u0438\u043c\u044f",
                "\ud83d\ude80\ud83d\udc69\u200d\ud83d\ude80".repeat(20),
                "<script>alert('x')</script>",
                "x".repeat(5000),
                "\u00e4 ".repeat(2500).strip(),
                ".",
                "..",
                "a\n.\nb",
                "\uE000reader.name\uE001 \uE002\uF8FF",
                "=?UTF-8?Q?forged?=",
                "back\\slash (comment) @ , ; :",
                "=3D trailing=");
    }

    @Test
    void aNameIsLeftOutOfToWhenThereIsNone() throws Exception {
        MimeMessage parsed = parse(fill(draft("s", "t", "h").cut(), ""));
        assertThat(parsed.getHeader("To")).containsExactly("<ada@reader.example>");
    }

    @Test
    void whatWasStoredFillsToTheSameBytes() {
        CutMessage message = draft("Für " + NAME, "t " + NAME, "<p>" + LEAVE).cut();
        CutMessage again = CutMessage.parse(message.stored());
        assertThat(fill(again, "Zoë")).isEqualTo(fill(message, "Zoë"));
        assertThat(again.slots())
                .containsExactlyInAnyOrder(
                        "message.date",
                        "message.id",
                        "message.boundary",
                        "message.to",
                        "message.to-name",
                        "reader.name",
                        "links.unsubscribe");
    }

    @Test
    void aPartOfAnotherScriptGoesOutInBase64AndStillHasItsSlots() throws Exception {
        String text = "Здравствуйте, " + NAME + "!\nМир и город, каждое утро.\n".repeat(9) + LEAVE;
        CutMessage message = draft("s", text, "<p>Zoë " + NAME + "</p>").cut();

        byte[] filled = fill(CutMessage.parse(message.stored()), "A\n<da>");

        assertWire(filled);
        MimeMessage parsed = parse(filled);
        assertThat(((MimeMultipart) parsed.getContent()).getBodyPart(0).getHeader("Content-Transfer-Encoding"))
                .containsExactly("base64");
        assertThat(((MimeMultipart) parsed.getContent()).getBodyPart(1).getHeader("Content-Transfer-Encoding"))
                .containsExactly("quoted-printable");
        assertThat(part(parsed, 0))
                .isEqualTo(lines(
                        text.replace(NAME, "A\n<da>").replace(LEAVE, "https://scrabbl.example/unsubscribe/t0ken")));
        assertThat(message.slots()).contains("reader.name", "links.unsubscribe");
        assertThat(filled).isEqualTo(fill(message, "A\n<da>"));
    }

    @Test
    void headersHoldWhatAListOwes() throws Exception {
        MimeMessage parsed = parse(fill(draft("A plain subject", "t", "h").cut(), "Ada"));
        assertThat(parsed.getHeader("From")).containsExactly("\"Scrabbl, the paper\" <news@xn--scrbbl-rta.example>");
        assertThat(parsed.getHeader("Reply-To")).containsExactly("<desk@scrabbl.example>");
        assertThat(parsed.getHeader("Date")).containsExactly("Tue, 24 Nov 2026 06:00:00 +0000");
        assertThat(parsed.getHeader("Message-ID")).containsExactly("<k1@scrabbl.example>");
        assertThat(parsed.getHeader("List-Id")).containsExactly("Daily <daily.scrabbl.example>");
        assertThat(parsed.getHeader("List-Unsubscribe")).containsExactly("<https://scrabbl.example/unsubscribe/t0ken>");
        assertThat(parsed.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(parsed.getHeader("List-Help")).containsExactly("<https://scrabbl.example/>");
        assertThat(parsed.getHeader("List-Owner")).containsExactly("<mailto:desk@scrabbl.example>");
        assertThat(parsed.getHeader("List-Archive")).containsExactly("<https://scrabbl.example/archive/daily>");
        assertThat(parsed.getHeader("List-Post")).containsExactly("NO");
        assertThat(parsed.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(parsed.getHeader("Feedback-ID")).containsExactly("c:daily:digest:scrabbl");
        assertThat(parsed.getHeader("Subject")).containsExactly("A plain subject");
        assertThat(parsed.getContentType()).startsWith("multipart/alternative").contains("=_k1");
    }

    @Test
    void whatSmtpWouldTakeForTheEndOfTheContentIsNoMessage() {
        for (String stored : List.of(".\r\n", "Subject: s\r\n\r\n.\r\n", "Subject: s\r\n\r\n..\r\n")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CutMessage.parse(stored))
                    .withMessage("A line begins with a dot");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CutMessage.parse("Subject: s\r\n\r\nend"))
                .withMessage("The last line does not end");
    }

    @Test
    void aRawValueThatIsNoneIsRefused() {
        CutMessage message = draft("s", "t", "h").cut();
        for (String bad : List.of("", "a\r\nBcc: x@y.example", "\u0085@reader.example", "a>b", "x".repeat(901))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> message.fill(name -> name.equals("message.to") ? bad : "x"))
                    .withMessageContaining("message.to");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message.fill(Map.of("message.date", "d")::get))
                .withMessage("There is no value for the slot message.to-name");
    }

    @Test
    void aHalfSlotIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> draft("s", "t \uE000reader.name", "h").cut());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> draft("s", "t \uF000", "h").cut());
        assertThatIllegalArgumentException().isThrownBy(() -> CutMessage.parse("Subject: \uE002half"));
    }

    @Test
    void longSubjectsAreFoldedAndReadTheSame() throws Exception {
        for (String subject : List.of(
                "word ".repeat(60).strip(),
                "w".repeat(300),
                "Straßenbahn fährt ".repeat(20).strip(),
                "東京".repeat(80))) {
            byte[] message = fill(draft(subject, "t", "h").cut(), "");
            assertWire(message);
            assertThat(parse(message).getSubject()).isEqualTo(subject);
        }
    }

    private static void assertWire(byte[] message) {
        String wire = new String(message, StandardCharsets.ISO_8859_1);
        assertThat(wire.replace("\r\n", "")).matches("[\\t -~]*");
        for (String line : wire.split("\r\n", -1)) {
            assertThat(line.length()).as(line).isLessThanOrEqualTo(78);
            assertThat(line).doesNotStartWith(".").doesNotStartWith("From ");
        }
        assertThat(wire.substring(0, wire.indexOf("\r\n\r\n"))).doesNotContain("\r\nBcc");
    }

    private static MessageDraft draft(String subject, String text, String html) {
        return new MessageDraft(
                "Scrabbl, the paper",
                EmailAddress.parse("news@scrábbl.example"),
                EmailAddress.parse("desk@scrabbl.example"),
                subject,
                text,
                html,
                "Daily",
                "daily.scrabbl.example",
                URI.create("https://scrabbl.example/archive/daily"),
                URI.create("https://scrabbl.example/"),
                "c:daily:digest:scrabbl");
    }

    private static byte[] fill(CutMessage message, String name) {
        Map<String, String> values = new HashMap<>(Map.of(
                MessageDraft.DATE,
                MailDate.text(Instant.parse("2026-11-24T06:00:00Z")),
                MessageDraft.ID,
                "k1@scrabbl.example",
                MessageDraft.BOUNDARY,
                "=_k1",
                MessageDraft.TO,
                "ada@reader.example",
                MessageDraft.TO_NAME,
                name,
                MessageDraft.UNSUBSCRIBE,
                "https://scrabbl.example/unsubscribe/t0ken",
                "reader.name",
                name));
        return message.fill(values::get).octets();
    }

    private static MimeMessage parse(byte[] message) throws Exception {
        return new MimeMessage(null, new ByteArrayInputStream(message));
    }

    private static String part(MimeMessage message, int index) throws Exception {
        BodyPart part = ((MimeMultipart) message.getContent()).getBodyPart(index);
        return (String) part.getContent();
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cc}]+", " ").strip();
    }

    private static String lines(String text) {
        return text.replaceAll("\r\n|\r|\n", "\r\n");
    }
}

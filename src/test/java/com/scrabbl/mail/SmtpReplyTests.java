package com.scrabbl.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of an answer from outside. */
class SmtpReplyTests {

    @Test
    void whatCouldCommandATerminalOrTurnTheLineRoundIsReplaced() {
        SmtpReply reply = SmtpReply.parse(
                550, "550 5.1.1 a\u001b[2Jb\u0000c\u0007d\u009be\u202ef\u2066g\u2028h\uE000i\uFEFFj\ttab\u007f\n");

        assertThat(reply.text())
                .isEqualTo("a\uFFFD[2Jb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg\uFFFDh\uFFFDi\uFFFDj tab\uFFFD");
    }

    @Test
    void halfASurrogateIsReplacedAndWordsOfAnyLanguageStay() {
        assertThat(SmtpReply.parse(550, "550 a\ud800b").text()).isEqualTo("a\uFFFDb");
        assertThat(SmtpReply.parse(550, "550 Empfänger 受信者 \uD83D\uDE00 <b>no</b>")
                        .text())
                .isEqualTo("Empfänger 受信者 \uD83D\uDE00 <b>no</b>");
    }

    @Test
    void longTextIsShortenedBetweenCharacters() {
        String text =
                SmtpReply.parse(550, "550 " + "\uD83D\uDE00".repeat(2_000_000)).text();

        assertThat(text).hasSizeLessThanOrEqualTo(1_000).endsWith("\uDE00…");
    }

    @Test
    void linesBecomeOneAndTheEnhancedCodeIsTakenFromTheFirst() {
        SmtpReply reply = SmtpReply.parse(450, "450-4.2.0 one\r\n450-4.2.0\r\n450 4.2.0   two\r\n");

        assertThat(reply).isEqualTo(new SmtpReply(450, "4.2.0", "one two"));
        assertThat(reply).hasToString("450 4.2.0 one two");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 99, 199, 600, 999})
    void codeOutOfRangeIsNoReply(int code) {
        assertThatThrownBy(() -> SmtpReply.parse(code, code + " x")).isInstanceOf(IllegalArgumentException.class);
    }
}

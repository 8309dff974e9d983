package com.scrabbl.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.SmtpReply;
import com.scrabbl.mail.Stage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What real servers say, as {@code replies.txt} has it, and what they ask for. */
class RealRepliesTests {

    private static final ReplyRules RULES = ReplyRules.packed();

    static List<String> replies() throws IOException {
        try (var file = Objects.requireNonNull(RealRepliesTests.class.getResourceAsStream("replies.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("replies")
    void replyIsReadAs(String line) {
        List<String> told = Arrays.stream(line.split("\\|")).map(String::strip).toList();
        assertThat(told).as("stage | reply | provider | class | fault | action").hasSize(6);

        Reading reading = read(told.get(0), told.get(1), told.get(2).equals("-") ? "mail.example" : told.get(2));

        assertThat("%s | %s | %s".formatted(word(reading.meaning()), word(reading.fault()), word(reading.action())))
                .isEqualTo(String.join(" | ", told.subList(3, 6)));
    }

    @Test
    void tableIsLong() throws IOException {
        assertThat(replies()).hasSizeGreaterThanOrEqualTo(150).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            450 4.7.1 Greylisted, please try again in 300 seconds | PT5M10S
            451 Greylisted, retry in 12 minutes                   | PT12M10S
            421 4.7.0 Try again after 2 hours                     | PT2H10S
            451 4.7.1 Greylisting in action, please come back in 00:07:30 | PT7M40S
            451 try again in 99999 minutes                        | PT4H
            451 try again in 99999999999 minutes                  | -
            550 5.1.1 no such user, try again in 5 minutes        | -
            421 4.7.0 [TSS04] temporarily deferred                | PT2H
            421 4.7.0 [TSS05] temporarily deferred                | PT4H
            421 4.7.28 unusual rate                               | PT30M
            450 4.2.0 greylisted                                  | PT5M
            """)
    void firstDelayIsWhatTheReplyAsksForOrItsRuleSays(String line, String delay) {
        List<Duration> delays = read("rcpt", line, "mail.example").delays();

        assertThat(delays.isEmpty() ? "-" : delays.get(0).toString()).isEqualTo(delay);
    }

    @Test
    void hostileTextIsReadInNoTime() {
        List<String> hostile = List.of(
                "user ".repeat(250),
                "user " + "x".repeat(1_000),
                "permanent failure for one or more recipients (".repeat(25),
                "OFR".repeat(400),
                "try again in ".repeat(90) + "9".repeat(500),
                "[TSS0".repeat(250),
                "mailbox is ".repeat(120));
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long begun = clock.getCurrentThreadCpuTime();
        for (int times = 0; times < 3; times++) {
            for (String text : hostile) {
                read("rcpt", "550 " + text, "mail.example");
                read("dot", "451 4.7.1 " + text, "gmail");
            }
        }

        assertThat(Duration.ofNanos(clock.getCurrentThreadCpuTime() - begun))
                .as("42 readings, in time of this thread alone")
                .isLessThan(Duration.ofSeconds(3));
    }

    private static Reading read(String stage, String line, String provider) {
        int code = Integer.parseInt(line.substring(0, 3));
        return RULES.read(Stage.valueOf(stage.toUpperCase(Locale.ROOT)), SmtpReply.parse(code, line), provider);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package com.scrabbl.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.scrabbl.mail.SmtpReply;
import com.scrabbl.mail.Stage;
import com.scrabbl.yaml.WrongFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Rules of an operator's file. */
class OperatorRulesTests {

    @TempDir
    Path folder;

    @Test
    void operatorsRuleIsAskedFirstAndThePackedOnesAfterIt() throws IOException {
        ReplyRules rules = rules("""
                rules:
                  - provider: gmail
                    code: 550
                    enhanced: X.1.1
                    pattern: 'directory is down'
                    class: unknown-user
                    fault: route
                    action: retry
                    delay: [10m, 1h]
                    source: our postmaster
                delays:
                  - { pattern: 'versuche es in (?<minutes>\\d{1,4}) Minuten', source: our postmaster }
                """);
        SmtpReply down = reply("550 5.1.1 the directory is down");

        Reading reading = rules.read(Stage.RCPT, down, "googlemail.com");
        assertThat(reading)
                .isEqualTo(new Reading(
                        ReplyClass.UNKNOWN_USER,
                        Fault.ROUTE,
                        Action.RETRY,
                        java.util.List.of(Duration.ofMinutes(10), Duration.ofHours(1)),
                        false));
        assertThat(reading.reason()).isEqualTo("route: no such mailbox or host");
        assertThat(ReplyClass.stored(reading.stored(), Fault.THEIRS))
                .as("does not count against the reader")
                .isNull();
        assertThat(rules.read(Stage.RCPT, down, "other.example")).isEqualTo(Reading.of(ReplyClass.UNKNOWN_USER));
        assertThat(rules.read(Stage.RCPT, reply("450 bitte versuche es in 20 Minuten"), "other.example")
                        .delays())
                .containsExactly(Duration.ofMinutes(20).plusSeconds(10));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { code: 550, pattern: '(', class: soft, source: x }       | rules[0].pattern: "(" is no regular expression (Unclosed group); allowed: one of Java's
            { code: 550, class: sofft, source: x }                    | rules[0].class: "sofft" is not known (did you mean soft?); allowed: unknown-user
            { code: 550, class: soft, action: wait, source: x }       | rules[0].action: "wait" is not known (did you mean halt?); allowed: retry
            { stage: helo, class: soft, source: x }                   | rules[0].stage: "helo" is not known; allowed: mail
            { code: 550, class: soft, fault: mine, source: x }        | rules[0].fault: "mine" is not known; allowed: theirs
            { code: 650, class: soft, source: x }                     | rules[0].code: "650" is not known; allowed: 550, or 5xx for all
            { enhanced: 5.1, class: soft, source: x }                 | rules[0].enhanced: "5.1" is not known; allowed: 5.1.1, X.1.1, X.1.X, or none for replies without
            { code: 550, class: soft, delay: 5, source: x }           | rules[0].delay: "5" is no delay; allowed: 30s, 5m, 2h
            { code: 550, klass: soft, source: x }                     | rules[0].klass: no such key (did you mean class?); allowed: provider
            { code: 550, class: soft }                                | rules[0].source: is required and missing
            { code: 550, source: x }                                  | rules[0].class: is required and missing
            { class: soft, source: x }                                | rules[0]: reads every reply; allowed: at least one of provider, stage, code, enhanced, pattern
            """)
    void wrongRuleIsToldWithItsLine(String rule, String sentence) {
        WrongFileException wrong =
                catchThrowableOfType(WrongFileException.class, () -> rules("# ours\nrules:\n  - " + rule + "\n"));

        assertThat(wrong.problems())
                .anySatisfy(problem ->
                        assertThat(problem).startsWith(folder.resolve("smtp-rules.yml") + ":3: " + sentence));
    }

    @Test
    void wrongFileInTheWorkingFolderStopsTheStartThoughNothingAsksForIt() throws IOException {
        ApplicationContextRunner start = new ApplicationContextRunner()
                .withPropertyValues("user.dir=" + folder)
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .withUserConfiguration(OperatorRules.class);
        start.run(context ->
                assertThat(context.getBean(OperatorRules.class).file()).isEmpty());

        Path file =
                Files.writeString(folder.resolve("smtp-rules.yml"), "rules: [ { code: 550, class: soft, source: x } ]");
        start.run(context -> assertThat(context.getBean(OperatorRules.class)
                        .file()
                        .orElseThrow()
                        .rules())
                .hasSize(1));

        Files.writeString(file, "rules: [ { code: 550, class: sofft, source: x } ]");
        start.run(context -> assertThat(context)
                .getFailure()
                .hasRootCauseInstanceOf(WrongFileException.class)
                .rootCause()
                .hasMessageStartingWith(file + ":1: rules[0].class: \"sofft\""));
    }

    @Test
    void withoutAFileThePackedRulesHold() {
        assertThat(SmtpRulesFile.read(folder.resolve("smtp-rules.yml"))).isEmpty();
    }

    private ReplyRules rules(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("smtp-rules.yml"), text);
        return new ReplyRules(SmtpRulesFile.read(file).orElseThrow(), new ProviderTable(Map.of()));
    }

    private static SmtpReply reply(String line) {
        return SmtpReply.parse(Integer.parseInt(line.substring(0, 3)), line);
    }
}

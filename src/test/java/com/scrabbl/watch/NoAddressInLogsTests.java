package com.scrabbl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.scrabbl.mail.HiddenAddresses;
import com.scrabbl.support.CloseApplications;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Logs name nobody, whatever relays, databases and exceptions quote. */
@ExtendWith({CloseApplications.class, OutputCaptureExtension.class})
class NoAddressInLogsTests {

    private final Logger ours = (Logger) LoggerFactory.getLogger("com.scrabbl");

    @AfterEach
    void asBefore() {
        ours.setLevel(null);
    }

    @Test
    void aSendingWithRefusalsThatNameReadersAndAnExceptionThatQuotesOne(@TempDir Path folder, CapturedOutput output)
            throws IOException {
        TestApplication application = TestApplication.on(Database.H2);
        ours.setLevel(Level.DEBUG);
        new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared()
                .imported(Stream.concat(
                                Stream.of("email"),
                                IntStream.range(0, 60)
                                        .mapToObj(number -> "reader%d@%s.example"
                                                .formatted(
                                                        number,
                                                        List.of("reader", "other", "third")
                                                                .get(number % 3))))
                        .toArray(String[]::new));
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) -> command.startsWith("RCPT")
                ? "550 5.7.1 <" + recipient + ">: " + recipient + " is refused by policy"
                : null)) {
            application.relayAt(relay.port());
            application.run("send", "daily");
        }
        ours.warn("It broke", new IllegalStateException("Duplicate key 'reader7@reader.example'"));

        String reason = application
                .jdbc()
                .sql("SELECT reason FROM run")
                .query(String.class)
                .single();
        assertThat(reason).contains("5.7.1", "(address)").doesNotContain("@");
        assertThat(output.getErr())
                .contains("It broke", "Duplicate key '(address)'", "NoAddressInLogsTests")
                .doesNotContain("@reader.example", "@other.example", "@third.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 <Anna.O'Neil@x.example>: no | 550 <(address)>: no",
                "RCPT TO:<a+b@münchen.example> | RCPT TO:<(address)>",
                "(address)=(\"ö ä\"@x.example) | (address)=((address))",
                "com.scrabbl.Lane@1a2b3c is none | com.scrabbl.Lane@1a2b3c is none",
                "a@b@c.example, @ alone | a@(address), @ alone",
                "/console/explain?address=anna%40reader.example&x=1 | /console/explain?address=(address)&x=1"
            })
    void addressesAreFoundInWhateverStandsAroundThem(String text, String hidden) {
        assertThat(HiddenAddresses.in(text)).isEqualTo(hidden);
    }
}

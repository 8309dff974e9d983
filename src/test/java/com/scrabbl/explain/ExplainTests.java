package com.scrabbl.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain}: why somebody got an edition or an article, or did not. */
@OnEachDatabase
class ExplainTests {

    private static final String EDITION = "daily/2026-11-24T06:00:00Z";

    private final TestApplication application;
    private NewsletterTester newsletter;

    ExplainTests(Database database) {
        application = TestApplication.on(database);
    }

    @BeforeEach
    void declared(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder)
                .publishedAbout("Tide barrier opens", "Harbour")
                .publishedAbout("Opera closes", "Culture")
                .declared("schedule: { cron: \"0 7 * * *\", zone: Europe/Berlin }", "topics: [Harbour, Culture]");
    }

    @Test
    void theVerdictComesFirstThenTheFactsThenEachArticle() throws IOException {
        newsletter
                .subscribed("chen.wei@shan.example", "gone@shan.example", "anna@reader.example")
                .imported("email,topics", "ben@reader.example,harbour", "cleo@reader.example,sport");
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) -> !command.startsWith("RCPT")
                ? null
                : switch (recipient) {
                    case "chen.wei@shan.example" -> "450 4.2.0 try \u001b[31mlater";
                    case "gone@shan.example" -> "550 5.1.1 no such user";
                    default -> null;
                })) {
            application.relayAt(relay.port());
            application.run("send", "daily");
        }

        String chen = explain("daily/latest", "Chen.Wei@shan.example");
        assertThat(chen.lines().findFirst().orElseThrow())
                .matches("Chen\\.Wei@shan\\.example has not got it yet\\. The receiver asked us to come back later"
                        + " \\(recipient temporarily not reachable\\)\\. The next try is at 07:0[4-7]\\.");
        assertThat(chen)
                .contains("Harbour Daily, Tue 24 November 2026, 07:00 (Europe/Berlin)")
                .contains("Tue 24 November 2026, 07:00:00  Consent was given, by command.")
                .contains("then the readers, 5 of them.")
                .containsPattern("The run waits \\(1 delivery is still to be made, the next one at 07:0[4-7]\\)\\.")
                .contains(
                        "Attempt 1 at ",
                        ", stage RCPT, ",
                        ". The receiver asked us to come back later (recipient temporarily not reachable).")
                .contains("the relay said: 450 4.2.0 try")
                .contains("The next attempt is due.", "(ahead)")
                .doesNotContain("\u001b", "gone@")
                .containsPattern("yes \\d+ {2}Tide barrier opens\n {6}Will be in the mail: the reader chose no topics");
        assertThat(explain(EDITION, "gone@shan.example"))
                .startsWith(
                        "gone@shan.example did not get it. The receiver refused it for good: no such mailbox or host.");
        assertThat(explain(EDITION, "anna@reader.example"))
                .startsWith("anna@reader.example was sent it. The relay 127.0.0.1")
                .contains("accepted the message at 07:00");
        assertThat(explain(EDITION, "ben@reader.example"))
                .containsPattern("yes \\d+ {2}Tide barrier opens\n {6}In the mail: it is about harbour, which")
                .containsPattern(
                        "no {2}\\d+ {2}Opera closes\n {6}Not in the mail: the reader chose harbour, and it is about"
                                + " culture\\.");
        assertThat(explain(EDITION, "cleo@reader.example"))
                .startsWith("cleo@reader.example did not get it. The reader chose topics, and no article");
    }

    @Test
    void whoHasNoRowIsToldWhy() {
        newsletter.subscribed("anna@reader.example", "dora@reader.example");
        application.run("send", "daily");
        application.clock().tick(Duration.ofHours(1));
        newsletter.subscribed("late@reader.example");
        application.run("subscribers", "erase", "dora@reader.example");

        assertThat(explain(EDITION, "late@reader.example"))
                .startsWith(
                        "late@reader.example did not get it. The subscription began at 08:00, after the readers were"
                                + " frozen at 07:00.");
        assertThat(explain(EDITION, "nobody@reader.example"))
                .startsWith("Nobody on the lists has the address nobody@reader.example.");
        assertThat(explain(EDITION, "dora@reader.example"))
                .startsWith("The person with the address dora@reader.example was erased at 08:00.");
    }

    @Test
    void anOperatorWhoDecidedAndOneWhoStoppedAreNamed() {
        newsletter.subscribed("anna@reader.example");
        application.run("send", "daily");
        application
                .jdbc()
                .sql("UPDATE delivery SET state = 'UNKNOWN', reason = 'killed', code = NULL")
                .update();
        application.clock().tick(Duration.ofMinutes(10));
        application.run("runs", "resolve", EDITION, "--as", "accepted");

        String user = System.getProperty("user.name");
        assertThat(explain(EDITION, "anna@reader.example"))
                .startsWith("anna@reader.example counts as having got it. " + user
                        + " decided that the relay has it at 07:10.")
                .contains(user + ": runs resolve " + EDITION);
    }

    @Test
    void anEditionThatWasSkippedOrMissedAndOneThatNeverWas() {
        newsletter.subscribed("anna@reader.example");
        application.run("send", "daily");
        application.clock().tick(Duration.ofDays(1));
        application.run("send", "daily");

        assertThat(explain("daily/2026-11-25T06:00:00Z", "anna@reader.example"))
                .startsWith("Nobody got it: there was no edition. None of the 2 stored articles is new");
        Execution unknown = application.run("explain", "daily/2026-11-26T06:00:00Z", "anna@reader.example");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("There is no edition daily/2026-11-26T06:00:00Z; the latest is " + EDITION);
        assertThat(application.run("explain", "daily/latest").exitCode()).isEqualTo(2);
        assertThat(application.run("explain", "daily/latest", "no address").exitCode())
                .isEqualTo(2);
    }

    @Test
    void anEditionThatWaitsForApprovalSaysSoAndWhatIsProposed() {
        newsletter
                .declared("policies: { approval: required, approval-grace: PT1H }")
                .subscribed("anna@reader.example")
                .imported("email,topics", "ben@reader.example,harbour", "cleo@reader.example,sport");
        application.run("send", "daily");

        assertThat(explain("daily/latest", "ben@reader.example"))
                .containsPattern(
                        "not yet \\d+ {2}Tide barrier opens\n {6}Proposed for the edition: it is about harbour,")
                .containsPattern("no {2}\\d+ {2}Opera closes\n {6}Proposed for the edition, but not for this reader: ");
        assertThat(explain("daily/latest", "cleo@reader.example"))
                .contains("As things stand cleo@reader.example will not get it: the reader chose topics, and no")
                .doesNotContain("not yet");
        assertThat(explain("daily/latest", "anna@reader.example"))
                .startsWith("Nobody has got it yet: the edition waits for an operator's approval. ")
                .contains("As things stand anna@reader.example will be among its readers.")
                .contains("the edition was proposed for approval.", "Until then it can be approved.")
                .containsPattern(
                        "not yet \\d+ {2}Tide barrier opens\n {6}Proposed for the edition; nothing is frozen yet\\.");
        assertThat(explain("daily/latest", "anna@reader.example", "--format", "json"))
                .contains("\"included\" : null")
                .doesNotContain("\"included\" : false");
        assertThat(explain("daily/latest", "nobody@reader.example"))
                .containsPattern("no {2}\\d+ {2}Tide barrier opens");
        assertThat(explain("--article", "" + article("Tide barrier opens")))
                .containsPattern("not yet daily .*\n {6}In no edition: proposed for " + EDITION);
    }

    @Test
    void anArticleIsExplainedWithAnEditionAndAlone() {
        newsletter.subscribed("anna@reader.example");
        application.run("send", "daily");
        application.clock().tick(Duration.ofHours(1));
        newsletter.publishedAbout("Bridge falls", "Harbour");
        application.run("rehearse", "daily", "--out", "target/rehearsal-explain", "--limit", "1");

        long bridge = article("Bridge falls");
        assertThat(explain(EDITION, "anna@reader.example", "--article", "" + bridge))
                .startsWith(
                        "“Bridge falls” is not in this edition: it was first seen at 08:00, after the articles were frozen"
                                + " at 07:00; it waits for the next edition.");
        assertThat(explain(EDITION, "anna@reader.example", "--article", "" + article("Tide barrier opens")))
                .startsWith("“Tide barrier opens”: in the mail: the reader chose no topics, which means all."
                        + " anna@reader.example was sent it.");
        assertThat(explain("anna@reader.example", "--article", "" + article("Tide barrier opens"), "--format", "json"))
                .contains(
                        "\"newsletter\" : \"daily\"",
                        "\"included\" : true",
                        "In " + EDITION + ". anna@reader.example was");
        assertThat(explain("--article", "" + bridge)).contains("In no edition: waits for the next edition.");
    }

    private String explain(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "explain";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Execution explained = application.run(command);
        assertThat(explained.exitCode()).as(explained.err()).isZero();
        return explained.out().replace("\r\n", "\n");
    }

    private long article(String title) {
        return application
                .jdbc()
                .sql("SELECT id FROM article WHERE title = ?")
                .param(title)
                .query(Long.class)
                .single();
    }
}

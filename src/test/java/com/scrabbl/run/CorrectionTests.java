package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.scrabbl.mail.ReadableMessage;
import com.scrabbl.people.Role;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was changed or withdrawn after it was sent is offered as a correction, and told by the next edition if somebody wants so. */
@OnEachDatabase
class CorrectionTests {

    private final TestApplication application;
    private NewsletterTester newsletter;
    private String tide = "";
    private String rents = "";

    CorrectionTests(Database database) {
        application = TestApplication.on(database);
    }

    @BeforeEach
    void sent(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder)
                .published("Tide barrier opens", "Rents fall")
                .declared()
                .imported("email,name,language", "anna@reader.example,Anna,en", "berta@reader.example,,de");
        tide = article("Tide barrier opens");
        rents = article("Rents fall");
    }

    private String article(String title) {
        if (application
                        .jdbc()
                        .sql("SELECT count(*) FROM article")
                        .query(Long.class)
                        .single()
                == 0) {
            application.run("send", "daily");
        }
        return application
                .jdbc()
                .sql("SELECT id FROM article WHERE title = ?")
                .param(title)
                .query(String.class)
                .single();
    }

    private void change(String article) {
        application
                .jdbc()
                .sql("UPDATE article SET revision = revision + 1 WHERE id = ?")
                .param(Long.valueOf(article))
                .update();
    }

    @Test
    void theNextEditionTellsWhatWasAcceptedInTheReadersLanguageAndOnce() throws Exception {
        assertThat(application.run("corrections", "list").out()).doesNotContain("OFFERED");
        change(tide);
        application.run("articles", "withdraw", rents);
        assertThat(application.run("corrections", "list").out())
                .containsPattern(tide + " +daily +Tide barrier opens +changed +daily/2026-11-24T06:00:00Z +OFFERED")
                .containsPattern(rents + " +daily +Rents fall +withdrawn +daily/2026-11-24T06:00:00Z +OFFERED");

        accept(tide, "--text", "The gates closed on Monday <b>not</b> on Sunday.");
        accept(rents);
        Execution twice = application.run("corrections", "dismiss", tide, "--newsletter", "daily");
        assertThat(twice.exitCode()).isEqualTo(2);
        assertThat(twice.err()).contains("is ACCEPTED already, by ");
        assertThat(application.run("send", "daily").out())
                .as("no edition of corrections alone")
                .contains("SKIPPED");

        String english = next("Ferry strike ends", "anna@reader.example");
        assertThat(english)
                .contains(
                        "Correction: The gates closed on Monday <b>not</b> on Sunday.",
                        "https://harbour.example/tide-barrier-opens",
                        "Correction: we withdrew “Rents fall” after it was sent.",
                        "/archive/daily/2026-11-24T06:00:00Z")
                .contains("Correction: The gates closed on Monday &lt;b&gt;not&lt;/b&gt; on Sunday.");
        assertThat(mail("berta@reader.example"))
                .contains(
                        "Korrektur: The gates closed", "Korrektur: „Rents fall“ wurde nach dem Versand zurückgezogen.");
        assertThat(application.run("corrections", "list").out())
                .contains("CARRIED")
                .doesNotContain("OFFERED");

        assertThat(next("Swifts are late", "anna@reader.example")).doesNotContain("Correction:");
        change(tide);
        assertThat(application.run("corrections", "list").out()).contains("OFFERED");
    }

    @Test
    void aCorrectionIsToldToThoseWhoChoseWhatItsArticleIsAbout() throws Exception {
        application
                .jdbc()
                .sql("INSERT INTO article_topic (article_id, topic, topic_key) VALUES (?, 'Harbour', 'harbour')")
                .param(Long.valueOf(tide))
                .update();
        change(tide);
        accept(tide);
        choose("anna@reader.example", "harbour|sport");
        choose("berta@reader.example", "sport");
        application.clock().set(application.clock().instant().plus(Duration.ofHours(1)));
        newsletter.publishedAbout("Ferry wins the cup", "Sport");

        assertThat(application.run("send", "daily").out()).contains("COMPLETED", "accepted 2", "balanced true");

        assertThat(mail("anna@reader.example")).contains("Correction: we changed “Tide barrier opens”");
        assertThat(mail("berta@reader.example")).contains("Ferry wins the cup").doesNotContain("Korrektur");
    }

    private void choose(String address, String topics) {
        application
                .jdbc()
                .sql(
                        "UPDATE subscription SET topics = ? WHERE subscriber_id IN (SELECT id FROM subscriber WHERE address = ?)")
                .params(topics, address)
                .update();
    }

    @Test
    void whatIsDismissedOrNotDecidedIsNotTold() throws Exception {
        change(tide);
        application.run("articles", "withdraw", rents);
        ConsoleVisitor operator = application.user(Role.OPERATOR);
        assertThat(operator.page("/console/articles/" + tide)
                        .selectFirst("#corrections")
                        .text())
                .contains("Harbour Daily");

        operator.page("/console/articles/" + tide);
        assertThat(operator.post(
                                "/console/articles/" + tide + "/corrections",
                                "newsletter",
                                "daily",
                                "decision",
                                "dismiss")
                        .statusCode())
                .isEqualTo(302);

        assertThat(operator.page("/console/articles/" + tide)
                        .selectFirst("#corrections")
                        .text())
                .contains("Dismissed by maria");
        assertThat(next("Ferry strike ends", "anna@reader.example")).doesNotContain("Correction:");
        assertThat(application.run("audit", "list").out()).contains("corrections dismiss");
        assertThat(application
                        .run("corrections", "accept", "999", "--newsletter", "daily")
                        .err())
                .contains("Article 999 was not changed or withdrawn after an edition of daily with it was sent");
    }

    @Test
    void anEditionThatACheckTakesBackLeavesItToTheNext() throws Exception {
        change(tide);
        accept(tide);
        application.clock().set(application.clock().instant().plus(Duration.ofHours(2)));
        newsletter.published("Ferry strike ends").declared("subject: \"Re: ${articles[0].title}\"");
        assertThat(application.run("send", "daily").out()).contains("HALTED");
        newsletter.declared("subject: \"${articles[0].title}\"");

        assertThat(application
                        .run("runs", "resume", "daily/2026-11-24T08:00:00Z")
                        .out())
                .contains("COMPLETED");

        assertThat(mail("anna@reader.example"))
                .contains("Correction: we changed “Tide barrier opens” after it was sent.");
    }

    private void accept(String article, String... more) {
        String[] command = {"corrections", "accept", article, "--newsletter", "daily"};
        String[] all = Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        Execution accepted = application.run(all);
        assertThat(accepted.exitCode()).as(accepted.err()).isZero();
    }

    private String next(String title, String reader) throws Exception {
        application.clock().set(application.clock().instant().plus(Duration.ofHours(1)));
        newsletter.published(title);
        Execution sent = application.run("send", "daily");
        assertThat(sent.out()).as(sent.err()).contains("COMPLETED", "accepted 2");
        return mail(reader);
    }

    /** Both parts of the last mail to a reader. */
    private String mail(String reader) throws Exception {
        MimeMessage last = null;
        for (MimeMessage message : application.relay().getReceivedMessages()) {
            last = message.getAllRecipients()[0].toString().contains(reader) ? message : last;
        }
        ReadableMessage read =
                ReadableMessage.read(GreenMailUtil.getWholeMessage(last).getBytes(StandardCharsets.ISO_8859_1));
        return read.text().orElseThrow() + read.html().orElseThrow();
    }
}

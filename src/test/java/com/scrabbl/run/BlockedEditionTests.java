package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.edition.Clearance;
import com.scrabbl.edition.Clearances;
import com.scrabbl.people.Role;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check blocks halts the run before any mail; it is made anew when it was mended, or sent with a reason. */
@OnEachDatabase
class BlockedEditionTests {

    private static final String SLOT = "daily/2026-11-24T06:00:00Z";
    private static final String LIKE_AN_ANSWER = "subject: \"Re: ${articles[0].title}\"";

    private final TestApplication application;
    private final RunTester runs;
    private NewsletterTester newsletter;

    BlockedEditionTests(Database database) {
        application = TestApplication.on(database);
        runs = new RunTester(application);
    }

    @BeforeEach
    void blocked(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared(LIKE_AN_ANSWER)
                .imported("email,name,language", "anna@reader.example,Anna,en", "berta@reader.example,,de");

        Execution halted = application.run("send", "daily");

        assertThat(halted.exitCode()).as(halted.err()).isEqualTo(1);
        assertThat(halted.out()).contains("state HALTED", "planned 0", "accepted 0");
    }

    @Test
    void nobodyIsAddressedUntilItIsMendedAndThenTheTextIsMadeAnew() throws MessagingException {
        assertThat(runs.run().reason())
                .contains(
                        "A check blocks it before any mail: C09 the subject looks like an answer: Re: Tide barrier opens.",
                        "`runs resume " + runs.run().id() + "` makes the text anew",
                        "--override REASON");
        Execution again = application.run("runs", "resume", SLOT);
        assertThat(again.exitCode()).as(again.err()).isEqualTo(1);
        assertThat(application.relay().getReceivedMessages()).isEmpty();

        newsletter.published("Ferry strike ends").declared("subject: \"Harbour: ${articles[0].title}\"");
        Execution mended = application.run("runs", "resume", SLOT);

        assertThat(mended.out()).as(mended.err()).contains("state COMPLETED", "articles 2", "accepted 2");
        assertThat(application.relay().getReceivedMessages()[0].getSubject()).isEqualTo("Harbour: Ferry strike ends");
        Clearance clearance = clearance();
        assertThat(clearance.blocking()).isEmpty();
        assertThat(clearance.clearedAt()).isNotNull();
        assertThat(clearance.by()).isNull();
    }

    @Test
    void overrideSendsItAsItIsAndIsKeptWithItsReason() throws MessagingException {
        Execution without = application.run("runs", "resume", SLOT, "--override", " ");
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(without.err()).contains("takes a reason of 1 to 1000 characters");
        newsletter.published("Ferry strike ends").declared("subject: \"Harbour: ${articles[0].title}\"");

        Execution sent = application.run("runs", "resume", SLOT, "--override", "it does answer yesterday's letter");

        assertThat(sent.out()).as(sent.err()).contains("state COMPLETED", "articles 1", "accepted 2");
        assertThat(sent.err()).contains("OVERRIDDEN C09 the subject looks like an answer");
        assertThat(application.relay().getReceivedMessages()[0].getSubject()).isEqualTo("Re: Tide barrier opens");
        assertThat(clearance().reason()).isEqualTo("it does answer yesterday's letter");
        assertThat(clearance().blocking()).hasSize(1);
        assertThat(application.run("audit", "list").out())
                .contains("runs override", "it does answer yesterday's letter");

        Execution late = application.run("runs", "resume", SLOT, "--override", "once more");
        assertThat(late.exitCode()).isEqualTo(2);
        assertThat(late.err()).contains("is COMPLETED, and no check holds it: there is nothing to override");
    }

    @Test
    void aCheckIsSkippedForAReasonThatIsKeptWithTheRun() throws MessagingException {
        assertThat(refused("send", "daily", "--skip-checks", "C99", "--because", "so be it"))
                .contains("There is no check \"C99\". There are C01, C02,");
        assertThat(refused("send", "daily", "--skip-checks", "C09"))
                .contains("To skip the check C09 takes --because and a reason");
        assertThat(refused("send", "daily", "--skip-checks", "C40", "--because", "so be it"))
                .contains("C40", "is your relay's");
        assertThat(refused("send", "daily", "--because", "so be it")).contains("0 times --skip-checks and 1 times");

        Execution sent =
                application.run("runs", "resume", SLOT, "--skip-checks", "c09", "--because", "it answers a letter");

        assertThat(sent.out()).as(sent.err()).contains("state COMPLETED", "accepted 2");
        String run = String.valueOf(runs.run().id());
        assertThat(application.run("runs", "show", run).out())
                .contains("skipped_checks C09, because it answers a letter (");
        assertThat(application.run("audit", "list").out())
                .contains("runs skip-checks", "without C09, because it answers a letter");
        ConsoleVisitor operator = application.user(Role.OPERATOR);
        assertThat(operator.page("/console/runs/" + run).text()).contains("C09: it answers a letter");
        assertThat(operator.page("/console/editions/" + SLOT)
                        .selectFirst("#checks table")
                        .text())
                .contains("Skipped C09 The subject looks like an answer", "“it answers a letter”");
        assertThat(refused("runs", "resume", SLOT, "--skip-checks", "C09", "--because", "once more"))
                .contains("is past its checks");

        newsletter.published("Ferry strike ends");
        Execution next = application.run("send", "daily", "--skip-checks", "C09,C10", "--because", "it answers too");
        assertThat(next.out()).as(next.err()).contains("state COMPLETED", "accepted 2");
        assertThat(application.run("audit", "list").out())
                .contains("without C09, because it answers too; C10, because");
    }

    private String refused(String... command) {
        Execution refused = application.run(command);
        assertThat(refused.exitCode()).as(refused.out()).isEqualTo(2);
        return refused.err();
    }

    @Test
    void withdrawalTellsWhatBecomesOfTheEditionThatHasTheArticle() {
        String article = application
                .jdbc()
                .sql("SELECT MAX(id) FROM article")
                .query(String.class)
                .single();

        assertThat(application.run("articles", "withdraw", article).err())
                .contains(SLOT + " is held by a check: when it is resumed, its text is made anew without the article.");
        assertThat(application
                        .run("runs", "resume", SLOT, "--override", "too late")
                        .exitCode())
                .isZero();
        assertThat(application.run("articles", "withdraw", article).err())
                .contains("It was withdrawn before.", SLOT + " went out with the article: 2 accepted mails can't");
        runs.deliveryIs("anna@reader.example", "PLANNED", "");
        application.jdbc().sql("UPDATE run SET state = 'WAITING'").update();
        assertThat(application.run("articles", "withdraw", article).err())
                .contains(
                        "1 reader who waits gets it with the article, unless the run is stopped",
                        "`runs stop " + runs.run().id() + "` stops it.");
    }

    private Clearance clearance() {
        return application
                .bean(Clearances.class)
                .of(Objects.requireNonNull(runs.run().edition()));
    }
}

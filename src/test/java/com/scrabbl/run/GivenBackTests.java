package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Articles of an edition that is not sent are candidates again, also when a later edition was made meanwhile and leftovers
 * are dropped; nobody gets one twice. The clock begins at 06:00 UTC.
 */
@OnEachDatabase
class GivenBackTests {

    private static final String SLOT = "daily/2026-11-24T06:00:00Z";
    private static final String DROP = "selection: { leftovers: drop, max-items: 2 }";
    private static final String LIKE_AN_ANSWER = "subject: \"Re: ${articles[0].title}\"";

    private final TestApplication application;
    private NewsletterTester newsletter;

    GivenBackTests(Database database) {
        application = TestApplication.on(database);
    }

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder)
                .published("Tide barrier opens", "Ferry strike ends")
                .declared(DROP)
                .subscribed("anna@reader.example");
    }

    @Test
    void thoseOfASkippedProposalGoIntoTheNextEditionAndThenLeftoversAreDropped() {
        newsletter.declared(DROP, "policies: { approval: required }");
        application.run("send", "daily");
        sendLater("New pilots");
        application.run("runs", "approve", SLOT, "--skip");
        assertThat(articles()).containsPattern("Ferry strike ends.*waits for the next edition");

        newsletter.published("Rents fall");
        Execution next = application.run("send", "daily", "--approve");

        // The newest two of three: the third was looked at now, and is dropped.
        assertThat(next.out()).as(next.err()).contains("state COMPLETED", "articles 2", "accepted 1");
        assertThat(articles()).containsOnlyOnce("passed over, and leftovers are dropped");
        assertThat(application.run("send", "daily", "--approve").out()).contains("state SKIPPED", "NOTHING_NEW");
    }

    @Test
    void thoseOfAnEditionThatACheckTookBackGoIntoItWhenItIsMadeAnew() {
        blockedAndOvertaken();

        Execution resumed = application.run("runs", "resume", SLOT);

        assertThat(resumed.out()).as(resumed.err()).contains("state COMPLETED", "articles 2", "accepted 1");
        assertThat(application.run("send", "daily").out()).contains("state SKIPPED", "NOTHING_NEW");
    }

    @Test
    void thoseOfOneThatIsTakenBackWhenItsTimeIsOverGoIntoTheNext() {
        blockedAndOvertaken();
        application.clock().tick(Duration.ofHours(20));

        assertThat(application.run("runs", "resume", SLOT).err()).contains("Its articles wait for the next edition");
        assertThat(application.run("send", "daily").out()).contains("state COMPLETED", "articles 2", "accepted 1");
        assertThat(application.run("send", "daily").out()).contains("state SKIPPED", "NOTHING_NEW");
    }

    private void blockedAndOvertaken() {
        newsletter.declared(DROP, LIKE_AN_ANSWER);
        assertThat(application.run("send", "daily").out()).contains("state HALTED");
        newsletter.declared(DROP);
        sendLater("New pilots");
    }

    private void sendLater(String title) {
        application.clock().tick(Duration.ofHours(1));
        newsletter.published(title);
        Execution later = application.run("send", "daily", "--approve");
        assertThat(later.out()).as(later.err()).contains("state COMPLETED", "articles 1");
    }

    private String articles() {
        return application.run("articles", "list", "--newsletter", "daily").out();
    }
}

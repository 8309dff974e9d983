package com.scrabbl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be looked at before anything is sent: rehearse, preview and test mails record no edition. */
@OnEachDatabase
class RehearsalCommandsTests {

    private final TestApplication application;
    private NewsletterTester newsletter;

    @TempDir
    private Path folder;

    RehearsalCommandsTests(Database database) {
        application = TestApplication.on(database);
    }

    @BeforeEach
    void newsletter() {
        newsletter = new NewsletterTester(application, folder)
                .published("Tide barrier opens", "Rents fall")
                .declared()
                .subscribed("anna@reader.example", "ben@reader.example", "o'brien+news@reader.example");
        application.run("suppressions", "add", "ben@reader.example", "--cause", "manual");
    }

    @Test
    void rehearsalWritesAMessageForEachReaderAndAPlan() throws IOException {
        Path out = folder.resolve("rehearsal");

        Execution rehearsed = application.run("rehearse", "daily", "--out", out.toString());

        assertThat(rehearsed.exitCode()).as(rehearsed.err()).isZero();
        assertThat(rehearsed.out()).contains("messages 2", "skipped 1", "blocked false");
        assertThat(out.resolve("anna%40reader.example.eml")).content().contains("To: <anna@reader.example>");
        assertThat(out.resolve("o%27brien%2Bnews%40reader.example.eml")).exists();
        assertThat(out.resolve("plan.csv"))
                .content()
                .startsWith("email,state,reason,file,bytes,checks")
                .contains("ben@reader.example,SKIPPED,suppressed: manual,,,");
        assertNothingWasRecorded();
    }

    /** In a folder that others can write to, the links may be theirs. */
    @Test
    void whatLinksInTheFolderLeadToStaysAsItIs() throws IOException {
        Path settings = Files.writeString(folder.resolve("settings"), "precious");
        Path out = Files.createDirectory(folder.resolve("theirs"));
        for (String name : List.of("plan.csv", "checks.csv", "anna%40reader.example.eml", "digest.html")) {
            Files.createSymbolicLink(out.resolve(name), settings);
        }

        Execution rehearsed = application.run("rehearse", "daily", "--out", out.toString());
        application.run("preview", "daily", "--subscriber", "anna@reader.example", "--out", out.toString());

        assertThat(rehearsed.exitCode()).as(rehearsed.err()).isZero();
        assertThat(settings).hasContent("precious");
        assertThat(out.resolve("plan.csv")).content().startsWith("email,state");
        assertThat(out.resolve("digest.html")).isRegularFile().content().contains("Tide barrier opens");
    }

    @Test
    void whatIsFoundIsOneTableAndMayBeSkipped() {
        newsletter
                .published("Donaudampfschifffahrtselektrizitaetenhauptbetriebswerk")
                .declared("subject: \"Re: ${articles[0].title}\"");
        Path out = folder.resolve("rehearsal");

        Execution rehearsed = application.run("rehearse", "daily", "--out", out.toString());

        assertThat(rehearsed.exitCode()).isEqualTo(1);
        assertThat(rehearsed.out()).contains("blocked true");
        assertThat(rehearsed.err())
                .containsPattern("BLOCKS +2 +the subject looks like an answer: Re: Donau\\S+ +the newsletter’s subject")
                .contains("Not looked at, since it is your relay's: C23, C40, C41, C42, C50.");
        assertThat(out.resolve("checks.csv"))
                .content()
                .startsWith("check,weight,messages,finding,from")
                .contains("C09,BLOCKS,2,");

        Execution skipped = application.run(
                "rehearse", "daily", "--out", out.toString(), "--skip-checks", "C09", "--because", "it is an answer");
        assertThat(skipped.exitCode()).as(skipped.err()).isZero();
        assertThat(skipped.err()).contains("Skipped: C09, because it is an answer.");
        assertThat(out.resolve("checks.csv")).content().contains("C09,skipped,2,");
        assertNothingWasRecorded();
    }

    @Test
    void rehearsalEndsAtItsLimit() {
        Execution rehearsed = application.run(
                "rehearse",
                "daily",
                "--limit",
                "1",
                "--out",
                folder.resolve("one").toString());

        assertThat(rehearsed.out()).contains("messages 1", "skipped 0");
    }

    @Test
    void previewShowsWhatOneReaderWouldGet() throws IOException {
        Execution shown =
                application.run("preview", "daily", "--subscriber", "anna@reader.example", "--out", folder.toString());

        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(folder.resolve("digest.html"))
                .content()
                .contains("Tide barrier opens", "Rents fall", "/unsubscribe/");
        assertThat(folder.resolve("digest.txt"))
                .content()
                .contains("Tide barrier opens", "Rents fall", "/unsubscribe/");
        assertThat(Files.readString(folder.resolve("message.eml"))).contains("List-Unsubscribe-Post");
        assertNothingWasRecorded();
    }

    @Test
    void previewForSomebodyWhoDoesNotSubscribeIsRefused() {
        Execution shown =
                application.run("preview", "daily", "--subscriber", "eve@reader.example", "--out", folder.toString());

        assertThat(shown.exitCode()).isEqualTo(2);
        assertThat(shown.err()).contains("eve@reader.example does not subscribe to daily");
    }

    @Test
    void testMailGoesToAnyAddressMarkedAsATest() throws MessagingException {
        Execution sent = application.run(
                "send", "daily", "--test-to", "desk@harbour.example", "--test-to", "anna@reader.example");

        assertThat(sent.exitCode()).as(sent.err()).isZero();
        assertThat(sent.out()).contains("desk@harbour.example", "ACCEPTED");
        assertThat(application.relay().getReceivedMessages()).hasSize(2);
        assertThat(application.relay().getReceivedMessages()[0].getSubject())
                .containsIgnoringCase("test")
                .contains("Rents fall");
        assertNothingWasRecorded();
    }

    @Test
    void whereThereWouldBeNoEditionThereIsNothingToShow() {
        application.run("send", "daily");

        Execution rehearsed = application.run(
                "rehearse", "daily", "--out", folder.resolve("again").toString());

        assertThat(rehearsed.exitCode()).isEqualTo(4);
        assertThat(rehearsed.err()).contains("daily would have no edition now: NOTHING_NEW");
    }

    private void assertNothingWasRecorded() {
        assertThat(application
                        .jdbc()
                        .sql("SELECT count(*) FROM edition")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(application
                        .jdbc()
                        .sql("SELECT count(*) FROM run")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}

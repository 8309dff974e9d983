package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.ReadableMessage;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader who chose topics gets the articles on them and no others. */
@OnEachDatabase
class TopicsTests {

    private static final String SLOT = "daily/2026-11-24T06:00:00Z";

    private final TestApplication application;
    private final RunTester runs;
    private NewsletterTester newsletter;
    private Path folder;

    TopicsTests(Database database) {
        application = TestApplication.on(database);
        runs = new RunTester(application);
    }

    @BeforeEach
    void articles(@TempDir Path temporary) {
        folder = temporary;
        newsletter = new NewsletterTester(application, folder)
                .publishedAbout("Swifts leave", "Birds")
                .publishedAbout("Rents fall", "Money", "City")
                .publishedAbout("Tide barrier opens", "Ships", "City");
    }

    @Test
    void eachGetsTheArticlesOfTheChosenTopicsUnderASubjectOfTheirOwn() throws Exception {
        newsletter
                .declared()
                .imported(
                        "email,topics",
                        "all@reader.example,",
                        "birds@reader.example,birds",
                        "city@reader.example,CITY",
                        "two@reader.example,birds|ships",
                        "none@reader.example,chess",
                        "some@reader.example,chess|money");

        Execution sent = application.run("send", "daily");

        assertThat(sent.exitCode()).as(sent.err()).isZero();
        assertThat(sent.out()).contains("candidates 6", "accepted 5", "skipped 1", "balanced true");
        assertThat(subject("all")).isEqualTo("Tide barrier opens and 2 more");
        assertThat(subject("birds")).isEqualTo("Swifts leave");
        assertThat(subject("city")).isEqualTo("Tide barrier opens and 1 more");
        assertThat(subject("two")).isEqualTo("Tide barrier opens and 1 more");
        assertThat(subject("some")).isEqualTo("Rents fall");
        assertThat(text("two"))
                .contains("2 stories", "Also: Swifts leave", "Tide barrier opens", "Swifts leave")
                .doesNotContain("Rents");
        assertThat(text("birds")).contains("1 story").doesNotContain("Also:", "Rents", "Tide");
        assertThat(runs.delivery("none@reader.example")).isEqualTo("SKIPPED: no matching topic");
    }

    @Test
    void readersWhoseChoicesMatchTheSameArticlesShareACohort() {
        newsletter
                .declared()
                .imported(
                        "email,topics",
                        "a@reader.example,",
                        "b@reader.example,birds|city",
                        "c@reader.example,birds|money|ships",
                        "d@reader.example,birds",
                        "e@reader.example,birds|chess",
                        "f@reader.example,birds|knitting",
                        "g@reader.example,chess");

        application.run("send", "daily");

        assertThat(cohorts()).containsExactly("001: 3", "111: 3");
    }

    @Test
    void charactersThatMeanSomethingToADatabaseMeanThemselves() {
        newsletter
                .publishedAbout("Percent", "100%")
                .publishedAbout("Underscore", "a_b")
                .publishedAbout("Backslash", "c\\d")
                .publishedAbout("Umlaut", "ÜBER Öl")
                .publishedAbout("Quote", "O'Hara")
                .declared()
                .imported(
                        "email,topics",
                        "a@reader.example,1000",
                        "b@reader.example,axb",
                        "c@reader.example,c\\d",
                        "d@reader.example,über öl",
                        "e@reader.example,o'hara",
                        "f@reader.example,100%",
                        "g@reader.example,a_b");

        application.run("send", "daily");

        assertThat(runs.delivery("a@reader.example")).isEqualTo("SKIPPED: no matching topic");
        assertThat(runs.delivery("b@reader.example")).isEqualTo("SKIPPED: no matching topic");
        assertThat(List.of(subject("c"), subject("d"), subject("e"), subject("f"), subject("g")))
                .containsExactly("Backslash", "Umlaut", "Quote", "Percent", "Underscore");
        assertThat(cohorts()).hasSize(5);
    }

    @Test
    void renderedForEachTheChoiceHoldsAsWell() {
        newsletter
                .declared("render: each", "subject: \"${articles[0].title?upper_case}\"")
                .imported("email,language,topics", "birds@reader.example,de,birds", "none@reader.example,,chess");

        Execution sent = application.run("send", "daily");

        assertThat(sent.out()).as(sent.err()).contains("accepted 1", "skipped 1");
        assertThat(subject("birds")).isEqualTo("SWIFTS LEAVE");
        assertThat(text("birds")).contains("1 Artikel", "24. November 2026").doesNotContain("Rents");
        assertThat(runs.delivery("none@reader.example")).isEqualTo("SKIPPED: no matching topic");
    }

    @Test
    void topicsMultiplyTextsWithoutEnd() {
        String topics = IntStream.range(0, 7).mapToObj("t%d"::formatted).collect(Collectors.joining(" "));
        for (String topic : topics.split(" ")) {
            newsletter.publishedAbout("About " + "abcdefg".charAt(topic.charAt(1) - '0'), topic);
        }
        List<String> lines = new ArrayList<>(List.of("email,name,topics"));
        for (int bits = 1; bits < 128; bits++) {
            int chosen = bits;
            lines.add("r%d@reader.example,%s,%s"
                    .formatted(
                            bits,
                            bits % 2 == 0 ? "Ada" : "",
                            IntStream.range(0, 7)
                                    .filter(topic -> (chosen >> topic & 1) == 1)
                                    .mapToObj("t%d"::formatted)
                                    .collect(Collectors.joining("|"))));
        }
        newsletter.declared().imported(lines.toArray(String[]::new));

        Execution sent = application.run("send", "daily");

        assertThat(sent.out()).as(sent.err()).contains("accepted 127");
        assertThat(cohorts()).hasSize(127);
    }

    @Test
    void aResumedEditionIsTheSameForAReaderWhateverBecameOfTheArticles() throws Exception {
        newsletter.declared().imported("email,language,topics", "city@reader.example,de,city");
        List<String> contents = new ArrayList<>();
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) -> null)) {
            application.relayAt(relay.port());
            application.run("send", "daily");
            runs.deliveryIs("city@reader.example", "PLANNED", "");
            runs.belongsToTheDead();
            application
                    .jdbc()
                    .sql("UPDATE article_topic SET topic_key = 'x' || topic_key")
                    .update();
            application.jdbc().sql("UPDATE article SET title = 'changed'").update();
            application.jdbc().sql("DELETE FROM cohort").update();
            application.clock().tick(Duration.ofMinutes(30));
            application.run("runs", "resume", SLOT);
            relay.journal().forEach(taken -> contents.add(taken.content().replaceFirst("Date: .*", "")));
        }

        assertThat(contents).hasSize(2);
        assertThat(contents.get(1)).isEqualTo(contents.get(0)).contains("Tide barrier opens", "Rents fall");
    }

    @Test
    void aTopicThatIsDroppedAfterTheFreezingIsLackingInTheVeryNextMessage() throws Exception {
        newsletter.declared().imported("email,topics", "two@reader.example,birds|ships", "one@reader.example,birds");
        try (ScriptedRelay relay = new ScriptedRelay(
                (command, recipient, connection) -> command.startsWith("RCPT") ? "450 4.2.0 busy" : null)) {
            application.relayAt(relay.port());
            application.run("send", "daily");
        }
        application
                .jdbc()
                .sql("UPDATE subscription SET topics = CASE topics WHEN 'birds' THEN 'chess' ELSE 'birds' END")
                .update();
        application.relayAt(application.relay().getSmtp().getPort());
        application.clock().tick(Duration.ofMinutes(30));

        Execution resumed = application.run("runs", "resume", SLOT);

        assertThat(resumed.out()).as(resumed.err()).contains("accepted 1", "skipped 1");
        assertThat(subject("two")).isEqualTo("Swifts leave");
        assertThat(runs.delivery("one@reader.example")).isEqualTo("SKIPPED: no matching topic");
    }

    @Test
    void rehearsalPreviewAndTestMailChooseAsASendingDoes() throws IOException {
        newsletter
                .declared()
                .imported("email,language,topics", "birds@reader.example,de-AT,birds", "none@reader.example,,chess");
        String out = folder.resolve("out").toString();

        Execution rehearsed = application.run("rehearse", "daily", "--out", out);
        Execution previewed = application.run("preview", "daily", "--subscriber", "birds@reader.example", "--out", out);
        Execution nothing = application.run("preview", "daily", "--subscriber", "none@reader.example", "--out", out);
        application.run("send", "daily", "--test-to", "birds@reader.example", "--test-to", "none@reader.example");

        assertThat(rehearsed.exitCode()).as(rehearsed.err()).isZero();
        assertThat(Files.readString(folder.resolve("out/plan.csv")))
                .contains("birds@reader.example,PLANNED", "no matching topic");
        byte[] file = Files.readAllBytes(folder.resolve("out/birds%40reader.example.eml"));
        assertThat(ReadableMessage.read(file).text().orElseThrow())
                .contains("Swifts leave", "1 Artikel")
                .doesNotContain("Rents");
        assertThat(previewed.exitCode()).isZero();
        assertThat(Files.readString(folder.resolve("out/digest.txt")))
                .contains("Swifts leave", "1 Artikel")
                .doesNotContain("Rents");
        assertThat(nothing.exitCode()).isEqualTo(4);
        assertThat(nothing.err()).contains("none@reader.example would get nothing of daily now: no matching topic");
        assertThat(subject("birds")).isEqualTo("[Test] Swifts leave");
        assertThat(subject("none")).isEqualTo("[Test] Tide barrier opens and 2 more");
    }

    /** The articles of each cohort with the number of its readers. */
    private List<String> cohorts() {
        return application.jdbc().sql("""
                SELECT c.articles || ': ' || count(*) FROM delivery d JOIN cohort c ON c.id = d.cohort_id
                GROUP BY c.id, c.articles ORDER BY c.articles
                """).query(String.class).list();
    }

    private String subject(String reader) {
        return message(reader).subject();
    }

    private String text(String reader) {
        return message(reader).text().orElseThrow();
    }

    private ReadableMessage message(String reader) {
        String address = reader + "@reader.example";
        return Inbox.only(application, address);
    }
}

package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.ReadableMessage;
import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words around the articles, and dates, are in the reader's language when there are words for it. */
@OnEachDatabase
class LanguagesTests {

    private static final String READERS = "email,name,language";

    private final TestApplication application;
    private NewsletterTester newsletter;

    LanguagesTests(Database database) {
        application = TestApplication.on(database);
    }

    @BeforeEach
    void articles(@TempDir Path folder) {
        newsletter = new NewsletterTester(application, folder).published("Tide barrier opens", "Rents fall");
    }

    @Test
    void eachReaderIsAddressedInTheOwnLanguage() {
        newsletter
                .declared()
                .imported(
                        READERS,
                        "english@reader.example,Ada,en",
                        "german@reader.example,Zoë,de",
                        "austrian@reader.example,,de-AT",
                        "french@reader.example,,fr",
                        "silent@reader.example,,");

        Execution sent = application.run("send", "daily");

        assertThat(sent.out()).as(sent.err()).contains("accepted 5", "balanced true");
        assertThat(text("german"))
                .contains("24. November 2026", "Guten Tag, Zoë.", "2 Artikel", "seit dem 24. November 2026")
                .contains("Abbestellen: http", "Einstellungen: http", "Im Browser lesen: http")
                .contains("Rents fall", "What is to be said about: Rents fall.");
        assertThat(text("austrian")).contains("24. November 2026", "2 Artikel");
        for (String other : List.of("english", "french", "silent")) {
            assertThat(text(other)).contains("24 November 2026", "2 stories", "Unsubscribe: http");
        }
        assertThat(html("german")).contains("<html lang=\"de\" dir=\"ltr\"").contains("lang=\"en\" dir=\"auto\"");
        assertThat(html("english")).contains("<html lang=\"en\" dir=\"ltr\"").doesNotContain("dir=\"auto\">Rents");
        assertThat(message("english").subject()).isEqualTo("Rents fall and 1 more");
        assertThat(message("german").subject()).isEqualTo("Rents fall und 1 weiterer");
        assertThat(cohorts()).containsExactly("de: 1", "de: 1", "en: 1", "en: 2");
    }

    @Test
    void theNewslettersLanguageIsForThoseWhoseLanguageHasNoWords() {
        newsletter
                .declared("language: de-CH")
                .imported(
                        READERS, "french@reader.example,,fr", "german@reader.example,,de", "us@reader.example,,en-US");

        application.run("send", "daily");

        assertThat(text("french")).contains("2 Artikel");
        assertThat(html("german")).contains("<html lang=\"de-CH\"");
        assertThat(text("us")).contains("2 stories", "24 November 2026");
        assertThat(cohorts()).containsExactly("de-CH: 2", "en: 1");
    }

    @Test
    void englishIsForAllWhenTheNewslettersLanguageHasNoWordsEither() {
        newsletter.declared("language: fr").imported(READERS, "french@reader.example,,fr", "german@reader.example,,DE");

        application.run("send", "daily");

        assertThat(html("french")).contains("<html lang=\"en\"").contains("lang=\"fr\" dir=\"auto\"");
        assertThat(text("french")).contains("24 November 2026", "2 stories");
        assertThat(text("german")).contains("2 Artikel");
    }

    @Test
    void aChangedLanguageHoldsForTheVeryNextMessage() throws Exception {
        newsletter.declared().imported(READERS, "ada@reader.example,,en");
        application.run("send", "daily", "--test-to", "ada@reader.example");
        assertThat(text("ada")).contains("2 stories");
        application.jdbc().sql("UPDATE subscriber SET language = 'de'").update();
        application.relay().purgeEmailFromAllMailboxes();

        application.run("send", "daily", "--test-to", "ada@reader.example");

        assertThat(text("ada")).contains("2 Artikel");
    }

    /** The language of each cohort with the number of its readers. */
    private List<String> cohorts() {
        return application.jdbc().sql("""
                SELECT c.language || ': ' || count(*) FROM delivery d JOIN cohort c ON c.id = d.cohort_id
                GROUP BY c.id, c.language ORDER BY c.language, count(*)
                """).query(String.class).list();
    }

    private String text(String reader) {
        return message(reader).text().orElseThrow();
    }

    private String html(String reader) {
        return message(reader).html().orElseThrow();
    }

    private ReadableMessage message(String reader) {
        return Inbox.only(application, reader + "@reader.example");
    }
}

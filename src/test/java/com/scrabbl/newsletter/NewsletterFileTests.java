package com.scrabbl.newsletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.NewsletterSchedule.Missed;
import com.scrabbl.newsletter.NewsletterSettings.Render;
import com.scrabbl.newsletter.Policies.Archive;
import com.scrabbl.newsletter.Policies.InDoubt;
import com.scrabbl.newsletter.Policies.OptIn;
import com.scrabbl.newsletter.SelectionRule.Leftovers;
import com.scrabbl.newsletter.SelectionRule.Order;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every key is read, and what is not there has its default. */
class NewsletterFileTests {

    @TempDir
    Path folder;

    private NewsletterFiles files;

    @BeforeEach
    void start() {
        files = new NewsletterFiles(TestApplication.on(Database.H2), folder);
    }

    @Test
    void everyKeyIsRead() {
        assertThat(files.readResource("every-key.yml"))
                .containsExactly(new NewsletterSettings(
                        "daily",
                        "Harbour Daily",
                        "What happened by the water, every weekday morning",
                        "en-GB",
                        new Sender(
                                "Harbour News",
                                EmailAddress.parse("news@harbour.example"),
                                EmailAddress.parse("desk@harbour.example")),
                        List.of(
                                new SourceReference(
                                        "harbour-world", "https://harbour.example/world.xml", null, null, true),
                                new SourceReference(
                                        "harbour-desk",
                                        null,
                                        null,
                                        folder.resolve("articles").toString(),
                                        false),
                                new SourceReference(
                                        "harbour-notice",
                                        null,
                                        folder.resolveSibling("notice.html").toString(),
                                        null,
                                        false)),
                        new SelectionRule(
                                List.of("ships", "tides"),
                                List.of("World"),
                                List.of("Ada Quay"),
                                List.of("sport"),
                                7,
                                2,
                                Duration.ofHours(60),
                                Leftovers.DROP,
                                Order.SOURCE),
                        List.of("Ships", "Tides", "Ada's Corner"),
                        "Today: ${articles[0].title}",
                        "small",
                        Render.EACH,
                        new NewsletterSchedule("0 7 * * 1-5", ZoneId.of("Europe/London"), Missed.SEPARATE),
                        new Policies(OptIn.SINGLE, InDoubt.RESEND, Duration.ofMinutes(90), Archive.NONE),
                        List.of()));
    }

    @Test
    void whatIsNotThereHasItsDefault() {
        assertThat(files.readResource("fewest-keys.yml"))
                .containsExactly(new NewsletterSettings(
                        "weekly",
                        "Harbour Weekly",
                        null,
                        "en",
                        new Sender("Harbour Weekly", EmailAddress.parse("news@harbour.example"), null),
                        List.of(),
                        new SelectionRule(
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                12,
                                1,
                                Duration.ofDays(7),
                                Leftovers.CARRY,
                                Order.NEWEST),
                        List.of(),
                        "${articles[0].title}${(words(\"more\", edition.size - 1))!}",
                        "digest",
                        Render.SHARED,
                        null,
                        new Policies(OptIn.DOUBLE, InDoubt.HOLD, Duration.ofHours(20), Archive.PUBLIC),
                        List.of()));
    }

    @Test
    void aKeyWithoutValueIsAsIfItWereNotThere() {
        assertThat(files.readWith("language:", "sources:", "selection: ~", "schedule:"))
                .isEqualTo(files.readResource("fewest-keys.yml").get(0));
    }

    @Test
    void readersMayChooseFromTheTopicsOfTheRuleUnlessOthersAreDeclared() {
        assertThat(files.readWith("selection: { topics: [ Ships, tides, SHIPS, 'a|b' ] }")
                        .topics())
                .containsExactly("Ships", "tides");
        assertThat(files.readWith("selection: { topics: [ Ships, tides ] }", "topics: [ Tides ]")
                        .topics())
                .containsExactly("Tides");
        assertThat(files.readWith("selection: { topics: [ Ships, tides ] }", "topics: []")
                        .topics())
                .isEmpty();
    }

    @Test
    void aScheduleDefaultsToUtcAndToMergingWhatWasMissed() {
        assertThat(files.readWith("schedule: { cron: '30 6 * * *' }").schedule())
                .isEqualTo(new NewsletterSchedule("30 6 * * *", ZoneId.of("UTC"), Missed.MERGE));
    }

    @Test
    void textIsReadAsItStandsWhateverYamlWouldMakeOfIt() {
        NewsletterSettings settings = files.readWith("language: no", "description: 007", "render: shared");

        assertThat(settings.language()).isEqualTo("no");
        assertThat(settings.description()).isEqualTo("007");
    }

    @Test
    void charactersThatMarkSlotsAreReplaced() {
        assertThat(files.readWith("description: \"a\\uE000b\\uF8FFc\"").description())
                .isEqualTo("a\uFFFDb\uFFFDc");
    }

    @Test
    void severalNewslettersMayDrawOnOneSource() {
        List<NewsletterSettings> both = files.read("""
                newsletters:
                  - slug: daily
                    name: Daily
                    sender: &news { address: news@harbour.example }
                    sources: &world [ { name: world, url: "https://harbour.example/world.xml" } ]
                  - slug: weekly
                    name: Weekly
                    sender: *news
                    sources: *world
                """);

        assertThat(both)
                .extracting(NewsletterSettings::sources)
                .hasSize(2)
                .allMatch(both.get(0).sources()::equals);
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(files.read("\uFEFF" + NewsletterFiles.resource("fewest-keys.yml")))
                .hasSize(1);
    }
}

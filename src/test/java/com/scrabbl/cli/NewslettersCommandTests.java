package com.scrabbl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewslettersCommandTests {

    private static final String TWO = """
            newsletters:
              - slug: daily
                name: Harbour Daily
                sender: { address: news@harbour.example }
                sources: [ { name: world, url: "https://harbour.example/world.xml" }, { name: desk, folder: /articles } ]
                schedule: { cron: "0 7 * * 1-5", zone: Europe/Berlin }
              - slug: now-and-then
                name: Harbour Now and Then
                sender: { address: news@harbour.example }
            """;

    @TempDir
    Path folder;

    private TestApplication application;

    @BeforeEach
    void start() {
        application = TestApplication.on(Database.H2);
    }

    @Test
    void applyTellsWhatItDidToEach() throws IOException {
        assertThat(apply(TWO)).isEqualTo(new Execution(0, "slug,outcome\r\ndaily,new\r\nnow-and-then,new\r\n", ""));
        assertThat(apply(TWO.replace("0 7", "0 8")))
                .isEqualTo(new Execution(0, "slug,outcome\r\ndaily,changed\r\nnow-and-then,unchanged\r\n", ""));
    }

    @Test
    void applyRefusesAFileWithMistakesAndChangesNothing() throws IOException {
        Execution execution = apply(TWO.replace("daily", "Daily").replace("zone: ", "zoen: "));

        assertThat(execution.exitCode()).isEqualTo(2);
        assertThat(execution.out()).isEmpty();
        assertThat(execution.err().lines())
                .hasSize(3)
                .anyMatch(line ->
                        line.startsWith(folder + "/newsletters.yml:2: newsletters[0].slug: \"Daily\" is no slug;"))
                .anyMatch(line -> line.contains(":6: newsletters[0].schedule.zoen: no such key (did you mean zone?);"))
                .contains("2 problems, so nothing was applied.");
        assertThat(application.run("newsletters", "list", "--format", "json").out())
                .isEqualTo("[]\n");
    }

    @Test
    void listTellsTheNextSlotAndTheSources() throws IOException {
        apply(TWO);

        assertThat(application
                        .run("newsletters", "list", "--format", "csv")
                        .out()
                        .lines())
                .containsExactly(
                        "slug,name,schedule,next_slot,sources,paused",
                        "daily,Harbour Daily,0 7 * * 1-5 Europe/Berlin,2026-11-25T06:00:00Z,\"world, desk\",",
                        "now-and-then,Harbour Now and Then,,,,");
    }

    @Test
    void yamlOfANewsletterDeclaresTheVerySameWhateverItSays() throws IOException {
        apply("""
                newsletters:
                  - slug: odd
                    name: "'Quoted' \\"twice\\": # no comment, {no} [list] \\u202Eback ${no}"
                    description: "- yes\\u2026 %s"
                    language: pt-BR
                    sender: { name: "@news \\U0001F30A", address: news@harbour.example, reply-to: desk@harbour.example }
                    sources: [ { name: "true", file: ./1.xml }, { name: "0x1F", url: "https://harbour.example/?a=1&b=%%20#x" } ]
                    selection: { topics: [ "no", "~", "1.0", "a: b" ], max-age: PT36H, order: source }
                    topics: []
                    schedule: { cron: "*/5 7 * * MON-FRI", zone: Australia/Lord_Howe, missed: drop }
                    policies: { shelf-life: PT90M, archive: none }
                """.formatted("word ".repeat(60)));

        String yaml = application.run("newsletters", "show", "odd", "--yaml").out();

        assertThat(apply(yaml).out()).isEqualTo("slug,outcome\r\nodd,unchanged\r\n");
        assertThat(application.run("newsletters", "show", "odd", "--yaml").out())
                .isEqualTo(yaml);
    }

    @Test
    void whatIsShownCanBeAppliedAgain() throws IOException {
        apply(TWO);

        String shown = application.run("newsletters", "show", "daily").out();

        assertThat(shown).startsWith("newsletters:\n  - slug: daily\n    name: Harbour Daily\n");
        assertThat(apply(shown).out()).isEqualTo("slug,outcome\r\ndaily,unchanged\r\n");
    }

    @Test
    void asJsonANewsletterIsShownWithTheKeysOfItsFile() throws IOException {
        apply(TWO);

        assertThat(application
                        .run("newsletters", "show", "daily", "--format", "json")
                        .out())
                .startsWith("{")
                .contains("\"slug\" : \"daily\"")
                .contains("\"max-age\" : \"P7D\"")
                .contains("\"in-doubt\" : \"hold\"");
    }

    @Test
    void topicsToChooseFromAreShownWhetherTheyAreDeclaredOrThoseOfTheRule() throws IOException {
        apply(TWO.replace("    schedule:", "    selection: { topics: [ Tides ] }\n    schedule:")
                .replace("    name: Harbour Now", "    topics: [ Ships, Quays ]\n    name: Harbour Now"));

        assertThat(application.run("newsletters", "show", "daily").out()).contains("\n    topics:\n      - Tides\n");
        assertThat(application
                        .run("newsletters", "show", "now-and-then", "--format", "json")
                        .out())
                .containsPattern("\"topics\" : \\[ *\"Ships\", *\"Quays\" *]");
    }

    @Test
    void anUnknownNewsletterIsRefused() throws IOException {
        apply(TWO);

        assertThat(application.run("newsletters", "show", "dayly"))
                .isEqualTo(new Execution(2, "", "There is no newsletter \"dayly\". There are: daily, now-and-then.\n"));
    }

    private Execution apply(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("newsletters.yml"), text);
        return application.run("newsletters", "apply", file.toString(), "--format", "csv");
    }
}

package com.scrabbl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Database;
import com.scrabbl.support.Execution;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list, as an admin keeps it on the command line. */
@OnEachDatabase
class ListCommandsTests {

    private static final String LIST = """
            email,name,language,time_zone,topics,age:number,likes:list,formula,name:text
            Ada@mail.example,Ada,en,Europe/London,art|sport,-36,tea|maths,=1+1,Lady
            bo@mail.example,'=Bo,,,"arts, late|",,one,'=x,
            cy@mail.example,,,,,,,,
            """;

    @TempDir
    Path folder;

    private final TestApplication application;

    ListCommandsTests(Database database) {
        application = TestApplication.on(database);
    }

    @BeforeEach
    void declareNewsletters() throws IOException {
        Path file = Files.writeString(folder.resolve("newsletters.yml"), """
                newsletters:
                  - { slug: daily, name: Harbour Daily, sender: { address: news@harbour.example } }
                  - { slug: weekly, name: Harbour Weekly, sender: { address: news@harbour.example } }
                """);
        application.run("newsletters", "apply", file.toString());
    }

    @Test
    void anExportIsImportedAsItIs() throws IOException {
        imported("daily", LIST);
        application.run("subscribers", "add", "bo@mail.example", "--newsletter", "weekly");
        application.run("subscribers", "end", "cy@mail.example");
        String exported = application.run("subscribers", "export").out();
        assertThat(exported.lines().toList())
                .contains(
                        "email,name,language,time_zone,topics,newsletter,subscription,since,age:number,formula,likes:list,"
                                + "name:text",
                        "Ada@mail.example,Ada,en,Europe/London,art|sport,daily,ACTIVE,2026-11-24T06:00:00Z,-36,'=1+1,"
                                + "tea|maths,Lady");

        assertThat(imported("daily", exported).out()).contains("existing 3", "held_back elsewhere=1", "rejected 0");
        for (String table : new String[] {"consent", "subscription", "subscriber_attribute", "subscriber"}) {
            application.jdbc().sql("DELETE FROM " + table).update();
        }
        assertThat(imported("daily", exported).out()).contains("new 2", "ended 1", "rejected 0");
        assertThat(imported("weekly", exported).out()).contains("new 1", "held_back elsewhere=3");

        assertThat(application.run("subscribers", "export").out().lines())
                .containsExactlyInAnyOrderElementsOf(exported.lines().toList());
    }

    @Test
    void anExportInJsonHasItsKindsAndFilters() throws IOException {
        imported("daily", LIST);

        Execution execution = application.run(
                "subscribers",
                "export",
                "--newsletter",
                "daily",
                "--state",
                "active",
                "--topic",
                "art",
                "--attribute",
                "age=-36",
                "--joined-after",
                "2026-11-23",
                "--format",
                "json");

        assertThat(execution.out()).isEqualToIgnoringWhitespace("""
                [{"email":"Ada@mail.example","name":"Ada","language":"en","time_zone":"Europe/London",
                  "topics":["art","sport"],"newsletter":"daily","subscription":"ACTIVE","since":"2026-11-24T06:00:00Z",
                  "attributes":{"age":-36,"formula":"=1+1","likes":["tea","maths"],"name":"Lady"}}]
                """);
        assertThat(application
                        .run("subscribers", "export", "--joined-after", "2026-11-25")
                        .out()
                        .lines())
                .hasSize(1);
        assertThat(application.run("subscribers", "export", "--format", "table").exitCode())
                .isEqualTo(2);
        assertThat(application
                        .run("subscribers", "export", "--joined-after", "soon")
                        .err())
                .contains("neither a day such as 2026-11-24 nor an instant");
    }

    @Test
    void aDryRunTellsTheProblemsByKind() throws IOException {
        application.run("suppressions", "add", "*@spam.example", "--cause", "manual");

        Execution execution = imported("daily", """
                email,age:number
                wrong,1
                ada@mail.example,old
                bo@spam.example,2
                """, "--dry-run");

        assertThat(execution.exitCode()).isEqualTo(3);
        assertThat(execution.err()).isEqualTo("""
                rejected, age: 1
                  Line 3: age "old" is no number such as 12 or -0.5
                rejected, email: 1
                  Line 2: "wrong" is not an e-mail address: there is no @ in it
                held back, manual: 1
                  Line 4: bo@spam.example
                Nothing was written.
                """);
    }

    @Test
    void columnsAreMappedAndAnEmptyNameIgnoresOne() throws IOException {
        Execution execution =
                imported("daily", "mail,secret\nada@mail.example,x\n", "--map", "mail=email", "--map", "secret=");

        assertThat(execution.exitCode()).as(execution.err()).isZero();
        assertThat(application
                        .run("subscribers", "show", "ada@mail.example", "--format", "json")
                        .out())
                .doesNotContain("secret");
        assertThat(imported("daily", "mail\na@b.example\n", "--map", "mail").exitCode())
                .isEqualTo(2);
        assertThat(imported("daily", "email\na@b.example\n", "--consent-date", "2030-01-01")
                        .err())
                .contains("is yet to come");
        assertThat(imported("daily", "email\na@b.example\n", "--charset", "utf-99")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void thoseWhoAreToConfirmArePendingAndAskedByMail() throws IOException {
        Execution execution = imported("daily", "email\nada@mail.example\n", "--status", "pending");

        assertThat(execution.out()).contains("new 1");
        assertThat(application.run("subscribers", "list").out()).contains("daily=PENDING");
        assertThat(application
                        .jdbc()
                        .sql("SELECT count(*) FROM signup_request")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void searchFindsByAddressDomainAndName() throws IOException {
        imported("daily", LIST);

        assertThat(search("ada@")).contains("Ada@mail.example").doesNotContain("bo@");
        assertThat(search("@mail.example")).contains("Ada@mail.example", "bo@mail.example", "cy@mail.example");
        assertThat(search("=bo")).contains("bo@mail.example").doesNotContain("cy@");
        assertThat(application.run("subscribers", "list", "--search", " ").exitCode())
                .isEqualTo(2);
    }

    @Test
    void erasingForgetsAndIsToldOnce() throws IOException {
        imported("daily", LIST);

        assertThat(application.run("subscribers", "erase", "ada@mail.example"))
                .isEqualTo(
                        new Execution(0, "", "Erased. The ledger's rows of this person read (erased) from now on.\n"));
        assertThat(application.run("subscribers", "erase", "ada@mail.example").exitCode())
                .isZero();
        assertThat(application.run("subscribers", "show", "ada@mail.example").exitCode())
                .isEqualTo(2);
        assertThat(imported("daily", LIST).out()).contains("held_back erased=1");
        assertThat(application
                        .run("suppressions", "remove", "ada@mail.example", "--note", "x")
                        .err())
                .contains("only the person can come back");
        assertThat(application
                        .run("subscribers", "erase", "nobody@mail.example")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void suppressionsAreImportedListedByCauseAndUndoneInBulk() throws IOException {
        Path file =
                Files.writeString(folder.resolve("bounces.csv"), "a@x.example\nb@x.example,hard-bounce,550\nwrong\n");

        Execution imported = application.run(
                "suppressions", "import", file.toString(), "--cause", "hard-bounce", "--format", "json");
        assertThat(imported.exitCode()).isEqualTo(3);
        assertThat(imported.out().replaceAll("\\s", ""))
                .startsWith("{\"lines\":3,\"new\":1,\"existing\":0,\"rejected\":2");
        assertThat(imported.err()).contains("Line 2: the line has 3 fields, the header has 1");
        application.run("suppressions", "add", "c@x.example", "--cause", "manual", "--until", "2027-01-01");
        assertThat(application
                        .run("suppressions", "list", "--cause", "manual", "--format", "csv")
                        .out())
                .isEqualTo("address,cause,evidence,since,expires_at\r\n"
                        + "c@x.example,manual,,2026-11-24T06:00:00Z,2027-01-01T00:00:00Z\r\n");

        assertThat(undo("--dry-run")).isEqualTo(new Execution(0, "would_be_removed 1\n", "Nothing was changed.\n"));
        assertThat(undo("--note", "their relay was broken")).isEqualTo(new Execution(0, "removed 1\n", ""));
        assertThat(undo("--note", "again").out()).isEqualTo("removed 0\n");
        assertThat(undo().err()).startsWith("Missing required option: '--note=TEXT'");
        assertThat(application.run("suppressions", "remove", "--note", "x").exitCode())
                .isEqualTo(2);
        assertThat(application
                        .run("suppressions", "add", "d@x.example", "--cause", "manual", "--until", "2020-01-01")
                        .err())
                .contains("is over");
    }

    @Test
    void everyChangeIsWrittenDown() throws IOException {
        imported("daily", "email\nada@mail.example\n");
        application.run("subscribers", "add", "bo@mail.example", "--newsletter", "daily");
        application.run("subscribers", "end", "bo@mail.example");
        application.run("suppressions", "add", "*@spam.example", "--cause", "manual", "--note", "trap");
        application.run("suppressions", "remove", "*@spam.example", "--note", "no trap");
        application.run("suppressions", "remove", "*@spam.example", "--note", "fails");
        application.run("subscribers", "list");

        String user = System.getProperty("user.name");
        String csv = application.run("audit", "list", "--format", "csv").out();
        try (Stream<NamedCsvRecord> changes = CsvReader.builder().ofNamedCsvRecord(csv).stream()) {
            assertThat(changes)
                    .allSatisfy(change -> assertThat(change.getFields())
                            .startsWith("2026-11-24T06:00:00Z", user)
                            .endsWith("command"))
                    .map(change -> String.join(" | ", change.getFields().subList(2, 5)))
                    .containsExactly(
                            "suppressions remove | *@spam.example | no trap",
                            "suppressions add | *@spam.example | manual: trap",
                            "subscribers end | bo@mail.example | daily",
                            "subscribers add | bo@mail.example | daily",
                            "subscribers import | daily | ended: list.csv; new 1, updated 0, ended 0, suppressed 0, rejected 0",
                            "subscribers import | daily | begins: list.csv as own, status active, update none",
                            "newsletters apply | newsletters.yml | ",
                            "newsletters apply | weekly | new",
                            "newsletters apply | daily | new");
        }
    }

    private Execution undo(String... more) {
        return run(
                new String[] {
                    "suppressions", "remove", "--cause", "hard-bounce", "--since", "2026-11-24", "--until", "2026-11-24"
                },
                more);
    }

    private String search(String text) {
        return application
                .run("subscribers", "list", "--search", text, "--format", "csv")
                .out();
    }

    private Execution imported(String newsletter, String text, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("list.csv"), text);
        return run(new String[] {"subscribers", "import", file.toString(), "--newsletter", newsletter}, options);
    }

    private Execution run(String[] command, String... options) {
        return application.run(Stream.of(command, options).flatMap(Stream::of).toArray(String[]::new));
    }
}

package com.scrabbl.subscriber.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.subscriber.Consent;
import com.scrabbl.subscriber.Consent.Origin;
import com.scrabbl.subscriber.Frequency;
import com.scrabbl.subscriber.ListTester;
import com.scrabbl.subscriber.Profile;
import com.scrabbl.subscriber.Reader;
import com.scrabbl.subscriber.Readers;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.Subscriptions;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.Suppressions;
import com.scrabbl.subscriber.Topics;
import com.scrabbl.subscriber.transfer.ImportReport.Rejection;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class SubscriberImportTests {

    /** Some thousand readers with it are brought in together, not more. */
    private static final String LONG_NOTE = "n".repeat(1_000);

    @TempDir
    Path folder;

    private final ListTester list;
    private final long daily;

    SubscriberImportTests(Database database) {
        list = new ListTester(database);
        daily = list.newsletter("daily");
    }

    @Test
    void newReadersBecomeActiveWithTheFileAsProof() throws Exception {
        ImportReport report = imported("""
                Email,Name,language,time_zone,topics,City
                Ada@Mail.Example,Ada Lovelace,en_GB,Europe/London,Sport|art,London
                bob@mail.example,,,,,
                """);

        assertThat(report).isEqualTo(report(2, 2, 0, 0));
        Subscriber ada = list.subscriber("ada@mail.example");
        assertThat(ada.address()).hasToString("Ada@Mail.Example");
        assertThat(ada.profile())
                .isEqualTo(new Profile("Ada Lovelace", "en-GB", "Europe/London", Map.of("city", "London")));
        assertThat(list.subscriber("bob@mail.example").profile()).isEqualTo(Profile.EMPTY);
        Subscription subscription = list.subscription("ada@mail.example", daily);
        assertThat(subscription.state()).isEqualTo(State.ACTIVE);
        assertThat(subscription.since()).isEqualTo(list.now());
        assertThat(subscription.topics().keys()).containsExactly("art", "sport");
        assertThat(subscription.frequency()).isEqualTo(Frequency.EVERY);
        assertThat(list.consents("ada@mail.example"))
                .containsExactly(Consent.given(ada.id(), daily, Origin.IMPORT, list.now(), "list.csv"));
        assertThat(rejectedFile()).doesNotExist();
    }

    @Test
    void theSecondImportChangesNothing() throws Exception {
        String text = """
                email,name,city
                ada@mail.example,Ada,London
                bob@mail.example,Bob,
                """;
        imported(text);
        List<Reader> before = list.bean(Readers.class).activeAfter(daily, 0, 9);
        list.application.clock().tick(Duration.ofHours(1));

        ImportReport report = imported(text.replace("London", "Paris").replace("Bob,", "Robert,Rome"));

        assertThat(report).isEqualTo(report(2, 0, 2, 0));
        assertThat(list.bean(Readers.class).activeAfter(daily, 0, 9)).isEqualTo(before);
        assertThat(list.rows("consent")).isEqualTo(2);
    }

    @Test
    void aKnownPersonJoinsAnotherNewsletterAndKeepsTheProfile() throws Exception {
        imported("email,name,city\nada@mail.example,Ada,London\n");
        long weekly = list.newsletter("weekly");

        ImportReport report = list.bean(SubscriberImport.class)
                .run(file("email,name,city\nADA@mail.example,Bob,Paris\n"), weekly, line -> {});

        assertThat(report.added()).isOne();
        assertThat(list.subscriber("ada@mail.example").profile())
                .isEqualTo(new Profile("Ada", null, null, Map.of("city", "London")));
        assertThat(list.consents("ada@mail.example"))
                .extracting(Consent::newsletterId)
                .containsExactly(daily, weekly);
    }

    @Test
    void whoLeftIsSuppressedOrWasErasedIsHeldBackAndCounted() throws Exception {
        list.add("left@mail.example", daily);
        list.end("left@mail.example", daily);
        list.suppress("bounced@mail.example", Cause.HARD_BOUNCE);
        list.suppress("bounced@mail.example", Cause.MANUAL);
        list.suppress("complained@mail.example", Cause.COMPLAINT);
        list.suppress("erased@mail.example", Cause.ERASED);
        list.bean(Suppressions.class)
                .add(
                        com.scrabbl.mail.EmailAddress.parse("lapsed@mail.example"),
                        Cause.SOFT_BOUNCES,
                        null,
                        list.now(),
                        list.now());

        ImportReport report = imported("""
                email,city
                left@mail.example,a
                bounced@mail.example,b
                complained@mail.example,c
                ERASED@mail.example,d
                lapsed@mail.example,e
                """);

        assertThat(report.heldBack()).isEqualTo(Map.of("ended", 1L, "hard-bounce", 1L, "complaint", 1L, "erased", 1L));
        assertThat(report.heldBackInAll()).isEqualTo(4);
        assertThat(report.added()).isOne();
        assertThat(list.subscription("left@mail.example", daily).state()).isEqualTo(State.ENDED);
        assertThat(list.bean(Readers.class).activeAfter(daily, 0, 9))
                .extracting(reader -> reader.address().typed())
                .containsExactly("lapsed@mail.example");
        assertThat(list.rows("subscriber")).isEqualTo(2);
    }

    @Test
    void aPendingReaderIsNotConfirmedByAList() throws Exception {
        Subscriber ada = list.bean(Subscribers.class)
                .add(com.scrabbl.mail.EmailAddress.parse("ada@mail.example"), Profile.EMPTY, list.now());
        list.bean(Subscriptions.class).request(ada.id(), daily, Topics.ALL, Frequency.EVERY, list.now());

        assertThat(imported("email\nada@mail.example\n").existing()).isOne();
        assertThat(list.subscription("ada@mail.example", daily).state()).isEqualTo(State.PENDING);
    }

    @Test
    void theFirstOfSeveralLinesWithOneAddressCounts() throws Exception {
        ImportReport report = imported("""
                email,name
                ada@mail.example,Ada
                "ADA"@mail.example,Bob
                ada@mail.example,Cy
                """.replace("\"ADA\"", "ADA"));

        assertThat(report).isEqualTo(report(3, 1, 0, 2));
        assertThat(list.subscriber("ada@mail.example").profile().name()).isEqualTo("Ada");
    }

    @Test
    void brokenLinesGoToAFileOfTheirOwnWhichCanBeCorrectedAndImported() throws Exception {
        ImportReport report = imported("""
                email;name;time_zone;note
                ada@mail.example;Ada;;
                not an address;Bob;;'=1+1
                cy@mail.example;"Cy;;
                di@mail.example;Di;Mars/Olympus;=HYPERLINK("x")
                ed@mail.example;Ed
                flo@mail.example;Flo%s;;
                gus@mail.example;G\u0000us;;
                "hal@mail.example";Hal;;x
                """.formatted("o".repeat(200)));

        assertThat(report.added()).isEqualTo(2);
        assertThat(report.rejected()).isEqualTo(6);
        assertThat(report.rejectedByKind()).isEqualTo(Map.of("email", 1L, "line", 2L, "time_zone", 1L, "name", 2L));
        assertThat(report.examples().get("line")).extracting(Rejection::line).containsExactly(4L, 6L);
        assertThat(report.examples().get("name")).extracting(Rejection::line).containsExactly(7L, 8L);
        assertThat(rejectedFile()).content(UTF_8).isEqualToNormalizingNewlines("""
                email;name;time_zone;note;line;reason
                not an address;Bob;;'=1+1;3;"\""not an address"" is not an e-mail address: there is no @ in it"
                "cy@mail.example;""Cy;;";;;;4;a quote is not closed
                di@mail.example;Di;Mars/Olympus;"'=HYPERLINK(""x"")";5;"time_zone ""Mars/Olympus"" is not one such as Europe/Berlin"
                "ed@mail.example;Ed";;;;6;the line has 2 fields, the header has 4
                flo@mail.example;Flo%s;;;7;name is too long: 203 characters, at most 200
                gus@mail.example;G\u0000us;;;8;name contains a control character (U+0000)
                """.formatted("o".repeat(200)));

        String corrected = Files.readString(rejectedFile())
                .replace("not an address", "bob@mail.example")
                .replace("Mars/Olympus;", "Europe/Rome;");
        ImportReport again = list.bean(SubscriberImport.class).run(file(corrected), daily, line -> {});

        assertThat(again.added()).isEqualTo(2);
        assertThat(again.rejected()).isEqualTo(4);
        assertThat(list.subscriber("bob@mail.example").profile().attributes()).isEqualTo(Map.of("note", "=1+1"));
        assertThat(list.subscriber("di@mail.example").profile().attributes())
                .isEqualTo(Map.of("note", "=HYPERLINK(\"x\")"));
        assertThat(Files.readString(rejectedFile())).startsWith("email;name;time_zone;note;line;reason\r\n");
    }

    @Test
    void aRehearsalCountsTheSameAndWritesNothing() throws Exception {
        list.add("left@mail.example", daily);
        list.end("left@mail.example", daily);
        list.add("known@mail.example", daily);
        list.suppress("bounced@mail.example", Cause.HARD_BOUNCE);
        String text = """
                email,city
                left@mail.example,
                known@mail.example,
                bounced@mail.example,
                new@mail.example,Rome
                new@mail.example,Rome
                wrong,
                """;

        ImportReport rehearsed =
                list.bean(SubscriberImport.class).rehearse(file(text), ImportOptions.of(daily), line -> {});

        assertThat(list.rows("subscriber")).isEqualTo(2);
        assertThat(list.rows("subscription")).isEqualTo(2);
        assertThat(list.rows("consent")).isEqualTo(3);
        assertThat(list.rows("subscriber_attribute")).isZero();
        assertThat(rejectedFile()).doesNotExist();
        assertThat(imported(text)).isEqualTo(rehearsed);
        assertThat(rehearsed.lines())
                .isEqualTo(rehearsed.added()
                        + rehearsed.existing()
                        + rehearsed.heldBackInAll()
                        + rehearsed.duplicates()
                        + rehearsed.rejected());
    }

    @Test
    void moreLinesThanOnePortionAreCountedAsOneList() throws Exception {
        StringBuilder text = new StringBuilder("email,note\n");
        for (int i = 0; i < 20_100; i++) {
            text.append("reader")
                    .append(i)
                    .append("@mail.example,")
                    .append(LONG_NOTE)
                    .append('\n');
        }
        text.append("reader0@mail.example,again\n");
        // As a server does that has run for a while with nobody on its list: plans must not be for such a list.
        list.application.ownersJdbc().sql("ANALYZE").update();

        ImportReport report = imported(text.toString());

        assertThat(report).isEqualTo(report(20_101, 20_100, 0, 1));
        assertThat(list.rows("subscription")).isEqualTo(20_100);
        assertThat(list.rows("consent")).isEqualTo(20_100);
        assertThat(list.rows("subscriber_attribute")).isEqualTo(20_100);
    }

    @Test
    void whoIsKnownIsFoundAfterManyWhoAreNot() throws Exception {
        imported("email,name\nzoe@mail.example,Zoe\n");
        long weekly = list.newsletter("weekly");
        StringBuilder text = new StringBuilder("email,name,note\n");
        for (int i = 0; i < 15_000; i++) {
            text.append("reader")
                    .append(i)
                    .append("@mail.example,Zoe,")
                    .append(LONG_NOTE)
                    .append('\n');
        }
        ListFile file = file(text.append("zoe@mail.example,Somebody Else,\n").toString());
        SubscriberImport imports = list.bean(SubscriberImport.class);
        ImportReport rehearsed = imports.rehearse(file, ImportOptions.of(weekly), line -> {});

        assertThat(imports.run(file, weekly, line -> {})).isEqualTo(rehearsed).isEqualTo(report(15_001, 15_001, 0, 0));
        assertThat(list.rows("subscriber")).isEqualTo(15_001);
        assertThat(list.rows("consent")).isEqualTo(15_002);
        assertThat(list.subscriber("zoe@mail.example").profile().name()).isEqualTo("Zoe");
        assertThat(imports.rehearse(file, ImportOptions.of(weekly), line -> {}))
                .isEqualTo(report(15_001, 0, 15_001, 0));
        assertThat(imports.run(file, weekly, line -> {})).isEqualTo(report(15_001, 0, 15_001, 0));
    }

    @Test
    void twoImportsOfOneListAtOnceAddEachReaderOnce() throws Exception {
        StringBuilder text = new StringBuilder("email,note\n");
        for (int i = 0; i < 30_000; i++) {
            text.append("reader")
                    .append(i)
                    .append("@mail.example,")
                    .append(LONG_NOTE)
                    .append('\n');
        }
        ListFile file = file(text.toString());
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<ImportReport>> imports = threads.invokeAll(Collections.nCopies(2, () -> {
                together.await();
                return list.bean(SubscriberImport.class).run(file, daily, line -> {});
            }));
            ImportReport one = imports.get(0).get();
            ImportReport other = imports.get(1).get();
            assertThat(one.added() + other.added()).isEqualTo(30_000);
            assertThat(one.existing() + other.existing()).isEqualTo(30_000);
        } finally {
            threads.shutdown();
        }
        assertThat(list.rows("subscriber")).isEqualTo(30_000);
        assertThat(list.rows("subscription")).isEqualTo(30_000);
        assertThat(list.rows("consent")).isEqualTo(30_000);
        assertThat(list.rows("subscriber_attribute")).isEqualTo(30_000);
    }

    @Test
    void textFromOutsideCannotForgeSlotsOrLines() throws Exception {
        imported("email,name,note\nada@mail.example,A\uE000d\uF8FFa,\"two\n lines\tand a tab, \\N\"\n");

        assertThat(list.subscriber("ada@mail.example").profile())
                .isEqualTo(new Profile("A\uFFFDd\uFFFDa", null, null, Map.of("note", "two lines and a tab, \\N")));
    }

    @Test
    void progressNamesTheLineThatWasReached() throws Exception {
        List<Long> seen = new java.util.ArrayList<>();

        list.bean(SubscriberImport.class).run(file("email\n\nada@mail.example\nwrong\n"), daily, seen::add);

        assertThat(seen).containsExactly(3L, 4L);
    }

    private ImportReport imported(String text) throws IOException {
        return list.bean(SubscriberImport.class).run(file(text), daily, line -> {});
    }

    private ListFile file(String text) throws IOException {
        return ListFile.open(Files.writeString(folder.resolve("list.csv"), text));
    }

    private Path rejectedFile() {
        return folder.resolve("list.csv.rejected.csv");
    }

    private static ImportReport report(long lines, long added, long existing, long duplicates) {
        return new ImportReport(
                lines,
                added,
                0,
                existing,
                0,
                0,
                new java.util.TreeMap<>(),
                duplicates,
                new java.util.TreeMap<>(),
                new java.util.TreeMap<>(),
                new java.util.TreeMap<>());
    }
}

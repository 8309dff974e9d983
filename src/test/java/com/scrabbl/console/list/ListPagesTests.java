package com.scrabbl.console.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.people.Role;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Suppressions;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An admin keeps the list: finds people, edits, ends, suppresses, erases, and takes the list along. */
@OnEachDatabase
class ListPagesTests {

    @TempDir
    Path folder;

    private final TestApplication application;
    private ConsoleVisitor admin;

    ListPagesTests(Database database) {
        application = TestApplication.on(database);
        admin = application.user(Role.ADMIN);
    }

    @BeforeEach
    void someReaders() throws Exception {
        new NewsletterTester(application, folder)
                .declared("topics: [Tides, Ferries]")
                .published("Tide barrier opens");
        Path list = Files.writeString(folder.resolve("list.csv"), """
                email,name,age:number,city,topics
                ada@mail.example,Ada Lovelace,36,London,tides
                bo@mail.example,Bo,,=1+1,
                cy@post.example,"<script>alert(1)</script>",,,ferries
                """);
        assertThat(application
                        .run("subscribers", "import", list.toString(), "--newsletter", "daily")
                        .exitCode())
                .isZero();
    }

    @Test
    void peopleAreFoundByAddressNameAndDomainAndNarrowedDown() {
        Document all = admin.page("/console/subscribers");
        assertThat(all.select("tbody th a").eachText())
                .containsExactlyInAnyOrder("cy@post.example", "bo@mail.example", "ada@mail.example");
        assertThat(all.html()).doesNotContain("<script>alert");
        assertThat(found("q=love")).containsExactly("ada@mail.example");
        assertThat(found("q=@post")).containsExactly("cy@post.example");
        assertThat(found("q=a&newsletter=daily&topic=tides&state=active")).containsExactly("ada@mail.example");
        assertThat(found("topic=ferries")).containsExactlyInAnyOrder("cy@post.example", "bo@mail.example");
        assertThat(found("newsletter=daily&state=ended")).isEmpty();
        assertThat(found("newsletter=no-such")).isEmpty();
        assertThat(admin.get("/console/subscribers?from=x").statusCode()).isEqualTo(400);
    }

    @Test
    void onePageHasEverythingOfOnePerson() {
        application.run("send", "daily");
        application.run(
                "suppressions", "add", "ada@mail.example", "--cause", "complaint", "--note", "spam <b>button</b>");
        application.run("suppressions", "add", "*@mail.example", "--cause", "manual");

        Document page = admin.page(path("ada@mail.example"));

        assertThat(page.select("h1").text()).isEqualTo("ada@mail.example");
        assertThat(page.select("#person").text()).contains("Ada Lovelace", "36 number", "London");
        assertThat(page.select("#subscriptions").text()).contains("Active Harbour Daily", "Topics: tides.");
        assertThat(page.select(".held").text()).contains("Complained", "spam <b>button</b>", "*@mail.example");
        assertThat(page.select("#deliveries th a").attr("href")).startsWith("/console/editions/daily/20");
        assertThat(page.select("#deliveries").text()).contains("Skipped", "no matching topic");
        Document explained = admin.page(page.select("#deliveries .act a").attr("href"));
        assertThat(explained.select("#edition").val()).startsWith("daily/20");
        assertThat(explained.select("#address").val()).isEqualTo("ada@mail.example");
        assertThat(explained.select("#verdict").text()).isNotEmpty();
        assertThat(page.select("#proofs").text()).contains("Given", "by an import", "list.csv");
        assertThat(page.select("#changes").text()).contains("suppressions add");
        assertThat(admin.get("/console/subscribers/4711").statusCode()).isEqualTo(404);
    }

    @Test
    void anEditIsSavedWithHowItWasBefore() {
        String path = path("ada@mail.example");
        String subscription =
                admin.page(path + "/edit").select("input[name^=topics-]").attr("name");
        String stamp = stamp(path);

        Document saved = admin.submit(
                path + "/edit",
                "stamp",
                stamp,
                "name",
                "Ada King",
                "language",
                "en",
                "timeZone",
                "Europe/London",
                "pausedUntil",
                "2030-01-01",
                subscription,
                "ferries",
                "attribute-name-0",
                "age",
                "attribute-kind-0",
                "number",
                "attribute-value-0",
                "37",
                "attribute-name-1",
                "City",
                "attribute-kind-1",
                "list",
                "attribute-value-1",
                "London, Ockham",
                "reason",
                "she wrote to us");

        assertThat(saved.select(".flash").text()).contains("Saved");
        assertThat(saved.select("#subscriptions").text()).contains("Topics: ferries. Paused until");
        assertThat(application.bean(Subscribers.class).attributes(person("ada@mail.example")))
                .containsEntry("city", List.of("London", "Ockham"));
        Map<String, Object> change = application
                .jdbc()
                .sql("SELECT actor, via, was, became, reason FROM audit WHERE what = 'subscribers edit'")
                .query()
                .singleRow();
        assertThat(change)
                .containsEntry("actor", "ada")
                .containsEntry("via", "console")
                .containsEntry("reason", "she wrote to us");
        assertThat(String.valueOf(change.get("was")))
                .contains("name: Ada Lovelace\n", "age (number): 36\n", "daily topics: tides\n");
        assertThat(String.valueOf(change.get("became")))
                .contains(
                        "name: Ada King\n",
                        "city (list): London|Ockham\n",
                        "daily paused until: 2030-01-01T00:00:00Z\n");

        // Somebody who had the page open meanwhile does not undo it.
        HttpResponse<String> late = admin.post(path + "/edit", "stamp", stamp, "name", "Old");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("nothing of yours was saved", "Ada King");
    }

    @Test
    void whatMakesNoSenseIsNamedAndKept() {
        String path = path("ada@mail.example");

        HttpResponse<String> wrong = admin.post(
                path + "/edit",
                "stamp",
                stamp(path),
                "name",
                "Ada \u0007",
                "timeZone",
                "Mars/Olympus",
                "pausedUntil",
                "2001-01-01",
                "attribute-name-0",
                "age",
                "attribute-kind-0",
                "number",
                "attribute-value-0",
                "old",
                "attribute-name-1",
                "",
                "attribute-kind-1",
                "text",
                "attribute-value-1",
                "lost");

        assertThat(wrong.statusCode()).isEqualTo(422);
        Document page = org.jsoup.Jsoup.parse(wrong.body());
        assertThat(page.title()).startsWith("Error: ");
        assertThat(page.select(".summary li a").eachAttr("href"))
                .containsExactly("#name", "#timeZone", "#attribute-value-0", "#attribute-name-1", "#pausedUntil");
        assertThat(page.select("#attribute-value-0").val()).isEqualTo("old");
        assertThat(person("ada@mail.example").profile().name()).isEqualTo("Ada Lovelace");
    }

    @Test
    void aSubscriptionIsEndedAfterAskingWhy() {
        String path = path("bo@mail.example");
        assertThat(admin.page(path + "/end/daily").select("h1").text())
                .isEqualTo("End Harbour Daily for bo@mail.example?");

        Document ended = admin.submit(path + "/end/daily", "reason", "asked by phone");

        assertThat(ended.select("#subscriptions").text()).contains("Ended Harbour Daily", "by operator");
        assertThat(ended.select("#proofs").text()).contains("Taken back", "by an operator", "asked by phone");
        assertThat(admin.page("/console/audit").text()).contains("asked by phone");
        assertThat(admin.get(path + "/end/daily").statusCode()).isEqualTo(409);
    }

    @Test
    void suppressionsAreAddedRemovedAndUndoneInBulk() {
        admin.page("/console/suppressions/add");
        assertThat(admin.post("/console/suppressions/add", "address", "nonsense", "cause", "manual")
                        .body())
                .contains("there is no @ in it");
        Document added = admin.submit(
                "/console/suppressions/add", "address", "*@spam.example", "cause", "manual", "note", "=cmd|trap");
        assertThat(added.select(".flash").text()).contains("*@spam.example is not mailed from now on");
        for (String address : List.of("a@x.example", "b@x.example", "c@x.example")) {
            application.run("suppressions", "add", address, "--cause", "hard-bounce");
        }
        assertThat(admin.page("/console/suppressions?cause=hard-bounce")
                        .select("tbody th")
                        .eachText())
                .containsExactly("a@x.example", "b@x.example", "c@x.example");
        assertThat(admin.page("/console/suppressions?q=@spam")
                        .select("tbody th")
                        .eachText())
                .containsExactly("*@spam.example");

        // One is removed, with a note.
        Document ask = admin.page("/console/suppressions/remove?address=a@x.example");
        String seen = ask.select("#confirm input[name=seen]").val();
        assertThat(admin.post("/console/suppressions/remove", "address", "a@x.example", "seen", seen)
                        .statusCode())
                .isEqualTo(422);
        admin.submit("/console/suppressions/remove", "address", "a@x.example", "seen", seen, "reason", "works again");

        // The others in bulk: the number first, then the password.
        String day = application.clock().instant().toString().substring(0, 10);
        String[] form = {"cause", "hard-bounce", "since", day, "until", day, "reason", "broken gateway"};
        Document count = admin.page("/console/suppressions/undo?cause=hard-bounce&since=%s&until=%1$s".formatted(day));
        assertThat(count.select("h1").text()).isEqualTo("Lift 2 suppressions?");
        assertThat(admin.post("/console/suppressions/undo", with(form, "seen", "2", "password", "wrong"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(admin.post(
                                "/console/suppressions/undo",
                                with(form, "seen", "7", "password", ConsoleVisitor.PASSWORD))
                        .statusCode())
                .isEqualTo(409);
        Document undone = admin.submit(
                "/console/suppressions/undo", with(form, "seen", "2", "password", ConsoleVisitor.PASSWORD));
        assertThat(undone.select(".flash").text()).contains("2 addresses and domains are suppressed no longer");
        assertThat(application
                        .bean(Suppressions.class)
                        .active(
                                EmailAddress.parse("b@x.example"),
                                application.clock().instant()))
                .isEmpty();
    }

    @Test
    void anErasureSaysWhatHappensAndAsksForThePassword() {
        application.run("send", "daily");
        String path = path("ada@mail.example");
        admin.post(path + "/edit", "stamp", stamp(path), "name", "Ada King");
        Document ask = admin.page(path + "/erase");
        assertThat(ask.select(".lead").text()).contains("1 delivery stays as a number");
        String seen = ask.select("input[name=seen]").val();

        assertThat(admin.post(path + "/erase", "seen", seen, "password", "guess")
                        .statusCode())
                .isEqualTo(422);
        assertThat(admin.post(path + "/erase", "seen", "9.9.9", "password", ConsoleVisitor.PASSWORD)
                        .statusCode())
                .isEqualTo(409);
        assertThat(person("ada@mail.example").erasedAt()).isNull();
        Document erased = admin.submit(path + "/erase", "seen", seen, "password", ConsoleVisitor.PASSWORD);

        assertThat(erased.select("h1").text()).isEqualTo("(erased)");
        assertThat(erased.select("#deliveries").text()).contains("Skipped", "no matching topic");
        assertThat(found("q=ada")).isEmpty();
        assertThat(application.jdbc().sql("SELECT * FROM audit").query().listOfRows())
                .noneMatch(row -> row.toString().contains("ada@mail.example")
                        || row.toString().contains("Ada King"))
                .anyMatch(row -> row.toString().contains("subscribers erase"));
        assertThat(admin.get(path + "/edit").statusCode()).isEqualTo(404);
    }

    @Test
    void theListIsTakenAlongAndThatIsOnRecord() {
        admin.page("/console/export");

        HttpResponse<String> csv =
                admin.post("/console/export", "newsletter", "daily", "topic", "tides", "format", "csv");

        assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"subscribers-");
        assertThat(csv.body().lines().map(line -> line.split(",")[0]))
                .containsExactlyInAnyOrder("email", "ada@mail.example", "bo@mail.example");
        // A spreadsheet runs nothing.
        assertThat(csv.body()).contains(",'=1+1");
        assertThat(admin.post("/console/export", "format", "json").body())
                .startsWith("[")
                .contains("\"attributes\":{\"age\":36");
        assertThat(admin.post("/console/export", "attribute", "city").statusCode())
                .isEqualTo(422);
        assertThat(admin.page("/console/audit").text()).contains("subscribers export");
    }

    private List<String> found(String query) {
        return admin.page("/console/subscribers?" + query).select("tbody th a").eachText();
    }

    private Subscriber person(String address) {
        return application
                .bean(Subscribers.class)
                .find(EmailAddress.parse(address))
                .orElseThrow();
    }

    private String path(String address) {
        return "/console/subscribers/" + person(address).id();
    }

    private String stamp(String path) {
        return admin.page(path + "/edit").select("input[name=stamp]").val();
    }

    private static String[] with(String[] fields, String... more) {
        return java.util.stream.Stream.of(fields, more)
                .flatMap(java.util.stream.Stream::of)
                .toArray(String[]::new);
    }
}

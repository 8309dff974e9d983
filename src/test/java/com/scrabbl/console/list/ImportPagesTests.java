package com.scrabbl.console.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.scrabbl.console.list.ListImport.State;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.people.Role;
import com.scrabbl.subscriber.Erasure;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file's way into the list by the browser. */
@OnEachDatabase
class ImportPagesTests {

    private static final String UPLOAD = "/console/import/upload";

    @TempDir
    Path folder;

    private final TestApplication application;
    private final ConsoleVisitor admin;

    ImportPagesTests(Database database) {
        application = TestApplication.on(database);
        admin = application.user(Role.ADMIN);
    }

    @BeforeEach
    void aNewsletter() {
        new NewsletterTester(application, folder).declared();
        application.run("suppressions", "add", "held@mail.example", "--cause", "complaint");
        admin.page("/console/import");
    }

    /** What is uploaded lies in a folder of its own below {@code scrabbl.console.import.folder}, whatever it calls itself. */
    @Test
    void noNameAndNoPathLeadsOutOfTheFolderOfUploads() {
        for (String name :
                new String[] {"..", "../..", "/etc/passwd", "C:\\..\\win.ini", ".hidden", "a/..", "~", "..%2f..%2fx.csv"
                }) {
            String kept = Uploads.harmless(name);
            assertThat(Path.of("below").resolve(kept).normalize()).as(name).hasParentRaw(Path.of("below"));
            assertThat(kept).as(name).doesNotStartWith(".").isNotEmpty();
        }
        for (String path : new String[] {
            "/console/import/..%2F..%2Fetc%2Fpasswd/rejected",
            "/console/import/%2e%2e/rejected",
            "/console/import/1%2F../rejected",
            "/console/import/0/rejected",
            "/console/newsletters/daily/rehearse/..%2F..%2Fxx/plan.csv",
            "/console/newsletters/daily/rehearse/%2e%2e%2f%2e%2e/messages.zip",
            "/console/newsletters/..%2f..%2fetc/rehearse/00000000/plan.csv",
            "/console/newsletters/daily/rehearse/00000000/plan.csv",
            "/console/audit/..%2f..%2fapplication.yml",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/brand.css/..%2f..%2fapplication.yml"
        }) {
            assertThat(admin.get(path).statusCode()).as(path).isIn(400, 404);
        }
    }

    @Test
    void aFileIsUploadedMappedCheckedAndImported() {
        String path = uploaded("../../etc/Müller & \u202Eevil.csv", """
                Mail;Full name;Age
                ada@mail.example;Ada;36
                bo@mail.example;"Bo\u0007";37
                ADA@mail.example;Twice;1
                held@mail.example;Held;2
                wrong;Nobody;3
                cy@mail.example;Cy;old
                """);
        Document columns = admin.page(path);
        assertThat(columns.select("h1").text()).isEqualTo("What do its columns mean?");
        assertThat(columns.select(".file").text()).startsWith("Müller _ _evil.csv");
        assertThat(columns.select("#c0 option[selected]").val()).isEqualTo("text");
        // Without a column that is the address there is nothing to check.
        HttpResponse<String> refused = admin.post(path + "/check", "c0", "text", "c1", "name", "c2", "number");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("has no column &quot;email&quot;")
                .doesNotContain(folder.toString(), "uploads");

        admin.post(path + "/check", "c0", "email", "c1", "name", "c2", "number");
        Document checked = settled(path, State.CHECKED);

        assertThat(checked.select("h1").text()).isEqualTo("What this import would do");
        assertThat(checked.select(".counts tbody tr").eachText())
                .containsExactlyInAnyOrder(
                        "New, would be subscribed 1",
                        "Known, left as they are 0",
                        "Held back: complained 1",
                        "Twice in the file 1",
                        "Wrong: column email 1",
                        "Wrong: column age 1",
                        "Wrong: column name 1");
        assertThat(checked.select(".sum.good").text()).isEqualTo("The sum is right: 6 lines");
        assertThat(checked.text()).contains("old\" is no number", "held@mail.example");
        assertThat(count("subscriber")).isZero();

        // Who looked at other numbers has not agreed to these.
        assertThat(admin.post(path + "/run", "seen", "2026-11-24T07:00:00Z").statusCode())
                .isEqualTo(409);
        run(path);
        Document done = settled(path, State.DONE);

        assertThat(done.select(".counts tbody tr").first().text()).isEqualTo("New, subscribed 1");
        assertThat(application.run("subscribers", "show", "ada@mail.example").out())
                .contains("Ada", "age=36");
        HttpResponse<String> rejected = admin.get(path + "/rejected");
        assertThat(rejected.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("attachment", "rejected.csv");
        assertThat(rejected.body()).startsWith("mail;full name;age;line;reason").contains("wrong;Nobody;3;6;");
        // The consent names the file, and two changes are on record.
        assertThat(application
                        .jdbc()
                        .sql("SELECT detail FROM consent")
                        .query(String.class)
                        .single())
                .isEqualTo("Müller _ _evil.csv");
        assertThat(application
                        .jdbc()
                        .sql(
                                "SELECT detail FROM audit WHERE what = 'subscribers import' AND via = 'console' ORDER BY id")
                        .query(String.class)
                        .list())
                .satisfiesExactly(
                        begins -> assertThat(begins).startsWith("begins: Müller"),
                        ends -> assertThat(ends).contains("new 1,", "rejected 3"));
        admin.page(path);
        assertThat(admin.post(path + "/run").statusCode()).isEqualTo(410);
        // An erasure finds those who were held back.
        application.bean(Erasure.class).erase(EmailAddress.parse("held@mail.example"));
        assertThat(admin.page(path).text()).contains("(erased)").doesNotContain("held@mail.example");
    }

    @Test
    void whatCannotBeReadOrIsTooLargeIsRefusedPolitely() {
        HttpResponse<String> large = admin.upload(UPLOAD, "large.csv", new byte[3_000_000], "newsletter", "daily");
        assertThat(large.statusCode()).isEqualTo(303);
        HttpResponse<String> told = admin.get(admin.where(large));
        assertThat(told.statusCode()).isEqualTo(413);
        assertThat(told.body()).contains("The file is too large: 3 MB, at most 1 MB are taken.");

        admin.page("/console/import");
        HttpResponse<String> empty =
                admin.upload(UPLOAD, "empty.csv", new byte[0], "newsletter", "", "consentDate", "2090-01-01");
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body()).contains("The file is empty.", "Choose the newsletter", "is yet to come");

        String binary =
                path(admin.upload(UPLOAD, "list.xlsx", new byte[] {'P', 'K', 3, 4, 0, 0}, "newsletter", "daily"));
        assertThat(admin.page(binary).text())
                .contains("The file cannot be read", "is it binary?")
                .doesNotContain("/uploads/");
        admin.submit(binary + "/discard");
        assertThat(application
                        .jdbc()
                        .sql("SELECT actor FROM audit WHERE what = 'import discard'")
                        .query(String.class)
                        .list())
                .containsExactly("ada");
        assertThat(count("list_import")).isZero();

        // Whoever is not logged in sends nothing.
        ConsoleVisitor stranger = new ConsoleVisitor(application.url());
        stranger.get("/console/login");
        assertThat(stranger.upload(UPLOAD, "list.csv", "email\n".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(303);
        ConsoleVisitor operator = application.user(Role.OPERATOR);
        operator.get("/console");
        assertThat(operator.upload(
                                UPLOAD, "list.csv", "email\n".getBytes(StandardCharsets.UTF_8), "newsletter", "daily")
                        .statusCode())
                .isEqualTo(403);
        assertThat(count("list_import")).isZero();
    }

    @Test
    void anEncodingThatIsNotToldSpoilsItsLinesAndNamedReadsThem() {
        byte[] bytes = "email,name\nada@mail.example,Zoë\n".getBytes(Charset.forName("windows-1252"));

        String wrong = path(admin.upload(UPLOAD, "list.csv", bytes, "newsletter", "daily"));
        admin.page(wrong);
        admin.post(wrong + "/check", "c0", "email", "c1", "name");
        assertThat(settled(wrong, State.CHECKED).select(".counts").text()).contains("Wrong: the line as a whole 1");

        admin.page("/console/import");
        String right = path(admin.upload(UPLOAD, "list.csv", bytes, "newsletter", "daily", "charset", "windows-1252"));
        admin.page(right);
        admin.post(right + "/check", "c0", "email", "c1", "name");
        settled(right, State.CHECKED);
        run(right);
        settled(right, State.DONE);
        assertThat(application.run("subscribers", "show", "ada@mail.example").out())
                .contains("Zoë");
    }

    @Test
    void anImportWhoseProcessIsGoneSaysSoAndIsRunAgain() {
        String path = uploaded("list.csv", "email\nada@mail.example\nbo@mail.example\n");
        admin.page(path);
        admin.post(path + "/check", "c0", "email");
        settled(path, State.CHECKED);
        // As if it had been killed after a while.
        application
                .jdbc()
                .sql("UPDATE list_import SET state = 'IMPORTING', process = 'gone', reached = 1")
                .update();
        assertThat(admin.get(path + "/live").body()).contains("Importing: line 1");
        admin.page("/console/import");
        assertThat(admin.post(path + "/run").statusCode()).isEqualTo(409);
        application.clock().tick(Duration.ofMinutes(1));

        HttpResponse<String> over = admin.get(path + "/live", "HX-Request", "true");
        assertThat(over.statusCode()).isEqualTo(286);
        Document interrupted = admin.page(path);
        assertThat(interrupted.text()).contains("Scrabbl was stopped meanwhile", "It had come to line 1");
        run(path);

        assertThat(settled(path, State.DONE).select(".counts tbody tr").first().text())
                .isEqualTo("New, subscribed 2");
    }

    @Test
    void twoAtOnceAddEachReaderOnce() {
        StringBuilder list = new StringBuilder("email\n");
        for (int i = 0; i < 3_000; i++) {
            list.append("reader").append(i).append("@mail.example\n");
        }
        String first = uploaded("one.csv", list.toString());
        String second = uploaded("two.csv", list.toString());
        for (String path : new String[] {first, second}) {
            admin.page(path);
            admin.post(path + "/check", "c0", "email");
            settled(path, State.CHECKED);
        }

        run(first);
        run(second);
        Document one = settled(first, State.DONE);
        Document two = settled(second, State.DONE);

        assertThat(count("subscription")).isEqualTo(3_000);
        assertThat(one.select(".sum.good").size() + two.select(".sum.good").size())
                .isEqualTo(2);
    }

    @Test
    void suppressionsComeByAFileToo() {
        admin.page("/console/suppressions/import");
        String path = path(admin.upload(
                UPLOAD,
                "bounces.csv",
                "a@x.example\n*@y.example,manual,trap\nheld@mail.example,complaint\nwrong\n"
                        .getBytes(StandardCharsets.UTF_8),
                "kind",
                "suppressions",
                "cause",
                "hard-bounce"));
        admin.page(path);
        admin.post(path + "/check");
        Document checked = settled(path, State.CHECKED);
        assertThat(checked.select(".counts tbody tr").eachText()).contains("Suppressed already 0");

        run(path);
        assertThat(settled(path, State.DONE).select(".sum").text()).contains("The sum is right");
    }

    private String uploaded(String name, String text) {
        admin.page("/console/import");
        return path(admin.upload(UPLOAD, name, text.getBytes(StandardCharsets.UTF_8), "newsletter", "daily"));
    }

    /** Presses the button of the page as it is now. */
    private void run(String path) {
        String seen = admin.page(path).select("form[action$=/run] [name=seen]").val();
        assertThat(admin.post(path + "/run", "seen", seen).statusCode()).isEqualTo(302);
    }

    private String path(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return admin.where(answer);
    }

    private Document settled(String path, State state) {
        long id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> application
                                .bean(ListImports.class)
                                .find(id)
                                .orElseThrow()
                                .state()
                        == state);
        return admin.page(path);
    }

    private long count(String table) {
        return application
                .jdbc()
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }
}

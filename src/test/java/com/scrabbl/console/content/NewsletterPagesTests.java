package com.scrabbl.console.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.SettingsFormat;
import com.scrabbl.people.Role;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newsletter's settings as a form and as a file: the same settings, the same rules, and nobody's work is lost. */
@OnEachDatabase
class NewsletterPagesTests {

    private static final String FORM = "/console/newsletters/daily";
    private static final String YAML = FORM + "/yaml";

    private final TestApplication application;
    private ConsoleVisitor admin;

    NewsletterPagesTests(Database database) {
        application = TestApplication.on(database);
        admin = application.user(Role.ADMIN);
    }

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        new NewsletterTester(application, folder)
                .declared(
                        "selection: { topics: [ Harbour, \"Ships & <b>boats</b>\" ], max-age: PT36H }",
                        "schedule: { cron: \"0 7 * * 1-5\", zone: Europe/Berlin }",
                        "policies: { approval: required, approval-grace: PT2H, unapproved: send, archive: none }");
    }

    @Test
    void whatTheFormHasSavesTheVerySame() {
        String before = yaml();

        Document after = admin.submit(FORM, fields(admin.page(FORM)));

        assertThat(after.selectFirst(".flash").text())
                .isEqualTo("Harbour Daily stood so already: nothing was changed.");
        assertThat(yaml()).isEqualTo(before);
        assertThat(admin.page(YAML).selectFirst("textarea").wholeText()).isEqualTo(before);
    }

    @Test
    void aWrongValueIsToldAtItsFieldAndAtItsLineAndNothingIsSaved() {
        String before = yaml();
        String[] wrong = with(
                fields(admin.page(FORM)),
                "schedule.cron",
                "0 7 * * 8",
                "sender.address",
                "nobody",
                "name",
                "<b>\u202EHarbour");

        HttpResponse<String> refused = admin.post(FORM, wrong);

        String sentence =
                "\"0 7 * * 8\" has 8 as the day of the week. Allowed are 0 to 7 (0 and 7 are Sunday) or MON to"
                        + " SUN. Nothing was saved.";
        assertThat(refused.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(refused.body());
        assertThat(page.title()).startsWith("Error: ");
        assertThat(page.select(".summary a").eachText()).hasSize(2).contains(sentence);
        Element cron = page.getElementById("schedule.cron");
        assertThat(cron.val()).isEqualTo("0 7 * * 8");
        assertThat(page.getElementById(cron.attr("aria-describedby").replaceAll(".* ", ""))
                        .text())
                .endsWith(sentence);
        assertThat(page.getElementById("name").val()).isEqualTo("<b>\u202EHarbour");

        HttpResponse<String> file = admin.post(
                YAML,
                "version",
                admin.page(YAML).selectFirst("[name=version]").val(),
                "yaml",
                before.replace("0 7 * * 1-5", "0 7 * * 8").replace("missed:", "mised:"));

        assertThat(file.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(file.body()).select(".summary a").eachText())
                .hasSize(2)
                .anyMatch(line -> line.matches("Line \\d+, schedule.cron: \"0 7 \\* \\* 8\" has 8 as the day .*"))
                .anyMatch(line -> line.contains("schedule.mised: no such key (did you mean missed?)"));
        assertThat(yaml()).isEqualTo(before);
    }

    @Test
    void whatSomebodyElseSavedMeanwhileIsShownBesideOnesOwn() {
        String[] mine = with(fields(admin.page(FORM)), "name", "Harbour Morning");
        admin.submit(FORM, with(fields(admin.page(FORM)), "name", "Harbour News"));

        HttpResponse<String> stale = admin.post(FORM, mine);

        assertThat(stale.statusCode()).isEqualTo(409);
        Document page = Jsoup.parse(stale.body());
        assertThat(page.selectFirst(".box.wait tbody tr").text()).isEqualTo("name Harbour News Harbour Morning");
        assertThat(newsletters().get("daily").name()).isEqualTo("Harbour News");

        admin.submit(FORM, fields(page));
        assertThat(newsletters().get("daily").name()).isEqualTo("Harbour Morning");
        assertThat(application
                        .jdbc()
                        .sql("SELECT COUNT(*) FROM audit WHERE what = 'newsletters apply' AND target = 'daily'"
                                + " AND via = 'console' AND was LIKE '%name: Harbour News%'"
                                + " AND became LIKE '%name: Harbour Morning%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aNewOneIsDeclaredOnceAndOperatorsReadOnly() {
        String[] fields = with(
                fields(admin.page("/console/newsletters/new")),
                "slug",
                "weekly",
                "name",
                "Harbour Weekly",
                "sender.address",
                "news@harbour.example",
                "sources[1].name",
                "wire",
                "sources[1].place",
                "https://harbour.example/wire.xml");
        assertThat(admin.post("/console/newsletters/new", with(fields, "slug", ""))
                        .body())
                .contains("“Slug” is required and missing. Nothing was saved.");
        Document declared = admin.submit("/console/newsletters/new", fields);

        assertThat(declared.selectFirst("h1").text()).isEqualTo("Harbour Weekly");
        assertThat(newsletters().get("weekly").settings().sources()).hasSize(1);
        HttpResponse<String> again = admin.post("/console/newsletters/new", fields);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("is a newsletter already. Choose another slug.");

        ConsoleVisitor operator = application.user(Role.OPERATOR);
        assertThat(operator.page("/console/newsletters").select("tbody th a").eachText())
                .containsExactly("Harbour Daily", "Harbour Weekly");
        assertThat(operator.page("/console/newsletters/weekly").select("main form"))
                .isEmpty();
        assertThat(operator.get("/console/newsletters/weekly/yaml").statusCode())
                .isEqualTo(403);
        assertThat(operator.post("/console/newsletters/weekly", fields).statusCode())
                .isEqualTo(403);
    }

    private Newsletters newsletters() {
        return application.bean(Newsletters.class);
    }

    private String yaml() {
        return SettingsFormat.toYaml(newsletters().get("daily").settings());
    }

    /** What a browser would send of the form. */
    static String[] fields(Document page) {
        List<String> fields = new ArrayList<>();
        for (Element input : Objects.requireNonNull(page.getElementById("settings"))
                .select("input:not([name=_csrf]), select, textarea")) {
            if (!input.attr("type").equals("checkbox") || input.hasAttr("checked")) {
                Element chosen = input.selectFirst("option[selected], option");
                fields.add(input.attr("name"));
                fields.add(
                        input.tagName().equals("select")
                                ? Objects.requireNonNull(Objects.requireNonNullElse(
                                                input.selectFirst("option[selected]"), chosen))
                                        .val()
                                : input.tagName().equals("textarea")
                                        ? input.wholeText().replaceFirst("^\n", "")
                                        : input.val());
            }
        }
        return fields.toArray(String[]::new);
    }

    static String[] with(String[] fields, String... others) {
        String[] all = fields.clone();
        for (int i = 0; i < others.length; i += 2) {
            for (int field = 0; field < all.length; field += 2) {
                if (all[field].equals(others[i])) {
                    all[field + 1] = others[i + 1];
                }
            }
        }
        return all;
    }
}

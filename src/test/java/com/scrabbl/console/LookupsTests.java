package com.scrabbl.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.people.Role;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.TestApplication;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom somebody looks for stands in no address of a page: those are in the logs of proxies. */
class LookupsTests {

    private final TestApplication application = TestApplication.on(Database.H2);

    @Test
    void noLinkAndNoFormOfThePagesAboutAReaderPutsTheAddressIntoAnAddress(@TempDir Path folder) {
        new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared()
                .subscribed("anna+news@reader.example");
        application.run("send", "daily");
        application.run("suppressions", "add", "anna+news@reader.example", "--cause", "manual");
        ConsoleVisitor ada = application.user(Role.ADMIN);

        Document found = looked(ada, "/console/subscribers", "q", "Anna+News@reader.example");
        Document person = ada.page(found.selectFirst("#found tbody a").attr("href"));
        Document suppressed = looked(ada, "/console/suppressions", "q", "anna+news@reader.example");
        Document remove = ada.page(suppressed.selectFirst("#held td.act a").attr("href"));
        Document changes = looked(ada, "/console/audit", "about", "anna+news@reader.example");
        Document explained =
                ada.page(person.select("a:contains(Explain)").last().attr("href"));
        Document asked =
                looked(ada, "/console/explain", "edition", "daily/latest", "address", "anna+news@reader.example");
        Document seen =
                looked(ada, "/console/editions/daily/2026-11-24T06:00:00Z", "address", "anna+news@reader.example");

        assertThat(remove.selectFirst("h1").text()).contains("anna+news@reader.example");
        assertThat(changes.select("table.audit tbody tr")).isNotEmpty();
        assertThat(explained.select("#verdict").text())
                .isNotEmpty()
                .isEqualTo(asked.select("#verdict").text());
        assertThat(seen.selectFirst("iframe").attr("title")).contains("anna+news@reader.example");
        assertThat(ada.get(seen.selectFirst("iframe").attr("src")).statusCode()).isEqualTo(200);
        for (Document page : new Document[] {found, person, suppressed, remove, changes, explained, asked, seen}) {
            assertThat(page.location()).doesNotContainIgnoringCase("reader.example");
            assertThat(page.select("[href], [src], [action]").stream()
                            .map(one -> one.attr("href") + one.attr("src") + one.attr("action")))
                    .as(page.title())
                    .noneMatch(one -> one.toLowerCase().contains("reader.example"));
            for (Element form : page.select("main form[method=get]")) {
                assertThat(form.select("#q, #address, #about")).as(page.title()).isEmpty();
            }
        }
    }

    @Test
    void whatWasTypedComesBackAsItWas() throws Exception {
        Lookups lookups = new Lookups();
        String path = lookups.path("/list", Map.of("after", "anna+news&x={y}%@mail.example", "q", ""));

        assertThat(path).matches("/list\\?look=[A-Za-z0-9_-]+");
        assertThat(lookups.fields(path.substring(path.indexOf('=') + 1)).orElseThrow())
                .containsOnlyKeys("after");
        assertThat(lookups.path("/list", Map.of("q", ""))).isEqualTo("/list");
        assertThat(lookups.path("/list", Map.of("q", "a"))).isNotEqualTo(lookups.path("/list", Map.of("q", "a")));
    }

    @Test
    void whatAnotherProcessWroteOrNobodyIsToldToBeLookedForAgain() {
        ConsoleVisitor ada = application.user(Role.ADMIN);

        for (String look : new String[] {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%25"}) {
            HttpResponse<String> answer = ada.get("/console/subscribers?look=" + look);
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(answer.body()).contains("Look for it again.");
        }
        assertThat(ada.post("/console/look", "at", "//evil.example/console/x", "q", "a")
                        .statusCode())
                .isEqualTo(400);
    }

    /** Fills in a page's form, and opens the page that answers. */
    private static Document looked(ConsoleVisitor ada, String path, String... fields) {
        Element form = ada.page(path).selectFirst("main form[action=/console/look]");
        assertThat(form).as(path).isNotNull();
        String[] all = new String[fields.length + 2];
        System.arraycopy(fields, 0, all, 0, fields.length);
        all[fields.length] = "at";
        all[fields.length + 1] = form.selectFirst("input[name=at]").val();
        return ada.submit("/console/look", all);
    }
}

package com.scrabbl.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.audit.Audit;
import com.scrabbl.audit.Change;
import com.scrabbl.people.Role;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class AuditPageTests {

    private final TestApplication application;
    private final Audit audit;
    private final ConsoleVisitor ada;

    AuditPageTests(Database database) {
        application = TestApplication.on(database);
        audit = application.bean(Audit.class);
        ada = application.user(Role.ADMIN);
    }

    private List<String> rows(String path) {
        return ada.page(path).select("table.audit tbody tr").eachText();
    }

    @Test
    void whatIsAskedForIsFoundAndGoesIntoAFile() {
        audit.record(Change.onConsole("maria", "runs stop", "harbour-daily/2026-11-24T07:00:00Z")
                .from("RUNNING", "STOPPED")
                .because("wrong lead"));
        audit.record("root", "runsomething", "x", "=1+1");
        application.clock().tick(Duration.ofDays(2));
        ada.logIn("ada");
        audit.record(Change.onConsole("Maria", "runs resume", "weekly/2026-11-26T07:00:00Z"));

        assertThat(rows("/console/audit?who=MARIA")).hasSize(2);
        assertThat(rows("/console/audit?what=runs&about=Harbour"))
                .singleElement()
                .asString()
                .contains("maria console", "runs stop", "“wrong lead”", "RUNNING", "STOPPED");
        assertThat(rows("/console/audit?from=2026-11-26&to=2026-11-26&what=runs"))
                .singleElement();
        assertThat(rows("/console/audit?to=2026-11-25&what=runs")).hasSize(1);
        assertThat(rows("/console/audit?about=daily/2026")).hasSize(1);
        assertThat(rows("/console/audit?about=/")).hasSize(2);
        assertThat(rows("/console/audit?about=100%25")).isEmpty();
        HttpResponse<String> csv = ada.get("/console/audit/csv?to=2026-11-25");
        assertThat(csv.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"audit.csv\"");
        assertThat(csv.body()
                        .lines()
                        .filter(line -> !line.contains("users log-in"))
                        .map(line -> line.replaceAll("^\\d+,", "")))
                .containsExactly(
                        "id,at,via,actor,what,target,detail,before,after,reason",
                        "2026-11-24T06:00:00Z,command,root,runsomething,x,'=1+1,,,",
                        "2026-11-24T06:00:00Z,console,maria,runs stop,harbour-daily/2026-11-24T07:00:00Z,,RUNNING,STOPPED,wrong lead");
        assertThat(ada.get("/console/audit/json?who=root").body())
                .contains("\"actor\":\"root\"", "\"before\":null")
                .endsWith("\n]\n");
    }

    @Test
    void aDayThatIsNoneIsRefusedAtItsField() {
        HttpResponse<String> answer = ada.get("/console/audit?from=24.11.2026&who=maria");

        assertThat(answer.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.selectFirst("#from-error").text()).contains("\"24.11.2026\" is no day");
        assertThat(page.selectFirst("#who").val()).isEqualTo("maria");
    }

    @Test
    void olderOnesAreOnTheNextPage() {
        for (int i = 1; i <= 120; i++) {
            audit.record("root", "send", "daily", "number " + i);
        }

        Document first = ada.page("/console/audit?what=send");
        Document second = ada.page(first.selectFirst("a[rel=next]").attr("href"));
        Document third = ada.page(second.selectFirst("a[rel=next]").attr("href"));

        assertThat(first.select("table.audit tbody tr")).hasSize(50);
        assertThat(second.select("table.audit tbody tr").first().text()).contains("number 70");
        assertThat(third.select("table.audit tbody tr").last().text()).contains("number 1");
        assertThat(third.select("a[rel=next]")).isEmpty();
        assertThat(ada.get("/console/audit/csv?what=send").body().lines()).hasSize(121);
    }

    @Test
    void whatCameFromOutsideIsShownAsItIs() {
        audit.record("<b>eve</b>", "send", "<script>alert(1)</script>", "a\u202Eb " + "x".repeat(1500));
        audit.record(Change.onConsole("eve", "newsletters apply", "daily").from("a: 1\n\0", "a: <img src=x>\n"));

        Document page = ada.page("/console/audit");

        assertThat(page.select("main script, main img, main b:not(.control)")).isEmpty();
        assertThat(page.select("b.control").eachText()).contains("\\u202E");
        assertThat(page.select("table.audit").text())
                .contains("<script>alert(1)</script>", "<b>eve</b>", "a: <img src=x>", "show all (");
    }
}

package com.scrabbl.console.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.people.Role;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do to runs on the console, and what the ledger and the audit say of it. */
@OnEachDatabase
class RunControlsTests {

    private final TestApplication application;
    private ConsoleVisitor operator;
    private NewsletterTester newsletter;
    private Path files;

    RunControlsTests(Database database) {
        application = TestApplication.on(database);
    }

    @BeforeEach
    void newsletter(@TempDir Path folder) {
        operator = application.user(Role.OPERATOR);
        files = folder.resolve("rehearsal");
        newsletter = new NewsletterTester(application, folder);
        newsletter.published("Tide barrier opens").declared();
    }

    @Test
    void runIsOpenedOnceStoppedAndResumedWithItsReasonsInTheAudit() throws IOException {
        newsletter.subscribed("anna@reader.example", "ben@reader.example");
        application.run("rehearse", "daily", "--out", files.toString());
        Document ask = operator.page("/console/newsletters/daily/send");
        assertThat(ask.text()).contains("Send Harbour Daily now?", "1 article goes to 2 readers", "Tide barrier opens");
        Map<String, String> fields = fields(ask);

        HttpResponse<String> sent = post(ask, fields, "reason", "breaking news");
        HttpResponse<String> again = post(ask, fields, "reason", "twice");

        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("was opened meanwhile", "nothing was done", "twice");
        assertThat(states()).containsExactly("WAITING");
        String run = operator.where(sent);
        assertThat(operator.page(run).text()).contains("The sending is opened.");

        Document stop = operator.page(run + "/stop");
        HttpResponse<String> stopped = post(stop, fields(stop), "reason", "wrong lead");
        HttpResponse<String> late = post(stop, fields(stop), "reason", "me too");

        assertThat(stopped.statusCode()).isEqualTo(302);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Somebody or something was quicker. The run is stopped.");
        assertThat(states()).containsExactly("STOPPED");

        assertThat(operator.page(operator.where(stopped)).text()).contains("Stopped before there was an edition");
        Document resume = operator.page(run + "/resume");
        Document resumed = operator.submit(run + "/resume", flat(fields(resume), "reason", "lead is right now"));
        assertThat(resumed.text()).contains("Resumed. It goes on within seconds.");
        assertThat(post(resume, fields(resume), "reason", "x").statusCode()).isEqualTo(409);

        application.run("send", "daily");
        Document completed = operator.page(run);
        assertThat(completed.title()).startsWith("Completed: Harbour Daily, Tue 24 November, 06:00");
        assertThat(completed.text()).contains("The sum is right: 2 + 0 + 0 + 0 + 0 + 0 = 2 frozen");
        assertThat(operator.page(run + "/stop").text()).contains("There is nothing to stop.");
        assertThat(audit())
                .containsExactly("send: breaking news", "runs stop: wrong lead", "runs resume: lead is right now");
    }

    @Test
    void redoIsForThoseWhoWereCountedOrIsAskedForAgain() throws IOException {
        newsletter.subscribed("anna@reader.example", "gone@reader.example", "eve@spam.example", "bob@spam.example");
        try (ScriptedRelay relay = new ScriptedRelay(RunControlsTests::refusing)) {
            application.relayAt(relay.port());
            application.run("send", "daily");
        }
        application.relayAt(application.relay().getSmtp().getPort());
        String run = operator.page("/console/runs").selectFirst("#history th a").attr("href");
        Document ask = operator.page(run + "/redo");
        assertThat(ask.text())
                .contains("Send again to 2 readers?", "This starts round 1 of Harbour Daily", "2 others get nothing.")
                .contains("Rejected theirs left alone: their address or host refuses it 1", "Total 4");

        application.jdbc().sql("""
                UPDATE delivery SET state = 'EXPIRED' WHERE subscription_id IN (
                    SELECT s.id FROM subscription s JOIN subscriber p ON p.id = s.subscriber_id
                    WHERE p.address = 'bob@spam.example')
                """).update();
        HttpResponse<String> changed = post(ask, fields(ask), "reason", "relay was mended");
        assertThat(changed.statusCode()).isEqualTo(409);
        assertThat(changed.body()).contains("The numbers have changed", "relay was mended");
        assertThat(states()).containsExactly("COMPLETED");

        Document now = operator.page(run + "/redo");
        HttpResponse<String> opened = post(now, fields(now), "reason", "relay was mended");
        assertThat(opened.statusCode()).isEqualTo(302);
        assertThat(post(now, fields(now), "reason", "twice").statusCode()).isEqualTo(409);
        assertThat(operator.page(operator.where(opened)).text())
                .contains("Round 1 has taken in 0 of 2 readers so far.");
        application.run("send", "daily");

        Document round = operator.page(operator.where(opened));
        assertThat(round.text())
                .contains("Round 1 took in 2 readers, as many as were decided on")
                .contains("Round 1 is for 2 readers: 2 accepted, 0 rejected, 0 deferred, 0 still to send.")
                .contains("The sum is right: 3 + 0 + 1 + 0 + 0 + 0 = 4 frozen");
        assertThat(operator.page(run).text()).contains("Round 1 of this edition came later.");
        assertThat(audit()).containsExactly("runs redo: relay was mended");
    }

    @Test
    void unknownOutcomesAreDecidedOnceAndTheLedgerSaysByWhom() throws IOException {
        newsletter.subscribed("anna@reader.example", "ben@reader.example", "cid@reader.example");
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) ->
                command.equals(".") && !recipient.startsWith("anna") ? ScriptedRelay.CLOSE : null)) {
            application.relayAt(relay.port());
            application.run("send", "daily");
        }
        Document desk = operator.page("/console/unknown");
        assertThat(desk.text())
                .contains("2 deliveries", "policy: hold", "ben@reader.example", "cid@reader.example")
                .contains("the connection was lost before the relay answered");
        String edition = desk.selectFirst("input[name=edition]").val();
        String ben = desk.selectFirst("#reader-1").val();
        String decide = "/console/unknown/decide?edition=" + edition;

        HttpResponse<String> nothing = operator.get(decide);
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("Tick at least one reader", "Choose what shall happen");

        Document one = operator.page(decide + "&subscription=" + ben + "&decision=ACCEPTED");
        assertThat(one.text()).contains("Count 1 reader as accepted?", "ben@reader.example");
        Document all = operator.page(decide + "&all=true&decision=CANCEL");
        assertThat(all.text()).contains("Give up 2 readers?");
        Document told = operator.submit(path(one), flat(fields(one), "reason", "queued as 3F2A"));
        assertThat(told.text()).contains("Decided: 1 outcome counted as accepted.", "cid@reader.example");

        HttpResponse<String> late = post(all, fields(all), "reason", "old page");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Some of these outcomes were decided meanwhile", "Give up 1 reader");

        String run = operator.page("/console/runs").selectFirst("#history th a").attr("href");
        assertThat(operator.page(run + "/deliveries?state=ACCEPTED").text())
                .contains("decided by maria: accepted; before: connection lost after the final dot");
        assertThat(operator.page(run).text()).contains("1 outcome is unknown");
        assertThat(audit()).containsExactly("runs resolve: queued as 3F2A");
    }

    private static String refusing(String command, String recipient, int connection) {
        if (!command.startsWith("RCPT")) {
            return null;
        }
        return recipient.startsWith("gone")
                ? "550 5.1.1 no such user"
                : recipient.endsWith("spam.example") ? "554 5.7.1 blocked by spamhaus" : null;
    }

    private List<String> states() {
        return application
                .jdbc()
                .sql("SELECT state FROM run ORDER BY id")
                .query(String.class)
                .list();
    }

    private List<String> audit() {
        return application
                .jdbc()
                .sql(
                        "SELECT what || ': ' || reason FROM audit WHERE what NOT LIKE 'users %' AND via = 'console' AND actor = 'maria' ORDER BY id")
                .query(String.class)
                .list();
    }

    private static String path(Document page) {
        return page.selectFirst("form#confirm").attr("action");
    }

    private static Map<String, String> fields(Document page) {
        return page.select("form#confirm input[type=hidden]:not([name=_csrf])").stream()
                .collect(Collectors.toMap(field -> field.attr("name"), Element::val));
    }

    private HttpResponse<String> post(Document page, Map<String, String> fields, String name, String value) {
        return operator.post(path(page), flat(fields, name, value));
    }

    private static String[] flat(Map<String, String> fields, String name, String value) {
        List<String> flat = new java.util.ArrayList<>(List.of(name, value));
        fields.forEach((field, content) -> flat.addAll(List.of(field, content)));
        return flat.toArray(String[]::new);
    }
}

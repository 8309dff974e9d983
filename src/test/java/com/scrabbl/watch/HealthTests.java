package com.scrabbl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.run.schedule.SlotWatch;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.ScriptedRelay;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

/** What monitoring asks: health that means something, and figures. */
@OnEachDatabase
class HealthTests {

    private final TestApplication application;
    private final Web web;

    HealthTests(Database database) {
        application = TestApplication.on(database);
        web = new Web(application.url());
    }

    @Test
    void theScheduleIsDownWhenNobodyHasLookedForSlots() {
        Instant now = application.clock().instant();
        ScheduleHealthIndicator schedule =
                new ScheduleHealthIndicator(application.bean(SlotWatch.class), application.clock());
        assertThat(schedule.health().getStatus()).isEqualTo(Status.UP);

        application.clock().tick(Duration.ofMinutes(3));
        assertThat(schedule.health().getStatus()).isEqualTo(Status.DOWN);

        application
                .jdbc()
                .sql("""
                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, last_success, version)
                VALUES ('slots', 'recurring', :at, FALSE, :at, 1)
                """)
                .param("at", now.plusSeconds(170).atOffset(ZoneOffset.UTC))
                .update();
        assertThat(schedule.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void figuresAreCountedWithLabelsThatStayFew(@TempDir Path folder) throws IOException {
        new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared()
                .subscribed("anna@reader.example", "gone@shan.example");
        try (ScriptedRelay relay = new ScriptedRelay((command, recipient, connection) ->
                command.startsWith("RCPT") && recipient.startsWith("gone") ? "550 5.1.1 no such user" : null)) {
            application.relayAt(relay.port());
            application.run("send", "daily");
        }

        assertThat(web.get("/actuator/prometheus").body())
                .containsPattern(
                        "scrabbl_deliveries_total\\{class=\"none\",newsletter=\"daily\",provider=\"other\",state=\"accepted\"\\}")
                .containsPattern(
                        "scrabbl_deliveries_total\\{class=\"unknown-user\",newsletter=\"daily\",provider=\"other\","
                                + "state=\"rejected\"\\}")
                .contains("scrabbl_runs{state=\"missed\"}", "scrabbl_needs{kind=\"halted\"}")
                .contains(
                        "scrabbl_queue_age_seconds{queue=\"runs\"}",
                        "scrabbl_sources_failing ",
                        "scrabbl_source_failures ")
                .contains("scrabbl_ledger_commit_seconds_count", "scrabbl_ledger_group_sum")
                .doesNotContain("@");
    }
}

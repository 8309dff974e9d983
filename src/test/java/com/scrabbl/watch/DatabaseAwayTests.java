package com.scrabbl.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.delivery.Worker;
import com.scrabbl.people.Role;
import com.scrabbl.signup.SignupDesk;
import com.scrabbl.support.CloseApplications;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import com.zaxxer.hikari.HikariDataSource;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.UncategorizedSQLException;

/** A database that is away is told in sentences, on pages and in the log: nothing of its inside. */
@ExtendWith({CloseApplications.class, OutputCaptureExtension.class})
class DatabaseAwayTests {

    private final TestApplication application = TestApplication.on(Database.H2);

    @Test
    void pagesAndWhoeverWorksByItselfSayItInASentence(CapturedOutput output) {
        try (TestApplication serving = application.anotherServing(settings())) {
            ConsoleVisitor console = serving.user(Role.ADMIN);
            Watchman watchman = serving.bean(Watchman.class);
            SignupDesk signups = serving.bean(SignupDesk.class);
            assertThat(serving.bean(Worker.class).id()).isPositive();
            serving.ownersJdbc().sql("ALTER TABLE worker RENAME TO gone").update();
            Awaitility.await().until(() -> output.getErr().contains("The lease of worker"));
            serving.bean(HikariDataSource.class).close();

            HttpResponse<String> page = new Web(serving.url()).get("/archive");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body())
                    .contains("Nothing was changed. Try again in a minute.")
                    .doesNotContain("SQL", "Hikari", "Exception");
            HttpResponse<String> saved = console.get("/console/newsletters");
            assertThat(saved.statusCode()).isBetween(500, 503);
            assertThat(Jsoup.parse(saved.body()).select("h1").text()).isEqualTo("The database can’t be used");
            assertThat(saved.body()).contains("Nothing was changed: ").doesNotContain("SQL", "Exception");
            watchman.look();
            assertThatThrownBy(signups::work).isInstanceOf(RuntimeException.class);
        }
        assertThat(output.getErr())
                .contains("A page could not be answered: ", "What needs a person could not be looked at, and will be: ")
                .doesNotContain("\tat ", "SELECT", "UPDATE", "Callback");
    }

    /** A database of its own, and the shortest lease: it is renewed each second. */
    private static String[] settings() {
        return Stream.concat(
                        Stream.of(Database.H2.fresh()), Stream.of("--server.port=0", "--scrabbl.delivery.lease=3s"))
                .toArray(String[]::new);
    }

    @Test
    void aLibraryThatLogsAFullDiskWithItsTraceLogsASentence(CapturedOutput output) {
        SQLException full = new SQLException("could not extend file", "53100");
        LoggerFactory.getLogger("org.apache.catalina")
                .error(
                        "It threw [PreparedStatementCallback; SQL [SELECT secret FROM t]; full]",
                        new UncategorizedSQLException("PreparedStatementCallback", "SELECT secret FROM t", full));

        assertThat(output.getErr())
                .contains("It threw [: the database's disk is full")
                .doesNotContain("\tat ", "secret");
    }
}

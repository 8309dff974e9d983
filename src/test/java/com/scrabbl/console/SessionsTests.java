package com.scrabbl.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.scrabbl.people.Role;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** How long sessions last, how many there are of a user, and how their user ends them. */
class SessionsTests {

    private final TestApplication application = TestApplication.on(Database.H2);
    private final ConsoleVisitor ada = application.user(Role.ADMIN);

    private static boolean isIn(ConsoleVisitor visitor) {
        return visitor.get("/console/account").statusCode() == 200;
    }

    @Test
    void twelveHoursAfterTheLogInItIsOverHoweverBusySomebodyIs() {
        for (int hour = 1; hour < 12; hour++) {
            application.clock().tick(Duration.ofHours(1));
            assertThat(isIn(ada)).isTrue();
        }
        application.clock().tick(Duration.ofHours(1));

        assertThat(isIn(ada)).isFalse();
    }

    @Test
    void whatASessionThatIsOverUploadsIsNotRead() {
        ada.get("/console/import");
        application.clock().tick(Duration.ofHours(3));

        HttpResponse<String> refused = ada.upload("/console/import/upload", "list.csv", new byte[] {'a'});

        assertThat(refused.statusCode()).isEqualTo(303);
        assertThat(ada.where(refused)).isEqualTo("/console/login");
    }

    @Test
    void aLifetimeIsNoShorterThanTheTimeOfNoClicks() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ConsoleProperties(Duration.ofHours(2), Duration.ofHours(1)))
                .withMessage("scrabbl.console.lifetime is PT1H; it must be scrabbl.console.idle (PT2H) or more.");
    }

    @Test
    void theEleventhSessionEndsTheOldest() {
        ConsoleVisitor second = application.user(Role.ADMIN);
        ConsoleVisitor maria = application.user(Role.OPERATOR);
        assertThat(IntStream.range(0, 9)
                        .mapToObj(i -> application.user(Role.ADMIN))
                        .toList())
                .allMatch(SessionsTests::isIn);

        assertThat(isIn(ada)).isFalse();
        assertThat(Stream.of(second, maria)).allMatch(SessionsTests::isIn);
        assertThat(second.page("/console/account").select("#sessions tbody tr")).hasSize(10);
    }

    @Test
    void oneOrAllOthersAreEndedOnThePageOfTheAccount() {
        ConsoleVisitor second = application.user(Role.ADMIN);
        ConsoleVisitor third = application.user(Role.ADMIN);
        ConsoleVisitor maria = application.user(Role.OPERATOR);
        Document page = ada.page("/console/account");
        assertThat(page.select("#sessions tbody tr").eachText())
                .hasSize(3)
                .allMatch(row -> row.contains("127.0.0.0/24"))
                .last()
                .asString()
                .contains("this one");
        String endNewest = page.selectFirst("#sessions form").attr("action");

        maria.get("/console/account");
        assertThat(maria.submit(endNewest).text()).contains("That session had ended already.");
        assertThat(isIn(third)).isTrue();
        ada.get("/console/account");
        assertThat(ada.submit(endNewest).select("#sessions tbody tr")).hasSize(2);
        assertThat(isIn(third)).isFalse();
        assertThat(isIn(second)).isTrue();
        ada.get("/console/account");
        assertThat(ada.submit("/console/account/sessions/end").text()).contains("You are logged in here only.");

        assertThat(isIn(second)).isFalse();
        assertThat(Stream.of(ada, maria)).allMatch(SessionsTests::isIn);
        assertThat(ada.page("/console/audit?what=users+log-out").select("table.audit tbody tr"))
                .hasSize(2);
    }
}

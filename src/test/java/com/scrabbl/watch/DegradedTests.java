package com.scrabbl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.CloseApplications;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Mail waits for a relay that is gone, and everything else goes on. */
@ExtendWith(CloseApplications.class)
class DegradedTests {

    private final TestApplication application = TestApplication.on(Database.H2);

    @Test
    void aRelayThatIsGoneDegradesAndDoesNotPutDown() {
        try (TestApplication serving =
                application.anotherServing("--spring.mail.port=1", "--server.port=0", "--spring.mail.host=127.0.0.1")) {
            Web its = new Web(serving.url());
            HttpResponse<String> health = its.get("/actuator/health");

            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("\"DEGRADED\"", "\"db\"").doesNotContain("127.0.0.1");
            assertThat(its.get("/actuator/health/liveness").body()).contains("\"UP\"");
            assertThat(its.get("/actuator/health/readiness").body()).contains("\"UP\"");
        }
    }
}

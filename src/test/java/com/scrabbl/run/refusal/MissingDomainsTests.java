package com.scrabbl.run.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.run.refusal.FakeNameServer.Says;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which domains the DNS does not know, or knows to take no mail. */
class MissingDomainsTests {

    private static Says answer(String name, int type) {
        return switch (name) {
            case "missing.example" -> FakeNameServer.NO_SUCH_DOMAIN;
            case "ill.example" -> FakeNameServer.TROUBLE;
            case "silent.example" -> FakeNameServer.SILENCE;
            case "mail.example" -> type == FakeNameServer.MX ? Says.mailServer() : FakeNameServer.NOTHING_THERE;
            case "refusing.example" ->
                type == FakeNameServer.MX
                        ? Says.nullMailServer()
                        : type == FakeNameServer.A ? Says.address() : FakeNameServer.NOTHING_THERE;
            case "old.example" -> type == FakeNameServer.A ? Says.address() : FakeNameServer.NOTHING_THERE;
            default -> FakeNameServer.NOTHING_THERE;
        };
    }

    @Test
    void onlyAClearAnswerSaysThatADomainIsMissing() {
        try (FakeNameServer server = new FakeNameServer(MissingDomainsTests::answer)) {
            MissingDomains domains = new MissingDomains(new DnsProperties(server.address()));

            assertThat(domains.among(List.of(
                            "missing.example",
                            "ill.example",
                            "mail.example",
                            "old.example",
                            "empty.example",
                            "refusing.example",
                            "no domain/at all")))
                    .containsExactlyInAnyOrder("missing.example", "empty.example", "refusing.example");
            assertThat(server.asked())
                    .as("a name that is missing has no addresses either")
                    .filteredOn(question -> question.startsWith("missing"))
                    .hasSize(1);
        }
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedForForLong() {
        try (FakeNameServer server = new FakeNameServer(MissingDomainsTests::answer)) {
            MissingDomains domains = new MissingDomains(new DnsProperties(server.address()));
            long from = System.nanoTime();

            assertThat(domains.among(List.of("silent.example"))).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void aWrongSettingIsRefusedByItsName() {
        assertThatThrownBy(() -> new DnsProperties("dns://somewhere/else"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scrabbl.dns.server");
    }
}

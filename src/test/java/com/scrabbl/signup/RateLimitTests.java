package com.scrabbl.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.network.ClientNetwork;
import com.scrabbl.signup.SignupProperties.NetworkKept;
import com.scrabbl.signup.TooManyTriesException.Of;
import com.scrabbl.support.SettableClock;
import com.scrabbl.support.TestApplication;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often forms are taken: what is counted, and when it is forgiven. */
class RateLimitTests {

    private static final EmailAddress ANNA = EmailAddress.parse("anna@harbour.example");

    private final SettableClock clock = new SettableClock(TestApplication.START);
    private final RateLimits limits = limits(2000);

    private RateLimits limits(int inAll) {
        return new RateLimits(
                new SignupProperties(false, NetworkKept.SHORTENED, 20, 3, 10, inAll, null, List.of()), clock);
    }

    @Test
    void oneMailboxHasThreeADayUnderAllItsSpellings() {
        limits.count(EmailAddress.parse("ａnna@harbour.example"));
        limits.count(EmailAddress.parse("ANNA+news@harbour.example"));
        limits.count(EmailAddress.parse("\"anna\"@ｈarbour.example"));

        assertThatThrownBy(() -> limits.count(EmailAddress.parse("anna+more+x@harbour.example")))
                .isInstanceOf(TooManyTriesException.class);
    }

    @Test
    void aNetworkHasTwentyAnHour() {
        for (int i = 0; i < 20; i++) {
            limits.count(ClientNetwork.of("203.0.113." + i));
        }

        assertThatThrownBy(() -> limits.count(ClientNetwork.of("203.0.113.200")))
                .isInstanceOfSatisfying(TooManyTriesException.class, refused -> {
                    assertThat(refused.of()).isEqualTo(Of.NETWORK);
                    assertThat(refused.seconds()).isEqualTo(180);
                    assertThat(refused.minutes()).isEqualTo(3);
                });
        assertThatCode(() -> limits.count(ClientNetwork.of("203.0.114.1"))).doesNotThrowAnyException();
        clock.tick(Duration.ofMinutes(3));
        assertThatCode(() -> limits.count(ClientNetwork.of("203.0.113.1"))).doesNotThrowAnyException();
    }

    @Test
    void anAddressHasThreeLettersADayHoweverItIsTyped() {
        for (String typed : List.of("anna@harbour.example", "ANNA@harbour.example", "anna@HARBOUR.example")) {
            limits.count(EmailAddress.parse(typed));
        }

        assertThatThrownBy(() -> limits.count(ANNA)).isInstanceOfSatisfying(TooManyTriesException.class, refused -> {
            assertThat(refused.of()).isEqualTo(Of.ADDRESS);
            assertThat(refused.seconds()).isEqualTo(8 * 3600);
        });
        clock.tick(Duration.ofDays(1));
        assertThatCode(() -> limits.count(ANNA)).doesNotThrowAnyException();
    }

    @Test
    void allNetworksTogetherHaveALimitToo() {
        RateLimits small = limits(30);
        for (int i = 0; i < 30; i++) {
            small.count(ClientNetwork.of("198.51." + i + ".1"));
        }

        assertThatThrownBy(() -> small.count(ClientNetwork.of("192.0.2.1")))
                .isInstanceOfSatisfying(
                        TooManyTriesException.class,
                        refused -> assertThat(refused.of()).isEqualTo(Of.ALL));
    }

    @Test
    void whoHasTooManyUsesUpNothingOfTheOthers() {
        RateLimits small = limits(30);
        for (int i = 0; i < 1000; i++) {
            try {
                small.count(ClientNetwork.of("203.0.113.1"));
            } catch (TooManyTriesException refused) {
                assertThat(refused.of()).isEqualTo(Of.NETWORK);
            }
        }

        assertThatCode(() -> small.count(ClientNetwork.of("192.0.2.1"))).doesNotThrowAnyException();
    }

    @Test
    void aSiteOfManyNetworksUsesUpAQuarterAndNoMore() {
        RateLimits small = limits(400);
        int taken = 0;
        for (int network = 0; network < 20; network++) {
            for (int i = 0; i < 20; i++) {
                try {
                    small.count(ClientNetwork.of("2001:db8:1:%x00::%x".formatted(network, i)));
                    taken++;
                } catch (TooManyTriesException refused) {
                    assertThat(refused.of()).isEqualTo(Of.NETWORK);
                }
            }
        }

        assertThat(taken).isEqualTo(100);
        assertThatCode(() -> small.count(ClientNetwork.of("2001:db8:2::1"))).doesNotThrowAnyException();
    }

    @Test
    void noSignUpUsesUpWhatAPersonHasForLetters() {
        RateLimits small = limits(1);
        ClientNetwork network = ClientNetwork.of("203.0.113.1");
        small.count(network);
        for (int i = 0; i < 3; i++) {
            small.count(ANNA);
        }
        assertThatThrownBy(() -> small.count(ClientNetwork.of("192.0.2.1"))).isInstanceOf(TooManyTriesException.class);

        assertThatCode(() -> {
                    small.countAsking(network);
                    small.countForPerson(ANNA);
                })
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> small.countForPerson(EmailAddress.parse("ben@harbour.example")))
                .isInstanceOfSatisfying(
                        TooManyTriesException.class,
                        refused -> assertThat(refused.of()).isEqualTo(Of.ALL));
    }

    @Test
    void aNetworkIsTheFirst24BitsOr56() {
        assertThat(ClientNetwork.of("203.0.113.77").text()).isEqualTo("203.0.113.0/24");
        assertThat(ClientNetwork.of("2001:db8:1:2345:6:7:8:9").text()).isEqualTo("2001:db8:1:2300:0:0:0:0/56");
        assertThat(ClientNetwork.of("fe80::1%eth0").text()).isEqualTo("fe80:0:0:0:0:0:0:0/56");
        assertThat(ClientNetwork.of("::ffff:203.0.113.77").text()).isEqualTo("203.0.113.0/24");
        assertThat(ClientNetwork.of("unix:socket").text()).isEqualTo("unknown");
    }
}

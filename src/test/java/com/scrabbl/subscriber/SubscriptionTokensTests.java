package com.scrabbl.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.scrabbl.subscriber.SubscriptionTokens.Purpose;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachDatabase
class SubscriptionTokensTests {

    private final ListTester list;

    SubscriptionTokensTests(Database database) {
        list = new ListTester(database);
    }

    @Test
    void aTokenLeadsToItsSubscriptionForItsPurposeOnly() {
        SubscriptionTokens tokens = list.bean(SubscriptionTokens.class);
        String token = tokens.unsubscribe(1_000_000_007L);

        assertThat(token).matches("[a-z0-9-]{30,64}");
        assertThat(tokens.verify(token, Purpose.UNSUBSCRIBE)).hasValue(1_000_000_007L);
        assertThat(tokens.verify(token, Purpose.TEST)).isEmpty();
        assertThat(tokens.verify(tokens.test(), Purpose.TEST)).hasValue(0);
        assertThat(tokens.verify(tokens.test(), Purpose.UNSUBSCRIBE)).isEmpty();
        assertThat(tokens.verify(token.replaceFirst("u", "t"), Purpose.TEST)).isEmpty();
    }

    @Test
    void aTokenOfAnotherSubscriptionOrWithoutItsEndIsRefused() {
        SubscriptionTokens tokens = list.bean(SubscriptionTokens.class);
        String[] parts = tokens.unsubscribe(5).split("-");

        assertThat(tokens.verify(String.join("-", parts[0], parts[1], "6", parts[3]), Purpose.UNSUBSCRIBE))
                .isEmpty();
        assertThat(tokens.verify(String.join("-", parts[0], "zzz", parts[2], parts[3]), Purpose.UNSUBSCRIBE))
                .isEmpty();
        assertThat(tokens.verify(tokens.unsubscribe(5).replaceFirst(".$", ""), Purpose.UNSUBSCRIBE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "u---", "../../etc/passwd", "u-1-1-Ω", "u-zzzzzzzzzzzzz-1-0"})
    void nonsenseIsRefused(String token) {
        assertThat(list.bean(SubscriptionTokens.class).verify(token, Purpose.UNSUBSCRIBE))
                .isEmpty();
    }

    @Test
    void allNodesVerifyEachOthersTokensAndThoseOfOlderSecrets() {
        SubscriptionTokens generated = node(null);
        SubscriptionTokens first = node("the first secret of ours");
        SubscriptionTokens second = node("the second secret of ours");

        assertThat(first.unsubscribe(5)).isNotEqualTo(second.unsubscribe(5));
        assertThat(node("the first secret of ours").unsubscribe(5)).isEqualTo(first.unsubscribe(5));
        for (SubscriptionTokens verifying : new SubscriptionTokens[] {generated, first, second}) {
            for (SubscriptionTokens signing : new SubscriptionTokens[] {generated, first, second}) {
                assertThat(verifying.verify(signing.unsubscribe(5), Purpose.UNSUBSCRIBE))
                        .hasValue(5);
            }
        }
    }

    @Test
    void aSecretThatIsTooShortIsRefusedAndNoneIsEverShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SecretProperties("too short"))
                .withMessage("scrabbl.secret is too short: it needs at least 16 characters");
        assertThat(new SecretProperties("a secret that is long enough")).hasToString("SecretProperties[secret=set]");
    }

    private SubscriptionTokens node(@Nullable String secret) {
        return new SubscriptionTokens(
                new SigningKeys(list.application.jdbc(), Clock.systemUTC(), new SecretProperties(secret)));
    }
}

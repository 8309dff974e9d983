package com.scrabbl.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveryKeyTests {

    private static final String UID = "0123456789abcdef0123456789abcdef01234567";

    @Test
    void theSameDeliveryHasTheSameIdAndNoOtherHasIt() {
        Set<String> ids = new HashSet<>();
        for (long subscription = 1; subscription <= 1000; subscription++) {
            ids.add(DeliveryKey.of(UID, subscription).messageId("scrabbl.example"));
        }
        assertThat(ids).hasSize(1000);
        assertThat(DeliveryKey.of(UID, 7).messageId("scrabbl.example"))
                .isEqualTo(DeliveryKey.of(UID, 7).messageId("scrabbl.example"))
                .matches("0123456789ab\\.7\\.[0-9a-z]{10,20}@scrabbl\\.example");
    }

    @Test
    void theSecretHalfOfTheUidIsNotInIt() {
        assertThat(DeliveryKey.of(UID, 7).messageId("x.example")
                        + DeliveryKey.of(UID, 7).boundary())
                .doesNotContain(UID.substring(12, 20));
        assertThat(DeliveryKey.newUid()).hasSize(40).isNotEqualTo(DeliveryKey.newUid());
    }

    @Test
    void testMailsToTwoAddressesHaveTwoIds() {
        assertThat(DeliveryKey.ofTest(UID, "a@x.example").messageId("d.example"))
                .isNotEqualTo(DeliveryKey.ofTest(UID, "b@x.example").messageId("d.example"));
    }
}

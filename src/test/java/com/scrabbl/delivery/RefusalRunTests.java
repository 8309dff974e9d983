package com.scrabbl.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both errors of the test that tells an old list from a broken relay. */
class RefusalRunTests {

    private static final int READERS = 1_000_000;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.1, 0.3, 0.4, 0.5})
    void listWithDeadAddressesInRandomOrderGoesThrough(double dead) {
        RefusalRun run = new RefusalRun();
        Random random = new Random(42);

        for (int reader = 1; reader <= READERS; reader++) {
            if (random.nextDouble() < dead) {
                assertThat(run.refused(reader, "big.example", true)).isFalse();
            } else {
                run.accepted();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.1, 0.3, 0.4})
    void whoRefusesEverybodyIsFoundSoon(double deadBefore) {
        RefusalRun run = new RefusalRun();
        Random random = new Random(7);
        for (int reader = 1; reader <= 10_000; reader++) {
            if (random.nextDouble() < deadBefore) {
                run.refused(reader, "big.example", true);
            } else {
                run.accepted();
            }
        }

        int refused = 1;
        while (!run.refused(READERS + refused, "big.example", true)) {
            refused++;
        }

        assertThat(refused).isLessThanOrEqualTo(30);
    }

    @Test
    void wholeDeadDomainCountsOnce() {
        RefusalRun run = new RefusalRun();
        run.accepted();

        for (int reader = 1; reader <= 5_000; reader++) {
            assertThat(run.refused(reader, "dead.example", false)).isFalse();
        }

        assertThat(run.suspicious()).isFalse();
    }
}

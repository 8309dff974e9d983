package com.scrabbl.subscriber.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.scrabbl.mail.EmailAddress;
import java.io.IOException;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenAddressesTests {

    @Test
    void tellsTheFirstTimeFromTheOthersAmongMany() throws IOException {
        try (SeenAddresses seen = new SeenAddresses(4_000)) {
            IntPredicate first = i -> seen.add(EmailAddress.parse("Reader" + i + "@mail.example"));

            assertThat(IntStream.range(0, 4_000).filter(first).count()).isEqualTo(4_000);
            assertThat(IntStream.range(0, 4_000).filter(first).count()).isZero();
        }
    }

    @Test
    void moreThanATableHoldsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SeenAddresses(SeenAddresses.MOST + 1));
        assertThat(SeenAddresses.MOST * 2 * 2 * Long.BYTES).isLessThanOrEqualTo(Integer.MAX_VALUE + 1L);
    }
}

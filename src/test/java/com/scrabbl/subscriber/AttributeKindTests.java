package com.scrabbl.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeKindTests {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    TEXT; 007; 007
                    NUMBER; 007; 7
                    NUMBER; -4.50; -4.5
                    NUMBER; 1.5e3; 1500
                    NUMBER; 0.000; 0
                    DATE; 2026-02-28; 2026-02-28
                    BOOLEAN; Yes; true
                    BOOLEAN; 0; false
                    LIST; tea, maths ,tea; tea|maths
                    LIST; a,b|c; a,b|c
                    LIST; "Arts, late","VIP"; Arts, late|VIP
                    """)
    void aValueHasOneForm(AttributeKind kind, String typed, String stored) {
        assertThat(kind.canonical("it", typed)).isEqualTo(stored);
        assertThat(kind.canonical("it", kind == AttributeKind.LIST ? stored + "|" : stored))
                .isEqualTo(stored);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    NUMBER; 1,5; it "1,5" is no number such as 12 or -0.5
                    NUMBER; 1e999999999; it "1e999999999" has more than 40 digits
                    DATE; 2026-02-29; it "2026-02-29" is no date such as 2026-11-24
                    DATE; 24.11.2026; it "24.11.2026" is no date such as 2026-11-24
                    BOOLEAN; maybe; it "maybe" is neither true nor false
                    LIST; "a; it ""a" is no list
                    """)
    void whatIsNoSuchValueIsRefused(AttributeKind kind, String typed, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kind.canonical("it", typed))
                .withMessage(message);
    }

    @Test
    void programsGetNumbersBooleansAndLists() {
        assertThat(AttributeKind.NUMBER.value("-4.5")).isEqualTo(new BigDecimal("-4.5"));
        assertThat(AttributeKind.BOOLEAN.value("true")).isEqualTo(true);
        assertThat(AttributeKind.LIST.value("tea|maths")).isEqualTo(List.of("tea", "maths"));
        assertThat(AttributeKind.DATE.value("2026-02-28")).isEqualTo("2026-02-28");
    }
}

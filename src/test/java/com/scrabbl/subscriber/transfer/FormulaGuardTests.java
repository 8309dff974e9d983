package com.scrabbl.subscriber.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaGuardTests {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+49 30", "-x", "@here", "\tx", "\rx", "'=1", "''=1"})
    void whatASpreadsheetWouldRunIsGuardedAndComesBackAsItWas(String cell) {
        assertThat(FormulaGuard.guarded(cell)).isEqualTo("'" + cell);
        assertThat(FormulaGuard.unguarded(FormulaGuard.guarded(cell))).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "'t Hooft", "'", "a=b", "''"})
    void otherTextStaysAsItIs(String cell) {
        assertThat(FormulaGuard.guarded(cell)).isEqualTo(cell);
        assertThat(FormulaGuard.unguarded(cell)).isEqualTo(cell);
    }
}

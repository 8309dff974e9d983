package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RhythmTests {

    private final Rhythm rhythm = new Rhythm(WordsTests.packed());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 7 * * 1-5         | Monday to Friday at 07:00
            30 18 * * *         | Every day at 18:30
            0 0 7 ? * MON-FRI   | Monday to Friday at 07:00
            0 8 * * 6           | Saturdays at 08:00
            0 8 * * 0           | Sundays at 08:00
            5 9 * * mon,wed,fri | Mondays, Wednesdays and Fridays at 09:05
            0 7 * * 1-3,6       | Monday to Wednesday and Saturdays at 07:00
            """)
    void plainExpressionsAreSaidInWords(String cron, String words) {
        assertThat(rhythm.of(cron, Locale.ENGLISH)).contains(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 7 * * 1-5         | Montag bis Freitag um 07:00 Uhr
            30 18 * * *         | Täglich um 18:30 Uhr
            0 8 * * 6           | Samstags um 08:00 Uhr
            5 9 * * mon,wed,fri | Montags, mittwochs und freitags um 09:05 Uhr
            """)
    void inGermanToo(String cron, String words) {
        assertThat(rhythm.of(cron, Locale.GERMAN)).contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 7 1 * *",
                "*/5 * * * *",
                "0 7,19 * * *",
                "30 0 7 * * *",
                "0 7 * 1 *",
                "0 7 * * 5#2",
                "0 7 * * XYZ"
            })
    void anythingElseIsNot(String cron) {
        assertThat(rhythm.of(cron, Locale.ENGLISH)).isEmpty();
    }
}

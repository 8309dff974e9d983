package com.scrabbl.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserNameTests {

    @Test
    void lettersDigitsAndSingleSpacesAreANameAndNothingElse() {
        for (String good : List.of("ada", "Ada L. Byron", "ada@mail.example", "a", "Zoë", "a--b", "a .b")) {
            assertThat(new UserName(good).text()).isEqualTo(good);
        }
        for (String bad : List.of("", "-ada", "ada  byron", "ada<b>", "ada\u202E")) {
            assertThatExceptionOfType(UserRefusedException.class).as(bad).isThrownBy(() -> new UserName(bad));
        }
    }

    @Test
    void aNameMadeToBeRefusedSlowlyIsRefusedAtOnce() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatExceptionOfType(UserRefusedException.class)
                        .isThrownBy(() -> new UserName("a" + "@.".repeat(29) + "!")));
    }
}

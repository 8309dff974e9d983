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
    void spellingsOfOneNameHaveOneKey() {
        for (List<String> one : List.of(
                List.of("ada", "ADA", "\uFF21\uFF44\uFF41", "\uD835\uDC00da", " ada "),
                List.of("H\u0331", "h\u0331", "\u1E96"),
                List.of("\u03A3\u03A9\u03A3", "\u03C3\u03C9\u03C2", "\u03C3\u03C9\u03C3"))) {
            assertThat(one).extracting(name -> new UserName(name).key()).containsOnly(new UserName(one.get(0)).key());
        }
        for (String unseen : List.of("ada\uFE0F", "a\u034Fda", "ada\u3164", "x".repeat(61), "\uFDFA".repeat(400))) {
            assertThatExceptionOfType(UserRefusedException.class).isThrownBy(() -> new UserName(unseen));
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

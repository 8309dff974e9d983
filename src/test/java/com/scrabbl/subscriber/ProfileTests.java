package com.scrabbl.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileTests {

    @Test
    void blankValuesAreNone() {
        assertThat(new Profile(" ", "", "\u00A0", Map.of("city", " "))).isEqualTo(Profile.EMPTY);
    }

    @Test
    void valuesAreOneLineAndCannotForgeSlots() {
        Profile profile = new Profile(" Ada\r\n\tL. ", null, null, Map.of("City", "A\uE001\uD800B\u2028C"));

        assertThat(profile.name()).isEqualTo("Ada L.");
        assertThat(profile.attributes()).containsExactly(Map.entry("city", "A\uFFFD\uFFFDB C"));
    }

    @Test
    void languageAndTimeZoneMustBeKnown() {
        assertThat(new Profile(null, "PT_br", "+02:00", Map.of()))
                .isEqualTo(new Profile(null, "pt-BR", "+02:00", Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Profile(null, "English!", null, Map.of()))
                .withMessage("language \"English!\" is not a tag such as en or pt-BR");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Profile(null, null, "Berlin", Map.of()))
                .withMessage("time_zone \"Berlin\" is not one such as Europe/Berlin");
    }

    @Test
    void tooLongOrControllingValuesAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Profile("x".repeat(201), null, null, Map.of()))
                .withMessage("name is too long: 201 characters, at most 200");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Profile(null, null, null, Map.of("city", "a\u001Bb")))
                .withMessage("city contains a control character (U+001B)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Profile(null, null, null, Map.of("city", "x".repeat(2001))))
                .withMessage("city is too long: 2001 characters, at most 2000");
        assertThatIllegalArgumentException().isThrownBy(() -> new Profile(null, null, null, Map.of(" ", "x")));
    }

    @Test
    void topicsAreSortedKeysEachOnce() {
        assertThat(Topics.parse(" Sport, art ,ART,,").keys()).containsExactly("art", "sport");
        assertThat(Topics.parse("Sport|Arts, late|").keys()).containsExactly("arts, late", "sport");
        assertThat(Topics.parse(Topics.of(java.util.List.of("Arts, late")).listed())
                        .keys())
                .containsExactly("arts, late");
        assertThat(Topics.parse("Sport|art").stored()).isEqualTo("art|sport");
        assertThat(Topics.parse(" ")).isEqualTo(Topics.ALL);
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.parse("x".repeat(201)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Topics.parse(
                        ("x".repeat(199) + "%d|").repeat(11).formatted(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)));
    }
}

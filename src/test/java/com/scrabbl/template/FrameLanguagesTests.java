package com.scrabbl.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrameLanguagesTests {

    @Test
    void theOwnLanguageComesFirstThenItsFirstPartThenTheNewslettersThenEnglish() {
        FrameLanguages languages = FrameLanguages.of("en-GB", List.of("de", "de-AT", "en", "zh-Hant"));
        assertThat(languages.of("de")).isEqualTo("de");
        assertThat(languages.of("de-AT")).isEqualTo("de-AT");
        assertThat(languages.of("DE-at")).isEqualTo("de-AT");
        assertThat(languages.of("de-CH")).isEqualTo("de");
        assertThat(languages.of("zh-Hant")).isEqualTo("zh-Hant");
        assertThat(languages.of("zh")).isEqualTo("en-GB");
        assertThat(languages.of("fr")).isEqualTo("en-GB");
        assertThat(languages.of(null)).isEqualTo("en-GB");
        assertThat(FrameLanguages.of("fr", List.of("de", "en")).of("fr")).isEqualTo("en");
    }

    @Test
    void readersOfTheNewslettersLanguageGetItAsTheNewsletterSpellsIt() {
        FrameLanguages languages = FrameLanguages.of("en-GB", List.of("de", "en"));
        assertThat(languages.of("en")).isEqualTo("en-GB");
        assertThat(languages.of("en-US")).isEqualTo("en-GB");
        assertThat(languages.all()).containsExactly("de", "en-GB");
    }

    @Test
    void templatesOfOneLanguageSpeakTheNewsletters() {
        FrameLanguages languages = FrameLanguages.of("fr", List.of());
        assertThat(languages.of("de")).isEqualTo("fr");
        assertThat(languages.all()).containsExactly("fr");
    }
}

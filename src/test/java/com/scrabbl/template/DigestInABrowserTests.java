package com.scrabbl.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The templates as readers see them, at the width of a mail program and of pockets, light and dark, in each language. */
class DigestInABrowserTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {600, 375})
    void fitsItsWindowWhateverTheLanguage(int width) throws IOException {
        try (Browser browser = Browser.wide(width)) {
            look(browser, "en", width, SampleDigest.complete());
            look(browser, "de", width, SampleDigest.complete().german());
            look(browser, "ar", width, SampleDigest.complete().rightToLeft());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"brief", "full"})
    void soDoTheOtherTemplatesOnTheSmallestPhone(String template) throws IOException {
        try (Browser browser = Browser.wide(320)) {
            look(browser, template, 320, SampleDigest.complete().template(template));
        }
    }

    private void look(Browser browser, String language, int width, SampleDigest digest) throws IOException {
        String html = digest.rendered().html().replace("\uE000reader.name\uE001", "Zoë Müller");
        Path file = Files.writeString(folder.resolve(language + ".html"), html.replaceAll("[\uE000\uE001]", ""));
        for (String scheme : new String[] {"light", "dark"}) {
            browser.prefer(scheme);
            browser.open(file.toUri().toString());
            browser.keep("digest-%s-%d-%s".formatted(language, width, scheme));
            assertThat(browser.scrollsSideways()).isFalse();
        }
        assertThat(browser.find("a[href='links.preferences']").isDisplayed()).isTrue();
        assertThat(browser.find("a[href*='/archive/']").isDisplayed()).isTrue();
        assertThat(browser.find("a[href='links.unsubscribe']").getSize().getHeight())
                .isGreaterThan(10);
    }
}

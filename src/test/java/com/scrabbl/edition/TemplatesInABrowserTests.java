package com.scrabbl.edition;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.edition.SampleMails.Sample;
import com.scrabbl.mail.ReadableMessage;
import com.scrabbl.support.Browser;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packed templates as readers see them: in three languages, at a window's width and on phones, light, dark, without pictures. */
class TemplatesInABrowserTests {

    private static final Path PICTURES = Path.of("src/main/resources/demo/pictures");
    private static final Pattern PICTURE = Pattern.compile("https://post\\.example/pictures/(\\d+)\\.jpg");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {600, 375, 320})
    void nothingIsOutsideTheWindow(int width) throws IOException {
        try (Browser browser = Browser.wide(width)) {
            for (Sample sample : SampleMails.shown(TestApplication.on(Database.H2))) {
                String html = ReadableMessage.read(sample.message()).html().orElseThrow();
                look(browser, sample.name() + "-" + width + "-blocked", html);
                look(browser, sample.name() + "-" + width, withPictures(html));
            }
        }
    }

    private void look(Browser browser, String name, String html) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".html"), html);
        browser.open(file.toUri().toString());
        assertThat(browser.scrollsSideways()).as(name).isFalse();
        assertThat(browser.outside()).as(name).isEmpty();
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            browser.keep("template-" + name + "-" + scheme);
        }
    }

    private static String withPictures(String html) throws IOException {
        try (Stream<Path> files = Files.list(PICTURES)) {
            List<Path> pictures = files.sorted().toList();
            return PICTURE.matcher(html)
                    .replaceAll(found -> pictures.get(Integer.parseInt(found.group(1)))
                            .toUri()
                            .toString());
        }
    }
}

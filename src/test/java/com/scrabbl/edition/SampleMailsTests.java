package com.scrabbl.edition;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.edition.SampleMails.Sample;
import com.scrabbl.mail.ReadableMessage;
import com.scrabbl.support.Browser;
import com.scrabbl.support.Database;
import com.scrabbl.support.Html;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mails of the packed templates are valid, and shut nobody out. */
class SampleMailsTests {

    private final List<Sample> samples = SampleMails.of(TestApplication.on(Database.H2));

    @Test
    void theirHtmlIsValidButForWhatOutlookNeeds() {
        for (Sample sample : samples) {
            assertThat(Html.mistakesInMail(html(sample))).as(sample.name()).isEmpty();
        }
    }

    @Test
    void nobodyIsKeptOutOfThem(@TempDir Path folder) throws IOException {
        try (Browser browser = Browser.wide(600)) {
            for (Sample sample : samples) {
                Path file = Files.writeString(folder.resolve(sample.name() + ".html"), html(sample));
                browser.open(file.toUri().toString());
                browser.prefer("light");
                assertThat(browser.barriersInMail()).as(sample.name()).isEmpty();
                browser.prefer("dark");
                assertThat(browser.barriersOfColour())
                        .as(sample.name() + " dark")
                        .isEmpty();
                browser.keep("sample-" + sample.name());
            }
        }
    }

    private static String html(Sample sample) {
        return ReadableMessage.read(sample.message()).html().orElseThrow();
    }
}

package com.scrabbl.edition;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.edition.SampleMails.Sample;
import com.scrabbl.mail.ReadableMessage;
import com.scrabbl.mail.check.CheckRow;
import com.scrabbl.mail.check.Checklist;
import com.scrabbl.mail.check.MessageFinding;
import com.scrabbl.support.Browser;
import com.scrabbl.support.Database;
import com.scrabbl.support.Html;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty mails of the packed templates hold what the checklist wants, and nothing that mail programs drop. */
class SampleMailsTests {

    /** What is so with the awkward mail, whose headlines are in it to be so. */
    private static final Set<String> AWKWARD = Set.of("C15", "E28");

    private final List<Sample> samples = SampleMails.of(TestApplication.on(Database.H2));

    @Test
    void theyKeepToEveryRowOfTheChecklist() {
        List<String> found = new ArrayList<>();
        for (Sample sample : samples) {
            for (MessageFinding finding : new DigestChecks(sample.digest(), true)
                    .check(sample.message(), SampleMails.RECIPIENT, SampleMails.SENT_AT)) {
                if (!(sample.name().endsWith("awkward") && AWKWARD.contains(finding.row()))) {
                    found.add(sample + ": " + finding);
                }
            }
        }
        assertThat(samples).hasSize(20);
        assertThat(Checklist.ROWS.values().stream().filter(CheckRow::isMust)).hasSizeGreaterThan(15);
        assertThat(found).isEmpty();
    }

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

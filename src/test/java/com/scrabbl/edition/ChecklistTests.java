package com.scrabbl.edition;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.edition.SampleMails.Sample;
import com.scrabbl.mail.ReadableMessage;
import com.scrabbl.mail.check.CheckRow;
import com.scrabbl.mail.check.Checklist;
import com.scrabbl.mail.check.MessageFinding;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The mails of the packed templates keep to all that receivers ask of a message. What they ask stands in
 * {@code checklist.txt}, which was written down from their rules and knows nothing of our checks.
 */
class ChecklistTests {

    /** The awkward mail has a headline about templates, which is told and does not stop it. */
    private static final Set<String> AWKWARD = Set.of("C15");

    private static final String RELAYS = "relay";

    /** @param because why nothing looks at it; empty when something must */
    private record Asked(String id, boolean must, String kind, String because) {

        boolean isOfMessages() {
            return kind.equals("MSG");
        }
    }

    private final List<Asked> asked = asked();

    @Test
    void everyRowOfAMessageIsLookedAtOrIsTheRelays() {
        assertThat(asked).hasSize(44 + 25);
        for (Asked row : asked) {
            if (row.isOfMessages()) {
                CheckRow check = Checklist.find(row.id()).orElseThrow();
                assertThat(check.isMust()).as(row.id()).isEqualTo(row.must());
                assertThat(check.isRelays())
                        .as(row.id())
                        .isEqualTo(row.because().equals(RELAYS));
            }
        }
    }

    @Test
    void theMailsOfThePackedTemplatesHoldAllOfThem() {
        List<Sample> samples = SampleMails.of(TestApplication.on(Database.H2));
        Set<String> broken = new TreeSet<>();
        List<String> found = new ArrayList<>();
        for (Sample sample : samples) {
            assertThat(ReadableMessage.read(sample.message()).html().orElseThrow())
                    .contains(sample.name().contains("-ar-") ? "dir=\"rtl\"" : "dir=\"ltr\"");
            Set<String> awkward = sample.name().endsWith("awkward") ? AWKWARD : Set.of();
            Set<String> known = new TreeSet<>();
            for (MessageFinding finding : new DigestChecks(sample.digest(), true)
                    .check(sample.message(), SampleMails.RECIPIENT, SampleMails.SENT_AT)) {
                if (!finding.blocks() && awkward.contains(finding.row())) {
                    known.add(finding.row());
                } else {
                    broken.add(finding.row());
                    found.add(sample + ": " + finding);
                }
            }
            assertThat(known).as(sample.name()).isEqualTo(awkward);
        }
        assertThat(samples).hasSize(23);
        assertThat(held(true, broken)).as(found.toString()).isEqualTo("17 of 17");
        assertThat(held(false, broken)).as(found.toString()).isEqualTo("32 of 32");
        assertThat(found).isEmpty();
    }

    /** How many of the rows that apply to our messages no mail breaks. */
    private String held(boolean must, Set<String> broken) {
        List<String> apply = asked.stream()
                .filter(row -> row.isOfMessages()
                        && row.must() == must
                        && row.because().isEmpty())
                .map(Asked::id)
                .toList();
        return apply.stream().filter(id -> !broken.contains(id)).count() + " of " + apply.size();
    }

    private static List<Asked> asked() {
        try {
            return Files.readAllLines(Path.of("src/test/resources/com/scrabbl/mail/check/checklist.txt")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" *\\| *", -1))
                    .map(cells -> new Asked(cells[0], cells[1].equals("M"), cells[2], cells[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

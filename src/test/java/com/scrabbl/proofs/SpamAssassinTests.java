package com.scrabbl.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.edition.SampleMails;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SpamAssassin finds nothing to say against 23 mails of the packed templates. It asks nobody (only its local tests are
 * run), so what depends on the sender's network is not in the score.
 */
@Proof
class SpamAssassinTests {

    private static final Pattern SCORE = Pattern.compile("X-Spam-Status: \\w+, score=(-?[0-9.]+)");
    private static final double MOST = 0.0;

    @Test
    void noMailHasAScoreAboveNothing(@TempDir Path folder) throws IOException, InterruptedException {
        ProofRecord record = ProofRecord.of("SpamAssassin on 23 mails", "H2");
        if (!isThere()) {
            record.skipped("spamassassin is not installed: apt-get install spamassassin");
            Assumptions.abort("SpamAssassin is missing: apt-get install spamassassin");
        }
        TreeMap<String, Double> scores = new TreeMap<>();
        for (SampleMails.Sample sample : SampleMails.of(TestApplication.on(Database.H2))) {
            scores.put(sample.name(), score(Files.write(folder.resolve(sample.name() + ".eml"), sample.message())));
        }
        double worst =
                scores.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        record.figure("mails", scores.size()).figure("worst score", worst).verdict(worst <= MOST);
        assertThat(scores).hasSize(23);
        assertThat(scores.values()).as(scores.toString()).allMatch(score -> score <= MOST);
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("spamassassin", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static double score(Path mail) throws IOException, InterruptedException {
        Path out = mail.resolveSibling(mail.getFileName() + ".out");
        Process process = new ProcessBuilder("spamassassin", "--local")
                .redirectInput(mail.toFile())
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        Matcher score = SCORE.matcher(Files.readString(out));
        assertThat(score.find()).as(mail.toString()).isTrue();
        return Double.parseDouble(score.group(1));
    }
}

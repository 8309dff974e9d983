package com.scrabbl.run;

import com.scrabbl.edition.Clearance;
import com.scrabbl.edition.Clearances;
import com.scrabbl.edition.DigestChecks;
import com.scrabbl.edition.Edition;
import com.scrabbl.edition.Editions;
import com.scrabbl.edition.FrozenDigest;
import com.scrabbl.edition.SampleMessages;
import com.scrabbl.mail.check.MessageFinding;
import com.scrabbl.newsletter.Publication;
import com.scrabbl.template.TemplateProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks at an edition's messages as the big receivers will, before anybody is addressed. What a check blocks halts the
 * run; then its text is made anew, or somebody lets it pass and says why.
 */
@Component
public class EditionChecks {

    private static final int MOST_TOLD = 5;
    private static final int LONGEST_REASON = 1000;

    private final Editions editions;
    private final SampleMessages samples;
    private final Clearances clearances;
    private final SkippedChecks skipped;
    private final Publication publication;
    private final Runs runs;
    private final RunOwners owners;
    private final EditionLock lock;
    private final TransactionOperations transactions;
    private final Clock clock;

    EditionChecks(
            Editions editions,
            SampleMessages samples,
            Clearances clearances,
            SkippedChecks skipped,
            Publication publication,
            Runs runs,
            RunOwners owners,
            EditionLock lock,
            TransactionOperations transactions,
            Clock clock) {
        this.editions = editions;
        this.samples = samples;
        this.clearances = clearances;
        this.skipped = skipped;
        this.publication = publication;
        this.runs = runs;
        this.owners = owners;
        this.lock = lock;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Lets the edition of a run that checks halted pass in spite of them. The run stays HALTED until it is resumed.
     *
     * @param id a run's number, or {@code NEWSLETTER/SLOT}
     * @param by who says so
     * @param reason kept with the edition
     * @return what the checks had found
     * @throws UnknownRunException when there is no such run
     * @throws RunRefusedException when no check halted it, or there is no reason, or a very long one
     */
    @Transactional
    public List<String> override(String id, String by, String reason) {
        Run run = runs.get(id);
        String why = line(reason).strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw RunRefusedException.noReason(why.length(), LONGEST_REASON);
        }
        Long edition = run.edition();
        if (run.state() != RunState.HALTED || edition == null || !clearances.override(edition, by, why)) {
            throw RunRefusedException.noOverride(run);
        }
        return clearances.of(edition).blocking();
    }

    /**
     * Whether a frozen edition is to be sent as it is. One that a check blocks is taken back when its run goes on, so that
     * it is selected and rendered anew from what was mended.
     */
    boolean stands(Run run, Edition edition) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            if (lock.take(edition.id()).isPresent()
                    || !clearances.of(edition.id()).isBlocked()) {
                return true;
            }
            owners.unfrozen(run);
            clearances.takeBack(edition.id());
            return false;
        }));
    }

    /** Whether the edition may be addressed; ends the execution as HALTED when a check says that it may not. */
    boolean clears(Run run, Edition edition) {
        Clearance clearance = clearances.of(edition.id());
        if (clearance.clearedAt() != null) {
            return true;
        }
        Set<String> let = SkippedCheck.rows(
                skipped.of(run.id()).stream().map(SkippedChecks.Kept::check).toList());
        List<String> blocking = blocking(edition, let);
        if (blocking.isEmpty()) {
            clearances.pass(edition.id());
            return true;
        }
        clearances.block(edition.id(), blocking);
        owners.end(run, RunState.HALTED, sentence(run, blocking), null);
        return false;
    }

    /** What blocks, a sentence for each row of the checklist that is not skipped. */
    private List<String> blocking(Edition edition, Set<String> let) {
        FrozenDigest digest = editions.digest(edition);
        DigestChecks checks = new DigestChecks(digest, publication.isHttps());
        Instant now = clock.instant();
        Map<String, MessageFinding> first = new LinkedHashMap<>();
        Map<String, Integer> kinds = new LinkedHashMap<>();
        int looked = 0;
        try {
            Iterator<SampleMessages.Sample> messages =
                    samples.of(edition, digest, now).iterator();
            while (messages.hasNext()) {
                SampleMessages.Sample sample = messages.next();
                looked++;
                Set<String> rows = new HashSet<>();
                for (MessageFinding finding : checks.check(sample.message(), sample.recipient(), now)) {
                    if (finding.blocks() && !let.contains(finding.row()) && rows.add(finding.row())) {
                        first.putIfAbsent(finding.row(), finding);
                        kinds.merge(finding.row(), 1, Integer::sum);
                    }
                }
            }
        } catch (TemplateProblemException e) {
            return List.of("RENDER " + line(String.valueOf(e.getMessage())));
        }
        List<String> sentences = new ArrayList<>();
        for (MessageFinding finding : first.values()) {
            int of = kinds.getOrDefault(finding.row(), 1);
            sentences.add(line(finding.toString())
                    + (of == looked ? "" : " (for %d of %d kinds of readers)".formatted(of, looked)));
        }
        return sentences;
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static String sentence(Run run, List<String> blocking) {
        String told = String.join("; ", blocking.subList(0, Math.min(MOST_TOLD, blocking.size())));
        int more = blocking.size() - MOST_TOLD;
        return ("%s before any mail: %s%s. Mend the template, the newsletter's settings or the article; then"
                        + " `runs resume %d` makes the text anew. `runs resume %d --override REASON` sends it as it is.")
                .formatted(
                        blocking.size() == 1 ? "A check blocks it" : blocking.size() + " checks block it",
                        told,
                        more > 0 ? "; and %d more".formatted(more) : "",
                        run.id(),
                        run.id());
    }
}

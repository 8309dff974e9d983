package com.scrabbl.run.refusal;

import com.scrabbl.audit.Audit;
import com.scrabbl.audit.Change;
import com.scrabbl.delivery.RelayTrust;
import com.scrabbl.delivery.ReplyClass;
import com.scrabbl.run.refusal.RefusalRows.Lifted;
import com.scrabbl.run.refusal.RefusalRows.Refused;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.Suppressions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Suppresses readers whose mailbox is gone, or refuses again and again, by what the ledger says of an edition. Our own
 * faults, those of the way and of the message suppress nobody. Repeating it suppresses nobody twice; whoever was let go by
 * an operator is suppressed again only for what was refused since. Each suppression has an entry in the audit.
 */
@Component
public class RefusedReaders {

    private static final Logger log = LoggerFactory.getLogger(RefusedReaders.class);

    private static final int SLICE = 500;

    private final RefusalRows rows;
    private final MissingDomains domains;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    RefusedReaders(
            RefusalRows rows, MissingDomains domains, Audit audit, TransactionOperations transactions, Clock clock) {
        this.rows = rows;
        this.domains = domains;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Looks at those whom an edition's relay refused since then. Costs nothing when it refused nobody.
     *
     * @param run its name, for the evidence
     * @param since {@link Instant#EPOCH} for all of them
     * @param trust whether what was said of a reader counts; what does not is looked at again
     */
    public void suppress(String run, long edition, Instant since, RelayTrust trust) {
        long after = 0;
        int suppressed = 0;
        while (true) {
            List<Long> slice = rows.refusedSince(edition, since, after, SLICE);
            if (slice.isEmpty()) {
                break;
            }
            suppressed += suppress(run, edition, slice, trust);
            after = slice.get(slice.size() - 1);
        }
        if (suppressed > 0) {
            log.info("{}: {} suppressed, since their servers refuse them", run, suppressed);
        }
    }

    /**
     * Lets go of those whom a halted run suppressed and no other run did, each with an entry in the audit: it was no word about
     * them. What was said to them is open to a redo. Must run in a transaction.
     *
     * @param run its name, by which its evidence begins
     * @return how many
     */
    public int lift(String run, long edition) {
        List<Lifted> lifted = rows.lift(run, edition, clock.instant());
        audit.record(lifted.stream()
                .map(reader -> Change.bySystem("suppressions remove", reader.address())
                        .detail(Cause.HARD_BOUNCE.text())
                        .from(Cause.HARD_BOUNCE.text() + ": " + reader.evidence(), null)
                        .because(run + " was halted: its relay refused everybody"))
                .toList());
        return lifted.size();
    }

    private int suppress(String run, long edition, List<Long> subscriptions, RelayTrust trust) {
        Instant now = clock.instant();
        List<Refused> believed = rows.refused(edition, subscriptions, now).stream()
                .filter(reader -> trust.believes(
                        reader.relay(), reader.subscription(), reader.outcome().at()))
                .toList();
        List<Suppressed> concluded = conclude(run, believed, now);
        return concluded.isEmpty()
                ? 0
                : Objects.requireNonNull(transactions.execute(status -> {
                    List<Suppressed> suppressed = rows.suppress(concluded, now);
                    audit.record(suppressed.stream().map(RefusedReaders::change).toList());
                    return suppressed.size();
                }));
    }

    private List<Suppressed> conclude(String run, List<Refused> refused, Instant now) {
        Set<String> missing = domains.among(refused.stream()
                .filter(reader -> reader.outcome().theirs() == ReplyClass.BAD_DOMAIN)
                .flatMap(reader -> Stream.ofNullable(reader.domain()))
                .toList());
        // Whose mailbox is gone needs no history.
        List<Refused> doubtful = refused.stream()
                .filter(reader -> Conclusion.of(List.of(reader.outcome()), isIn(missing, reader), now)
                        .isEmpty())
                .toList();
        Map<Long, List<Outcome>> outcomes = doubtful.isEmpty() ? Map.of() : rows.outcomes(doubtful, now);
        return refused.stream()
                .flatMap(reader -> Conclusion.of(
                        outcomes.getOrDefault(reader.subscriber(), List.of(reader.outcome())),
                        isIn(missing, reader),
                        now)
                        .map(conclusion -> new Suppressed(reader, conclusion, evidence(run, reader, conclusion)))
                        .stream())
                .toList();
    }

    private static boolean isIn(Set<String> missing, Refused reader) {
        return reader.domain() != null && missing.contains(reader.domain());
    }

    private static Change change(Suppressed reader) {
        String cause = reader.conclusion().cause().text();
        return Change.bySystem("suppressions add", reader.refused().address())
                .detail(cause)
                .from(null, cause + ": " + reader.evidence())
                .because("by what its server said");
    }

    private static String evidence(String run, Refused reader, Conclusion conclusion) {
        String runs = conclusion.runs() == 1 ? "" : "refused in %d runs, the last one ".formatted(conclusion.runs());
        return Optional.ofNullable(Suppressions.cut(runs + run + ": " + reader.reply()))
                .orElse(run);
    }
}

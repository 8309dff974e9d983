package com.scrabbl.run.refusal;

import com.scrabbl.audit.Audit;
import com.scrabbl.audit.Change;
import com.scrabbl.delivery.ReplyClass;
import com.scrabbl.run.refusal.RefusalRows.Refused;
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
     */
    public void suppress(String run, long edition, Instant since) {
        long after = 0;
        int suppressed = 0;
        while (true) {
            List<Long> slice = rows.refusedSince(edition, since, after, SLICE);
            if (slice.isEmpty()) {
                break;
            }
            suppressed += suppress(run, edition, slice);
            after = slice.get(slice.size() - 1);
        }
        if (suppressed > 0) {
            log.info("{}: {} suppressed, since their servers refuse them", run, suppressed);
        }
    }

    private int suppress(String run, long edition, List<Long> subscriptions) {
        Instant now = clock.instant();
        List<Suppressed> concluded = conclude(run, rows.refused(edition, subscriptions, now), now);
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

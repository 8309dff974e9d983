package com.scrabbl.delivery;

import com.scrabbl.delivery.Ledger.Begun;
import com.scrabbl.delivery.Ledger.Request;
import com.scrabbl.disk.DatabaseDisk;
import com.scrabbl.disk.DatabaseTrouble;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Records one group of requests after the other. When the database does not answer it tries again: with answers in hand as
 * long as the process lives, else for longer than a lease lasts. A commit whose answer was lost with the connection is looked up. One thread records, any may ask how it goes.
 */
final class PatientLedger {

    private static final Logger log = LoggerFactory.getLogger(PatientLedger.class);

    private final Ledger ledger;
    private final DeliveryMeters meters;
    private final DatabaseDisk disk;
    private final Duration longest;
    private long group = System.nanoTime();
    private volatile boolean failing;
    private volatile boolean hurried;

    /** Begun when the database ceased to answer; it ends once for all groups, and anew only after a success. */
    private @Nullable Patience patience;

    /** @param longest what holds no answer is waited for so long */
    PatientLedger(Ledger ledger, DeliveryMeters meters, DatabaseDisk disk, Duration longest) {
        this.ledger = ledger;
        this.disk = disk;
        this.meters = meters;
        this.longest = longest;
    }

    /** Whether the database does not answer at present, or has only what is left of its disk for what is known already. */
    boolean isFailing() {
        return failing || disk.trouble() != null;
    }

    /** The process ends: what cannot be recorded at once is given up. */
    void losePatience() {
        hurried = true;
    }

    /**
     * Records them in one commit; the answers are in the order of the requests.
     *
     * @throws DataIntegrityViolationException when the database does not take them
     * @throws DataAccessException when it did not answer for longer than the patience, or the process ends
     * @throws TransactionException likewise
     */
    List<Begun> record(List<Request> requests) {
        group++;
        try {
            while (true) {
                try {
                    long from = System.nanoTime();
                    List<Begun> begun = ledger.record(group, requests);
                    meters.committed(requests.size(), Duration.ofNanos(System.nanoTime() - from));
                    patience = null;
                    return begun;
                } catch (DataIntegrityViolationException e) {
                    throw e;
                } catch (DataAccessException | TransactionException e) {
                    disk.lookNow();
                    reportFailing(e);
                    if (hurried || !waits(requests)) {
                        log.error(
                                "{} answers could not be recorded, and will be UNKNOWN: {}",
                                requests.stream()
                                        .filter(request -> request.settled() != null)
                                        .count(),
                                DatabaseTrouble.sentence(e));
                        throw e;
                    }
                }
            }
        } finally {
            failing = false;
        }
    }

    /** Answers in hand are kept as long as the process lives: nobody else knows them. */
    private boolean waits(List<Request> requests) {
        boolean answers = requests.stream().anyMatch(request -> request.settled() != null);
        return answers ? Patience.waitALittle() : patience().pause();
    }

    private Patience patience() {
        Patience present = patience;
        if (present == null) {
            present = new Patience(longest);
            patience = present;
        }
        return present;
    }

    private void reportFailing(RuntimeException e) {
        if (!failing) {
            failing = true;
            if (disk.trouble() != null) {
                // The disk has told it, with what is missing.
                return;
            }
            log.warn("The database does not answer; sending stops until it does: {}", DatabaseTrouble.sentence(e));
        }
    }
}

package com.scrabbl.run;

import com.scrabbl.delivery.Lanes.StopSignal;
import com.scrabbl.delivery.LedgerDatabase;
import com.scrabbl.edition.Edition;
import com.scrabbl.edition.Editions;
import com.scrabbl.run.AudienceSlices.Slice;
import com.scrabbl.run.audience.Audience;
import com.scrabbl.run.audience.CohortColumns;
import com.scrabbl.timestamp.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes rows of the ledger of an edition's audience. Each slice is committed by itself, under the edition's lock, which
 * those who freeze may share: a process that was taken for dead adds nothing to an audience that another one has counted.
 */
@Repository
public class FrozenAudience {

    /** PostgreSQL has a process for each connection, which is busy with a slice while we wait; H2 works in ours. */
    private static final int CONNECTIONS = 2;

    /** H2 chokes on a large transaction, and writes larger results to the disk before it inserts them. */
    private static final int SLICE_ON_H2 = 5_000;

    /** Each commit waits for the disk. */
    private static final int SLICE_ON_POSTGRESQL = 20_000;

    /** The clocks of two machines differ by less. */
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Editions editions;
    private final EditionLock lock;
    private final RunOwners owners;
    private final Rounds rounds;
    private final LedgerDatabase database;
    private final TransactionOperations transactions;
    private final Clock clock;

    FrozenAudience(
            JdbcClient jdbc,
            Editions editions,
            EditionLock lock,
            RunOwners owners,
            Rounds rounds,
            LedgerDatabase database,
            TransactionOperations transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.editions = editions;
        this.lock = lock;
        this.owners = owners;
        this.rounds = rounds;
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Adds a planned or skipped delivery for every member that has none, then stores their number with the edition.
     * Repeating it adds nothing. Who subscribes after the beginning gets the next edition.
     *
     * @return false when it was stopped before all were in
     */
    boolean freeze(Edition edition, StopSignal stop) {
        CohortColumns cohort = new CohortColumns(editions.digest(edition));
        int atOnce = database.isH2() ? 1 : CONNECTIONS;
        boolean all = slices(edition).each(atOnce, stop, slice -> freezeSlice(edition, cohort, slice));
        if (all) {
            database.grown(count(edition));
        }
        return all;
    }

    /** Adds the members of one slice, unless the audience was counted. */
    private void freezeSlice(Edition edition, CohortColumns cohort, Slice slice) {
        transactions.executeWithoutResult(status -> {
            OptionalLong audience = database.isH2() ? lock.take(edition.id()) : lock.share(edition.id());
            if (audience.isEmpty()) {
                insert(edition, cohort, 0, slice);
            }
        });
    }

    /** How many subscriptions one transaction is about. */
    int slice() {
        return database.isH2() ? SLICE_ON_H2 : SLICE_ON_POSTGRESQL;
    }

    private AudienceSlices slices(Edition edition) {
        return new AudienceSlices(jdbc, edition.newsletterId(), slice());
    }

    /** How many rows there are; 0 when that was stored before. */
    private long count(Edition edition) {
        return Objects.requireNonNull(transactions.execute(status -> {
            if (lock.take(edition.id()).isPresent()) {
                return 0L;
            }
            long rows = jdbc.sql("SELECT count(*) FROM delivery WHERE "
                            + "id BETWEEN :edition * 1000000000000 AND :edition * 1000000000000 + 999999999999")
                    .param("edition", edition.id())
                    .query(Long.class)
                    .single();
            editions.audience(edition.id(), rows);
            return rows;
        }));
    }

    /**
     * Adds those who have joined since to the counted audience, for a later round.
     *
     * @return false when it was stopped before all were in
     * @throws RunLostException when another process drives the run by now
     */
    boolean addJoined(Run run, Edition edition, StopSignal stop) {
        CohortColumns cohort = new CohortColumns(editions.digest(edition));
        return slices(edition)
                .each(
                        1,
                        stop,
                        slice -> transactions.executeWithoutResult(status -> {
                            lock.take(edition.id());
                            owners.requireOwned(run);
                            int added = insert(edition, cohort, run.round(), slice);
                            jdbc.sql("UPDATE edition SET audience = audience + :added WHERE id = :id")
                                    .param("added", added)
                                    .param("id", edition.id())
                                    .update();
                            rounds.taken(run, added);
                        }));
    }

    /** How many subscribe and have no row in the edition. */
    public long joined(Edition edition) {
        // Who subscribed before has a row: so rows are looked for of few readers only. The range is for a plan that
        // reads rows first: it would read those of all editions.
        return jdbc.sql("SELECT count(*) " + Audience.ACTIVE + """
                 AND s.since >= :frozen
                 AND NOT EXISTS (
                    SELECT 1 FROM delivery d
                    WHERE d.id = :edition * 1000000000000 + s.id
                      AND d.id BETWEEN :edition * 1000000000000 AND :edition * 1000000000000 + 999999999999)
                """)
                .param("newsletter", edition.newsletterId())
                .param("edition", edition.id())
                .param("frozen", Timestamps.utc(edition.frozenAt().minus(CLOCKS_DIFFER)))
                .query(Long.class)
                .single();
    }

    private int insert(Edition edition, CohortColumns cohort, int round, Slice slice) {
        // In order, so that of two who add the same rows one waits for the other, and not each for the other. OFFSET 0:
        // else PostgreSQL looks for suppressions four times, once for each column that depends on them.
        StatementSpec insert = jdbc.sql(
                """
                INSERT INTO delivery (id, edition_id, subscription_id, cohort_id, state, reason, settled_at, round)
                SELECT :edition * 1000000000000 + a.id, :edition, a.id, CASE WHEN a.left_out IS NULL THEN c.id END,
                    CASE WHEN a.left_out IS NULL THEN 'PLANNED' ELSE 'SKIPPED' END, a.left_out,
                    CASE WHEN a.left_out IS NULL THEN NULL ELSE :now END, CAST(:round AS int)
                FROM (
                    SELECT r.id, COALESCE(r.held_back, %s) AS left_out, r.language, r.articles, r.present
                    FROM (SELECT s.id, %s AS held_back, %s %s AND s.id > :after AND s.id <= :end OFFSET 0) r) a
                LEFT JOIN cohort c ON c.edition_id = :edition
                    AND c.language = a.language AND c.articles = a.articles AND c.present = a.present
                ORDER BY a.id
                ON CONFLICT DO NOTHING
                """.formatted(CohortColumns.leftOut("r"), Audience.LEFT_OUT, cohort.columns(), Audience.ACTIVE));
        return cohort.bind(insert)
                .param("edition", edition.id())
                .param("newsletter", edition.newsletterId())
                .param("after", slice.after())
                .param("end", slice.end())
                .param("round", round)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}

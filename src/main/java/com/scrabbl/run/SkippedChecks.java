package com.scrabbl.run;

import com.scrabbl.edition.Edition;
import com.scrabbl.edition.Editions;
import com.scrabbl.timestamp.Timestamps;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which checks were skipped for a run, by whom, and why. */
@Repository
public class SkippedChecks {

    private static final int LONGEST_NAME = 100;

    private final JdbcClient jdbc;
    private final Editions editions;
    private final Clock clock;

    SkippedChecks(JdbcClient jdbc, Editions editions, Clock clock) {
        this.jdbc = jdbc;
        this.editions = editions;
        this.clock = clock;
    }

    /** A check that is skipped, as it is kept with the run. */
    public record Kept(SkippedCheck check, String by, Instant at) {}

    /**
     * Skips these checks when the run's edition is looked at. A row that is skipped already gets the new reason.
     *
     * @param by who says so
     * @throws UnskippableCheckException when its edition has passed its checks
     */
    @Transactional
    public void skip(Run run, List<SkippedCheck> checks, String by) {
        boolean past = editions.find(run.newsletterId(), run.slot())
                .map(Edition::audience)
                .isPresent();
        if (past && !checks.isEmpty()) {
            throw UnskippableCheckException.tooLate(run);
        }
        for (SkippedCheck check : checks) {
            jdbc.sql("DELETE FROM skipped_check WHERE run_id = :run AND check_row = :row")
                    .param("run", run.id())
                    .param("row", check.row())
                    .update();
            jdbc.sql("""
                            INSERT INTO skipped_check (run_id, check_row, reason, skipped_by, skipped_at)
                            VALUES (:run, :row, :reason, :by, :now)
                            """)
                    .param("run", run.id())
                    .param("row", check.row())
                    .param("reason", check.reason())
                    .param("by", by.substring(0, Math.min(by.length(), LONGEST_NAME)))
                    .param("now", Timestamps.utc(clock.instant()))
                    .update();
        }
    }

    /** What is skipped for a run, by the order of the rows. */
    public List<Kept> of(long run) {
        return jdbc.sql("""
                        SELECT check_row, reason, skipped_by, skipped_at
                        FROM skipped_check WHERE run_id = :run
                        ORDER BY check_row
                        """)
                .param("run", run)
                .query((row, number) -> new Kept(
                        new SkippedCheck(row.getString("check_row"), row.getString("reason")),
                        row.getString("skipped_by"),
                        Timestamps.instant(row, "skipped_at")))
                .list();
    }
}

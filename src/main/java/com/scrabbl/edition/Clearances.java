package com.scrabbl.edition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the checks said of editions before anybody was addressed, and who let one pass in spite of it. */
@Repository
public class Clearances {

    private static final int LONGEST_NAME = 100;

    private final JdbcClient jdbc;
    private final HeldArticles held;
    private final Corrections corrections;
    private final Clock clock;

    Clearances(JdbcClient jdbc, HeldArticles held, Corrections corrections, Clock clock) {
        this.jdbc = jdbc;
        this.held = held;
        this.corrections = corrections;
        this.clock = clock;
    }

    /**
     * How the edition of that row stands.
     *
     * @throws UnknownEditionException when it was taken back
     */
    public Clearance of(long edition) {
        return jdbc.sql("SELECT blocked, cleared_at, cleared_by, cleared_reason FROM edition WHERE id = :id")
                .param("id", edition)
                .query(Clearances::clearance)
                .optional()
                .orElseThrow(UnknownEditionException::takenBack);
    }

    /** The checks found nothing that blocks. */
    public void pass(long edition) {
        jdbc.sql("UPDATE edition SET blocked = NULL, cleared_at = :now WHERE id = :id AND cleared_at IS NULL")
                .param("now", now())
                .param("id", edition)
                .update();
    }

    /** The checks found this; it is not addressed. */
    public void block(long edition, List<String> findings) {
        jdbc.sql("UPDATE edition SET blocked = :findings WHERE id = :id AND cleared_at IS NULL")
                .param("findings", String.join("\n", findings))
                .param("id", edition)
                .update();
    }

    /**
     * Lets an edition that is blocked pass in spite of what the checks found.
     *
     * @param by who says so
     * @param reason one line of at most 1000 characters
     * @return false when it is not blocked, or passed already
     */
    public boolean override(long edition, String by, String reason) {
        return jdbc.sql("""
                        UPDATE edition SET cleared_at = :now, cleared_by = :by, cleared_reason = :reason
                        WHERE id = :id AND cleared_at IS NULL AND blocked IS NOT NULL
                        """)
                        .param("now", now())
                        .param("by", by.substring(0, Math.min(by.length(), LONGEST_NAME)))
                        .param("reason", reason)
                        .param("id", edition)
                        .update()
                == 1;
    }

    /**
     * Takes back an edition of which nobody has a delivery, as if it had never been frozen: its articles are candidates
     * again.
     *
     * @throws IllegalStateException when somebody was addressed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(long edition) {
        Long addressed = jdbc.sql("SELECT COUNT(*) FROM delivery WHERE "
                        + "id BETWEEN :id * 1000000000000 AND :id * 1000000000000 + 999999999999")
                .param("id", edition)
                .query(Long.class)
                .single();
        if (addressed > 0) {
            throw new IllegalStateException("Edition %d has %d deliveries: it stays".formatted(edition, addressed));
        }
        held.takeOut(edition);
        corrections.giveBack(edition);
        for (String table : List.of("cohort", "edition_template")) {
            jdbc.sql("DELETE FROM " + table + " WHERE edition_id = :id")
                    .param("id", edition)
                    .update();
        }
        jdbc.sql("DELETE FROM edition WHERE id = :id").param("id", edition).update();
    }

    private static Clearance clearance(ResultSet row, int number) throws SQLException {
        String blocked = row.getString("blocked");
        OffsetDateTime clearedAt = row.getObject("cleared_at", OffsetDateTime.class);
        return new Clearance(
                blocked == null ? List.of() : blocked.lines().toList(),
                clearedAt == null ? null : clearedAt.toInstant(),
                row.getString("cleared_by"),
                row.getString("cleared_reason"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

package com.scrabbl.run;

import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whoever adds rows to an edition, counts them, or calls it finished, holds the lock on its row meanwhile. */
@Repository
public class EditionLock {

    private final JdbcClient jdbc;

    EditionLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the lock until the end of the present transaction.
     *
     * @return how many deliveries were frozen; empty while that is not settled
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public OptionalLong take(long edition) {
        return lock(edition, "UPDATE");
    }

    /** The same together with others who share it; PostgreSQL only. */
    @Transactional(propagation = Propagation.MANDATORY)
    OptionalLong share(long edition) {
        return lock(edition, "SHARE");
    }

    private OptionalLong lock(long edition, String how) {
        return jdbc.sql("SELECT audience FROM edition WHERE id = :edition FOR " + how)
                .param("edition", edition)
                .query((row, number) -> {
                    long audience = row.getLong("audience");
                    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(audience);
                })
                .single();
    }
}

package com.scrabbl.delivery;

import com.scrabbl.database.H2Database;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Brings the ledger's commits to the disk. PostgreSQL does so at each commit by itself; H2 gives them to the operating
 * system, which loses them at a power cut, unless it is told to force them out. Whatever was committed before is forced out
 * as well.
 */
@Component
class DiskSync {

    private static final Logger log = LoggerFactory.getLogger(DiskSync.class);

    private final LedgerDatabase database;
    private final JdbcClient jdbc;
    private final @Nullable H2Database h2;
    private final boolean wanted;
    private volatile @Nullable Boolean needed;

    DiskSync(LedgerDatabase database, JdbcClient jdbc, ObjectProvider<H2Database> h2, DeliveryProperties properties) {
        this.database = database;
        this.jdbc = jdbc;
        this.h2 = h2.getIfAvailable();
        this.wanted = properties.fsync();
    }

    /** Returns when everything that is committed is on the disk; does nothing if {@code scrabbl.delivery.fsync} is off. */
    void sync() {
        if (wanted && needed()) {
            checkpoint();
        }
    }

    private void checkpoint() {
        if (h2 == null) {
            jdbc.sql("CHECKPOINT SYNC").update();
            return;
        }
        try {
            h2.checkpoint();
        } catch (SQLException e) {
            throw new UncategorizedSQLException("Forcing the ledger to the disk", "CHECKPOINT SYNC", e);
        }
    }

    private boolean needed() {
        Boolean known = needed;
        if (known == null) {
            known = database.isH2();
            if (!known) {
                warnOfLaxSettings();
            }
            needed = known;
        }
        return known;
    }

    private void warnOfLaxSettings() {
        for (String setting : new String[] {"fsync", "synchronous_commit"}) {
            String value = jdbc.sql("SELECT current_setting('" + setting + "')")
                    .query(String.class)
                    .single();
            if (value.equals("off")) {
                log.warn("PostgreSQL runs with {} = off: a power cut there can lose what the ledger recorded", setting);
            }
        }
    }
}

package com.scrabbl.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger with all that is known of its latest attempt, for people.
 *
 * @param subscriber the reader's number
 * @param email the address as its owner typed it, or {@code (erased)}
 * @param stage how far the latest attempt came, a name of {@link com.scrabbl.mail.Stage}
 * @param reply text from outside: whoever shows it escapes it
 * @param reason may have such text in it, too
 */
public record LedgerRow(
        long subscription,
        long subscriber,
        String email,
        DeliveryState state,
        @Nullable String reason,
        int round,
        int attempts,
        @Nullable String stage,
        @Nullable Integer code,
        @Nullable String enhanced,
        @Nullable String reply,
        @Nullable String relay,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant attemptedAt,
        @Nullable Instant settledAt) {

    /** What is selected of {@code delivery d} and {@code subscriber p}. */
    public static final String SELECT = """
            SELECT d.subscription_id, p.id AS subscriber_id, COALESCE(p.email, '(erased)') AS email, d.state, d.reason, d.round,
                d.attempts, d.stage, d.code, d.enhanced, d.reply, d.relay, d.next_attempt_at, d.attempted_at, d.settled_at
            """;

    /** The row that {@link #SELECT} found. */
    public static LedgerRow of(ResultSet row, int number) throws SQLException {
        return new LedgerRow(
                row.getLong("subscription_id"),
                row.getLong("subscriber_id"),
                row.getString("email"),
                DeliveryState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getInt("round"),
                row.getInt("attempts"),
                row.getString("stage"),
                row.getObject("code", Integer.class),
                row.getString("enhanced"),
                row.getString("reply"),
                row.getString("relay"),
                instant(row, "next_attempt_at"),
                instant(row, "attempted_at"),
                instant(row, "settled_at"));
    }

    /** Why it is deferred, rejected or expired. */
    public Optional<Cause> cause() {
        return Cause.of(state, code, reason);
    }

    /** The reply as it stood on the wire; empty when there was none. */
    public String said() {
        if (code == null) {
            return "";
        }
        return (code + " " + (enhanced == null ? "" : enhanced + " ") + (reply == null ? "" : reply)).strip();
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

package com.scrabbl.watch;

import com.scrabbl.mail.HiddenAddresses;
import com.scrabbl.timestamp.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What became of needs that operators are mailed about: each from its beginning to its end, whichever process looks. */
@Repository
class Alarms {

    /** What is gone so long is over: what fails and is tried again by turns is one alarm, not many. */
    private static final Duration GONE = Duration.ofMinutes(5);

    private static final Duration FIRST_REMINDER = Duration.ofHours(4);
    private static final Duration FURTHER_REMINDERS = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int MOST_MAILS = 20;

    /** A mail that a relay put off is tried again after so long, then after twice as long, and so on. */
    private static final Duration FIRST_AGAIN = Duration.ofMinutes(1);

    /** So often; then the operator gets the reminder. */
    private static final int MOST_TRIES = 6;

    /** A mail that nobody takes is tried again after so long, then after twice as long, and so on. */
    private static final Duration LATER = Duration.ofMinutes(5);

    private static final Duration LATEST = Duration.ofHours(1);

    private final JdbcClient jdbc;

    Alarms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One alarm about which a mail is due.
     *
     * @param over when it ended; the mail says so
     * @param mails how many there were about it
     * @param owed operators who are to get the last one of these still, which was put off; empty for a new mail, to all
     * @param tries of that mail
     */
    record Alarm(
            long id,
            Need.Kind kind,
            @Nullable Long newsletter,
            String title,
            String sentence,
            String link,
            Instant began,
            @Nullable Instant over,
            int mails,
            Set<String> owed,
            int tries) {

        /** Which mail about it this is, counted from 0. */
        int number() {
            return owed.isEmpty() ? mails : mails - 1;
        }
    }

    /**
     * Takes note of what needs somebody now: what is new begins, and what is gone for a while is over. A run that failed and
     * is tried again has not come through before that try ends.
     */
    @Transactional
    void note(List<Need> needs, Instant now) {
        needs.forEach(need -> begin(need, now));
        List<String> present = needs.stream().map(Need::key).toList();
        jdbc.sql("UPDATE alarm SET gone_at = :now WHERE open_key IS NOT NULL AND gone_at IS NULL"
                        + " AND open_key <> ALL(:present)")
                .param("now", Timestamps.utc(now))
                .param("present", present.toArray(String[]::new))
                .update();
        jdbc.sql("""
                        UPDATE alarm
                        SET open_key = NULL, over_at = gone_at, taken_until = NULL, owed = NULL, again_at = NULL, tries = 0,
                            mail_due_at = CASE WHEN mails > 0 THEN CAST(:now AS timestamp(6) with time zone) END
                        WHERE open_key IS NOT NULL AND gone_at <= :gone AND NOT (kind = 'FAILED' AND EXISTS (
                            SELECT 1 FROM run r WHERE r.state = 'RUNNING' AND alarm.subject = 'run ' || r.id))
                        """)
                .param("now", Timestamps.utc(now))
                .param("gone", Timestamps.utc(now.minus(GONE)))
                .update();
        jdbc.sql("DELETE FROM alarm WHERE over_at < :kept")
                .param("kept", Timestamps.utc(now.minus(KEPT)))
                .update();
    }

    private void begin(Need need, Instant now) {
        String sentence = HiddenAddresses.in(need.sentence());
        jdbc.sql("""
                        INSERT INTO alarm (kind, subject, open_key, newsletter_id, title, sentence, link, began_at, mail_due_at)
                        VALUES (:kind, :subject, :key, :newsletter, :title, :sentence, :link, :began, :due)
                        ON CONFLICT DO NOTHING
                        """)
                .param("kind", need.kind().name())
                .param("subject", need.subject())
                .param("key", need.key())
                .param("newsletter", need.newsletter())
                .param("title", cut(need.title(), 400))
                .param("sentence", cut(sentence, 2000))
                .param("link", need.link())
                .param("began", Timestamps.utc(now))
                .param("due", Timestamps.utc(now.plus(need.kind().patience())))
                .update();
        jdbc.sql("UPDATE alarm SET sentence = :sentence, title = :title, gone_at = NULL WHERE open_key = :key")
                .param("title", cut(need.title(), 400))
                .param("sentence", cut(sentence, 2000))
                .param("key", need.key())
                .update();
    }

    /** Alarms about which a mail is due, unless another process writes it at present. */
    List<Alarm> due(Instant now) {
        return jdbc.sql("""
                        SELECT id, kind, newsletter_id, title, sentence, link, began_at, over_at, mails, tries,
                            CASE WHEN mail_due_at <= :now THEN NULL ELSE owed END AS owed
                        FROM alarm
                        WHERE (mail_due_at <= :now OR again_at <= :now) AND (taken_until IS NULL OR taken_until <= :now)
                          AND (gone_at IS NULL OR over_at IS NOT NULL)
                        ORDER BY mail_due_at, id
                        LIMIT :most
                        """)
                .param("now", Timestamps.utc(now))
                .param("most", MOST_MAILS)
                .query(Alarms::alarm)
                .list();
    }

    /** This process is to write the mail; false when another one was quicker. */
    boolean take(Alarm alarm, Instant now, Instant until) {
        return jdbc.sql("""
                        UPDATE alarm
                        SET taken_until = :until
                        WHERE id = :id AND mails = :mails AND tries = :tries
                          AND (taken_until IS NULL OR taken_until <= :now)
                        """)
                        .param("until", Timestamps.utc(until))
                        .param("id", alarm.id())
                        .param("mails", alarm.mails())
                        .param("tries", alarm.tries())
                        .param("now", Timestamps.utc(now))
                        .update()
                == 1;
    }

    /**
     * The mail has gone out; while the alarm lasts, a reminder follows.
     *
     * @param owed operators whose relay put it off: they are tried again soon
     */
    void mailed(Alarm alarm, Collection<String> owed, Instant now) {
        Duration next = alarm.mails() == 0 ? FIRST_REMINDER : FURTHER_REMINDERS;
        jdbc.sql("""
                        UPDATE alarm
                        SET mails = mails + 1, taken_until = NULL, owed = :owed, again_at = :again, tries = 0,
                            mail_due_at = CASE WHEN over_at IS NULL THEN CAST(:next AS timestamp(6) with time zone)
                                WHEN :over THEN NULL ELSE CAST(:now AS timestamp(6) with time zone) END
                        WHERE id = :id
                        """)
                .param("owed", owed.isEmpty() ? null : String.join(" ", owed))
                .param("again", owed.isEmpty() ? null : Timestamps.utc(now.plus(FIRST_AGAIN)))
                .param("next", Timestamps.utc(now.plus(next)))
                .param("now", Timestamps.utc(now))
                .param("over", alarm.over() != null)
                .param("id", alarm.id())
                .update();
    }

    /** The last mail was tried again for whom it was owed to; these are still without it. */
    void triedAgain(Alarm alarm, Collection<String> owed, Instant now) {
        int tries = alarm.tries() + 1;
        boolean again = !owed.isEmpty() && tries < MOST_TRIES;
        jdbc.sql("UPDATE alarm SET owed = :owed, again_at = :again, tries = :tries, taken_until = NULL"
                        + " WHERE id = :id AND mails = :mails")
                .param("owed", again ? String.join(" ", owed) : null)
                .param("again", again ? Timestamps.utc(now.plus(FIRST_AGAIN.multipliedBy(1L << tries))) : null)
                .param("tries", tries)
                .param("id", alarm.id())
                .param("mails", alarm.mails())
                .update();
    }

    /** Nobody has taken it; it is tried again until somebody does. */
    void untaken(Alarm alarm, Instant now) {
        Duration wait = LATER.multipliedBy(1L << Math.min(alarm.tries(), MOST_TRIES));
        jdbc.sql("UPDATE alarm SET mail_due_at = :at, tries = tries + 1, taken_until = NULL"
                        + " WHERE id = :id AND mail_due_at IS NOT NULL")
                .param("at", Timestamps.utc(now.plus(wait.compareTo(LATEST) < 0 ? wait : LATEST)))
                .param("id", alarm.id())
                .update();
    }

    private static Alarm alarm(ResultSet row, int number) throws SQLException {
        String owed = row.getString("owed");
        return new Alarm(
                row.getLong("id"),
                Need.Kind.valueOf(row.getString("kind")),
                row.getObject("newsletter_id", Long.class),
                row.getString("title"),
                row.getString("sentence"),
                row.getString("link"),
                Timestamps.instant(row, "began_at"),
                Timestamps.instantOrNull(row, "over_at"),
                row.getInt("mails"),
                owed == null ? Set.of() : Set.of(owed.split(" ")),
                row.getInt("tries"));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}

package com.scrabbl.watch;

import com.scrabbl.mail.HiddenAddresses;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
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

    private final JdbcClient jdbc;

    Alarms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One alarm about which a mail is due.
     *
     * @param mails how many there were about it
     * @param over whether the mail says that it is over
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
            Instant mailDue) {}

    /** Takes note of what needs somebody now: what is new begins, and what is gone for a while is over. */
    @Transactional
    void note(List<Need> needs, Instant now) {
        needs.forEach(need -> begin(need, now));
        List<String> present = needs.stream().map(Need::key).toList();
        jdbc.sql("UPDATE alarm SET gone_at = :now WHERE open_key IS NOT NULL AND gone_at IS NULL"
                        + " AND open_key <> ALL(:present)")
                .param("now", utc(now))
                .param("present", present.toArray(String[]::new))
                .update();
        jdbc.sql("""
                        UPDATE alarm
                        SET open_key = NULL, over_at = gone_at, taken_until = NULL,
                            mail_due_at = CASE WHEN mails > 0 THEN CAST(:now AS timestamp(6) with time zone) END
                        WHERE open_key IS NOT NULL AND gone_at <= :gone
                        """).param("now", utc(now)).param("gone", utc(now.minus(GONE))).update();
        jdbc.sql("DELETE FROM alarm WHERE over_at < :kept")
                .param("kept", utc(now.minus(KEPT)))
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
                .param("began", utc(now))
                .param("due", utc(now.plus(need.kind().patience())))
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
                        SELECT id, kind, newsletter_id, title, sentence, link, began_at, over_at, mails, mail_due_at
                        FROM alarm
                        WHERE mail_due_at <= :now AND (taken_until IS NULL OR taken_until <= :now)
                          AND (gone_at IS NULL OR over_at IS NOT NULL)
                        ORDER BY mail_due_at, id
                        LIMIT :most
                        """)
                .param("now", utc(now))
                .param("most", MOST_MAILS)
                .query(Alarms::alarm)
                .list();
    }

    /** This process is to write the mail; false when another one was quicker. */
    boolean take(Alarm alarm, Instant now, Instant until) {
        return jdbc.sql("""
                        UPDATE alarm
                        SET taken_until = :until
                        WHERE id = :id AND mails = :mails AND mail_due_at = CAST(:due AS timestamp(6) with time zone)
                          AND (taken_until IS NULL OR taken_until <= :now)
                        """)
                        .param("until", utc(until))
                        .param("id", alarm.id())
                        .param("mails", alarm.mails())
                        .param("due", utc(alarm.mailDue()))
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** The mail has gone out; while the alarm lasts, a reminder follows. */
    void mailed(Alarm alarm, Instant now) {
        Duration next = alarm.mails() == 0 ? FIRST_REMINDER : FURTHER_REMINDERS;
        jdbc.sql("""
                        UPDATE alarm
                        SET mails = mails + 1, taken_until = NULL,
                            mail_due_at = CASE WHEN over_at IS NULL THEN CAST(:next AS timestamp(6) with time zone)
                                WHEN :over THEN NULL ELSE CAST(:now AS timestamp(6) with time zone) END
                        WHERE id = :id
                        """)
                .param("next", utc(now.plus(next)))
                .param("now", utc(now))
                .param("over", alarm.over() != null)
                .param("id", alarm.id())
                .update();
    }

    /** It has not, and is tried again. */
    void again(Alarm alarm, Instant at) {
        jdbc.sql("UPDATE alarm SET mail_due_at = :at, taken_until = NULL WHERE id = :id AND mail_due_at IS NOT NULL")
                .param("at", utc(at))
                .param("id", alarm.id())
                .update();
    }

    private static Alarm alarm(ResultSet row, int number) throws SQLException {
        return new Alarm(
                row.getLong("id"),
                Need.Kind.valueOf(row.getString("kind")),
                row.getObject("newsletter_id", Long.class),
                row.getString("title"),
                row.getString("sentence"),
                row.getString("link"),
                Objects.requireNonNull(instant(row, "began_at")),
                instant(row, "over_at"),
                row.getInt("mails"),
                Objects.requireNonNull(instant(row, "mail_due_at")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

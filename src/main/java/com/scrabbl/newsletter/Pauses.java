package com.scrabbl.newsletter;

import com.scrabbl.timestamp.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** When which newsletter's slots are not run. */
@Repository
public class Pauses {

    private static final String SELECT = "SELECT begins_at, ends_at, articles FROM newsletter_pause ";

    private final JdbcClient jdbc;
    private final Clock clock;

    Pauses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Pauses the newsletter from now on; one that is paused is paused until then instead.
     *
     * @param until the first day that is run again, on the newsletter's clock; null means until somebody resumes it
     * @throws PauseRefusedException when that day has begun
     */
    @Transactional
    public Pause pause(Newsletter newsletter, @Nullable LocalDate until, Pause.Articles articles) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), newsletter.zone());
        if (until != null && !until.isAfter(today)) {
            throw PauseRefusedException.past(until, today);
        }
        lock(newsletter);
        Instant ends =
                until == null ? null : until.atStartOfDay(newsletter.zone()).toInstant();
        if (change(newsletter, ends, articles) == 0) {
            insert(newsletter, ends, articles);
        }
        return at(newsletter, clock.instant()).orElseThrow();
    }

    /**
     * Ends the pause now.
     *
     * @throws PauseRefusedException when the newsletter is not paused
     */
    @Transactional
    public Pause resume(Newsletter newsletter) {
        lock(newsletter);
        Pause pause = at(newsletter, clock.instant()).orElseThrow(() -> PauseRefusedException.notPaused(newsletter));
        change(newsletter, clock.instant(), pause.articles());
        return new Pause(pause.begins(), clock.instant(), pause.articles());
    }

    /**
     * The next slot that is run.
     *
     * @param after exclusive
     * @return empty without a schedule, and while a pause has no end
     */
    public Optional<Instant> nextSlot(Newsletter newsletter, Instant after) {
        NewsletterSchedule schedule = newsletter.settings().schedule();
        if (schedule == null) {
            return Optional.empty();
        }
        Optional<Pause> pause = at(newsletter, after);
        if (pause.isEmpty()) {
            return schedule.nextAfter(after);
        }
        Instant ends = pause.get().ends();
        return ends == null ? Optional.empty() : schedule.nextAfter(ends.minusMillis(1));
    }

    /** The pause that the instant lies in. */
    public Optional<Pause> at(Newsletter newsletter, Instant instant) {
        return endingAfter(newsletter, instant).stream()
                .filter(pause -> pause.covers(instant))
                .findFirst();
    }

    /** The pauses that reach beyond the instant, the earliest first. */
    public List<Pause> endingAfter(Newsletter newsletter, Instant instant) {
        return jdbc.sql(SELECT + """
                WHERE newsletter_id = :newsletter AND (ends_at IS NULL OR ends_at > :instant) ORDER BY begins_at, id
                """)
                .param("newsletter", newsletter.id())
                .param("instant", Timestamps.utc(instant))
                .query(Pauses::pause)
                .list();
    }

    /** The pauses whose articles are in no edition, the earliest first. */
    public List<Pause> dropping(Newsletter newsletter) {
        return jdbc.sql(SELECT + "WHERE newsletter_id = :newsletter AND articles = 'DROP' ORDER BY begins_at, id")
                .param("newsletter", newsletter.id())
                .query(Pauses::pause)
                .list();
    }

    private void lock(Newsletter newsletter) {
        jdbc.sql("SELECT id FROM newsletter WHERE id = :id FOR UPDATE")
                .param("id", newsletter.id())
                .query(Long.class)
                .single();
    }

    private int change(Newsletter newsletter, @Nullable Instant ends, Pause.Articles articles) {
        return jdbc.sql("""
                        UPDATE newsletter_pause SET ends_at = :ends, articles = :articles
                        WHERE newsletter_id = :newsletter AND begins_at <= :now AND (ends_at IS NULL OR ends_at > :now)
                        """)
                .param("ends", Timestamps.utcOrNull(ends))
                .param("articles", articles.name())
                .param("newsletter", newsletter.id())
                .param("now", Timestamps.utc(clock.instant()))
                .update();
    }

    private void insert(Newsletter newsletter, @Nullable Instant ends, Pause.Articles articles) {
        jdbc.sql("""
                        INSERT INTO newsletter_pause (newsletter_id, begins_at, ends_at, articles)
                        VALUES (:newsletter, :now, :ends, :articles)
                        """)
                .param("newsletter", newsletter.id())
                .param("now", Timestamps.utc(clock.instant()))
                .param("ends", Timestamps.utcOrNull(ends))
                .param("articles", articles.name())
                .update();
    }

    private static Pause pause(ResultSet row, int number) throws SQLException {
        return new Pause(
                Timestamps.instant(row, "begins_at"),
                Timestamps.instantOrNull(row, "ends_at"),
                Pause.Articles.valueOf(row.getString("articles")));
    }
}

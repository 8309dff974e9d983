package com.scrabbl.newsletter;

import com.scrabbl.article.Source;
import com.scrabbl.article.Sources;
import com.scrabbl.newsletter.AppliedNewsletter.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The newsletters of this installation, as they were declared last. */
@Repository
public class Newsletters {

    private record Row(Newsletter newsletter, @Nullable OffsetDateTime scheduledFrom) {}

    private final JdbcClient jdbc;
    private final Sources sources;
    private final Clock clock;

    Newsletters(JdbcClient jdbc, Sources sources, Clock clock) {
        this.jdbc = jdbc;
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * Declares the newsletters and their sources: all of them or, when one cannot be, none. A newsletter that is
     * declared so already is left as it is.
     */
    @Transactional
    public List<AppliedNewsletter> apply(List<NewsletterSettings> declarations) {
        List<AppliedNewsletter> applied = new ArrayList<>();
        for (NewsletterSettings settings : declarations) {
            settings.sources().forEach(this::declare);
            applied.add(apply(settings));
        }
        return applied;
    }

    /**
     * Declares one newsletter as somebody edited it on the console. Its sources are confined, unless they stand so already.
     *
     * @param version {@link SettingsFormat#version} of the settings that were edited; null for a new newsletter
     * @throws StaleNewsletterException when it is declared otherwise by now
     */
    @Transactional
    public AppliedNewsletter save(NewsletterSettings settings, @Nullable String version) {
        row(settings.slug(), "FOR UPDATE")
                .map(Row::newsletter)
                .filter(present -> !SettingsFormat.version(present.settings()).equals(version))
                .ifPresent(present -> {
                    throw new StaleNewsletterException(present);
                });
        settings.sources()
                .forEach(source ->
                        sources.declareOnConsole(source.name(), source.kind(), source.place(), source.trusted()));
        return apply(settings);
    }

    public Optional<Newsletter> find(String slug) {
        return row(slug, "").map(Row::newsletter);
    }

    /**
     * The newsletter of that slug.
     *
     * @throws UnknownNewsletterException when there is none; its message lists those that exist, the nearest first
     */
    public Newsletter get(String slug) {
        return find(slug)
                .orElseThrow(() -> new UnknownNewsletterException(
                        slug, all().stream().map(Newsletter::slug).toList()));
    }

    /** The newsletter of a row that exists: newsletters are never deleted. */
    public Newsletter byId(long id) {
        return jdbc.sql("SELECT id, settings, scheduled_from FROM newsletter WHERE id = ?")
                .param(id)
                .query(Newsletters::row)
                .single()
                .newsletter();
    }

    /** All of them, by slug as {@link String#compareTo} has it, whatever the database's collation. */
    public List<Newsletter> all() {
        return jdbc.sql("SELECT id, settings, scheduled_from FROM newsletter").query(Newsletters::row).list().stream()
                .map(Row::newsletter)
                .sorted(Comparator.comparing(Newsletter::slug))
                .toList();
    }

    /** Slots after this instant are due: since then the schedule stands as it does. Empty without a schedule. */
    public Optional<Instant> scheduledFrom(Newsletter newsletter) {
        return jdbc.sql("SELECT scheduled_from FROM newsletter WHERE id = ?")
                .param(newsletter.id())
                .query((row, number) -> Optional.ofNullable(row.getObject("scheduled_from", OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    /**
     * Slots up to this one have their records now.
     *
     * @return false when that was so already: another process was quicker, or the schedule changed
     */
    public boolean scheduledUntil(Newsletter newsletter, Instant slot) {
        return jdbc.sql("UPDATE newsletter SET scheduled_from = :slot WHERE id = :id AND scheduled_from < :slot")
                        .param("slot", slot.atOffset(ZoneOffset.UTC))
                        .param("id", newsletter.id())
                        .update()
                == 1;
    }

    /** In the order of the declaration; empty when it names none, and then every stored article is a candidate. */
    public List<Source> sourcesOf(Newsletter newsletter) {
        return newsletter.settings().sources().stream()
                .map(reference -> sources.find(reference.name()).orElseThrow())
                .toList();
    }

    private void declare(SourceReference source) {
        sources.declare(source.name(), source.kind(), source.place(), source.trusted());
    }

    private AppliedNewsletter apply(NewsletterSettings settings) {
        Optional<Row> present = row(settings.slug(), "FOR UPDATE");
        if (present.isEmpty()) {
            insert(settings);
            return new AppliedNewsletter(get(settings.slug()), Outcome.NEW, null);
        }
        NewsletterSettings before = present.get().newsletter().settings();
        if (before.equals(settings)) {
            return new AppliedNewsletter(present.get().newsletter(), Outcome.UNCHANGED, before);
        }
        update(present.get(), settings);
        return new AppliedNewsletter(get(settings.slug()), Outcome.CHANGED, before);
    }

    private void insert(NewsletterSettings settings) {
        jdbc.sql("""
                        INSERT INTO newsletter (slug, name, settings, created_at, applied_at, scheduled_from)
                        VALUES (:slug, :name, :settings, :now, :now, :scheduledFrom)
                        """)
                .param("slug", settings.slug())
                .param("name", settings.name())
                .param("settings", SettingsFormat.toJson(settings))
                .param("now", now())
                .param("scheduledFrom", settings.schedule() == null ? null : now())
                .update();
    }

    private void update(Row present, NewsletterSettings settings) {
        NewsletterSchedule before = present.newsletter().settings().schedule();
        NewsletterSchedule after = settings.schedule();
        boolean sameSlots = before != null && after != null && before.sameSlots(after);
        OffsetDateTime scheduledFrom = sameSlots ? present.scheduledFrom() : after == null ? null : now();
        jdbc.sql("""
                        UPDATE newsletter
                        SET name = :name, settings = :settings, applied_at = :now, scheduled_from = :scheduledFrom
                        WHERE id = :id
                        """)
                .param("name", settings.name())
                .param("settings", SettingsFormat.toJson(settings))
                .param("now", now())
                .param("scheduledFrom", scheduledFrom)
                .param("id", present.newsletter().id())
                .update();
    }

    private Optional<Row> row(String slug, String lock) {
        return jdbc.sql("SELECT id, settings, scheduled_from FROM newsletter WHERE slug = ? " + lock)
                .param(slug)
                .query(Newsletters::row)
                .optional();
    }

    private static Row row(ResultSet result, int number) throws SQLException {
        return new Row(
                new Newsletter(result.getLong("id"), SettingsFormat.fromJson(result.getString("settings"))),
                result.getObject("scheduled_from", OffsetDateTime.class));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

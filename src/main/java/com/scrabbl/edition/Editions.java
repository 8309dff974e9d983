package com.scrabbl.edition;

import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.WrittenSlot;
import com.scrabbl.template.FrozenTemplates;
import com.scrabbl.timestamp.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** The editions of all newsletters. One that was skipped is none. */
@Repository
public class Editions {

    private static final String SELECT = """
            SELECT e.id, e.newsletter_id, n.slug, e.slot, e.uid, e.audience, e.frozen_at,
                   (SELECT count(*) FROM edition_article a WHERE a.edition_id = e.id) AS articles
            FROM edition e JOIN newsletter n ON n.id = e.newsletter_id
            """;

    private final JdbcClient jdbc;
    private final Newsletters newsletters;
    private final Digests digests;
    private final EditionRows rows;
    private final HeldArticles held;
    private final Corrections corrections;
    private final Clock clock;

    Editions(
            JdbcClient jdbc,
            Newsletters newsletters,
            Digests digests,
            EditionRows rows,
            HeldArticles held,
            Corrections corrections,
            Clock clock) {
        this.jdbc = jdbc;
        this.newsletters = newsletters;
        this.digests = digests;
        this.rows = rows;
        this.held = held;
        this.corrections = corrections;
        this.clock = clock;
    }

    /**
     * Records the edition with its articles, its templates and the texts that are asked of its digest: all of it, or
     * nothing. If it was proposed, what it does not have is a candidate again.
     *
     * @param texts asks the digest for the texts that are to be kept; false gives up
     * @return empty when it was given up
     * @throws org.springframework.dao.DuplicateKeyException when the slot, or one of the articles, is in an edition of the
     *     newsletter already
     */
    @Transactional
    public Optional<Edition> freeze(EditionDraft draft, Predicate<FrozenDigest> texts) {
        rows.insert(draft);
        Edition edition = find(draft.newsletter().id(), draft.slot()).orElseThrow();
        draft.digest().content().templates().texts().forEach((name, text) -> rows.insertTemplate(edition, name, text));
        if (!texts.test(digest(edition))) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return Optional.empty();
        }
        rows.insertArticles(edition, draft.articles());
        held.frozen(edition);
        corrections.carried(edition, draft.digest().content().model());
        return Optional.of(byId(edition.id()));
    }

    /**
     * The edition's digest from what was frozen; nothing is read from templates, articles or settings of today.
     *
     * @throws UnknownEditionException when it was taken back since it was read
     */
    public FrozenDigest digest(Edition edition) {
        Map<String, String> texts = new TreeMap<>();
        jdbc.sql("SELECT name, content FROM edition_template WHERE edition_id = :edition ORDER BY name")
                .param("edition", edition.id())
                .query((ResultSet row) -> {
                    texts.put(row.getString("name"), row.getString("content"));
                });
        return jdbc.sql("SELECT settings, model, asked FROM edition WHERE id = :edition")
                .param("edition", edition.id())
                .query((row, number) -> digest(edition, texts, row))
                .optional()
                .orElseThrow(UnknownEditionException::takenBack);
    }

    private FrozenDigest digest(Edition edition, Map<String, String> texts, ResultSet row) throws SQLException {
        EditionJson.Settings settings = EditionJson.settings(row.getString("settings"));
        FrozenContent content = new FrozenContent(
                edition.uid(),
                edition.slot(),
                settings.newsletter(),
                settings.base(),
                EditionJson.model(row.getString("model")),
                FrozenTemplates.of(settings.newsletter().template(), texts),
                false);
        return digests.recorded(
                content, EditionCohorts.values(row.getString("asked")), new EditionCohorts(jdbc, edition.id()));
    }

    /** The edition of a slot, in whole seconds; empty when none is frozen. */
    public Optional<Edition> find(long newsletterId, Instant slot) {
        return jdbc.sql(SELECT + "WHERE e.newsletter_id = :newsletter AND e.slot = :slot")
                .param("newsletter", newsletterId)
                .param("slot", Timestamps.utc(slot))
                .query(Editions::edition)
                .optional();
    }

    /** The edition of the latest slot. */
    public Optional<Edition> latest(long newsletterId) {
        return jdbc.sql(SELECT + "WHERE e.newsletter_id = :newsletter ORDER BY e.slot DESC, e.id DESC LIMIT 1")
                .param("newsletter", newsletterId)
                .query(Editions::edition)
                .optional();
    }

    /** The edition of that row; empty when a check took it back. */
    public Optional<Edition> find(long id) {
        return jdbc.sql(SELECT + "WHERE e.id = :id")
                .param("id", id)
                .query(Editions::edition)
                .optional();
    }

    /**
     * The edition of that row.
     *
     * @throws UnknownEditionException when there is none: one that a check blocks can be taken back until its readers are
     *     frozen
     */
    public Edition byId(long id) {
        return find(id).orElseThrow(UnknownEditionException::takenBack);
    }

    /**
     * The edition that a person names by {@code SLUG/SLOT} or {@code SLUG/latest}.
     *
     * @throws UnknownEditionException when there is none, or the name is not of this form
     * @throws com.scrabbl.newsletter.UnknownNewsletterException when there is no such newsletter
     */
    public Edition get(String name) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            throw new UnknownEditionException(
                    "\"%s\" names no edition; write NEWSLETTER/SLOT or NEWSLETTER/latest".formatted(name));
        }
        long newsletterId = newsletters.get(name.substring(0, slash)).id();
        String slot = name.substring(slash + 1);
        Optional<Edition> found =
                slot.equals("latest") ? latest(newsletterId) : find(newsletterId, instant(name, slot));
        return found.orElseThrow(() -> new UnknownEditionException("There is no edition %s; %s"
                .formatted(
                        name,
                        latest(newsletterId)
                                .map(latest -> "the latest is " + latest.name())
                                .orElse("the newsletter has none yet"))));
    }

    /**
     * Stores how many deliveries were frozen for the edition, which makes it deliverable. Only the first call counts.
     *
     * @return whether it was this call
     */
    public boolean audience(long editionId, long deliveries) {
        boolean first = jdbc.sql("UPDATE edition SET audience = :deliveries WHERE id = :id AND audience IS NULL")
                        .param("deliveries", deliveries)
                        .param("id", editionId)
                        .update()
                == 1;
        if (first) {
            // It can't be taken back any more: if it was proposed, its own articles are what counts now.
            Edition edition = byId(editionId);
            held.release(edition.newsletterId(), edition.slot());
        }
        return first;
    }

    /** A first mail of the edition was accepted: the archive shows it from now on. Told again, nothing more happens. */
    public void publish(long newsletterId, Instant slot) {
        jdbc.sql("""
                        UPDATE edition SET published_at = :now
                        WHERE newsletter_id = :newsletter AND slot = :slot AND published_at IS NULL
                        """)
                .param("now", Timestamps.utc(clock.instant()))
                .param("newsletter", newsletterId)
                .param("slot", Timestamps.utc(slot))
                .update();
    }

    private static Instant instant(String name, String slot) {
        try {
            return WrittenSlot.parse(slot);
        } catch (DateTimeException e) {
            throw new UnknownEditionException(
                    "\"%s\" names no edition: a slot is an instant such as 2026-11-24T06:00:00Z, or `latest`"
                            .formatted(name));
        }
    }

    private static Edition edition(ResultSet row, int number) throws SQLException {
        return new Edition(
                row.getLong("id"),
                row.getLong("newsletter_id"),
                row.getString("slug"),
                Timestamps.instant(row, "slot"),
                row.getString("uid"),
                row.getInt("articles"),
                row.getObject("audience", Long.class),
                Timestamps.instant(row, "frozen_at"));
    }
}

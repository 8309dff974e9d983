package com.scrabbl.edition;

import com.scrabbl.edition.Correction.State;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.timestamp.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Corrections of what was sent. That an article was changed or withdrawn since is known by its row; a correction of it is
 * offered until somebody accepts or dismisses it. What is accepted, the newsletter's next edition tells.
 */
@Repository
public class Corrections {

    private static final int LONGEST = 300;
    private static final int LONGEST_NAME = 100;

    private static final String SELECT = """
            SELECT n.slug, a.id, a.title, e.slot, a.revision, a.withdrawn_at, c.accepted, c.told, c.decided_by, c.carried_by,
                next.slot AS carried_slot
            FROM edition_article ea
            JOIN edition e ON e.id = ea.edition_id
            JOIN newsletter n ON n.id = ea.newsletter_id
            JOIN article a ON a.id = ea.article_id
            LEFT JOIN correction c ON c.newsletter_id = ea.newsletter_id AND c.article_id = a.id
                AND c.revision = a.revision AND c.withdrawn = (a.withdrawn_at IS NOT NULL)
            LEFT JOIN edition next ON next.id = c.carried_by
            WHERE e.published_at IS NOT NULL AND (a.revision > ea.revision OR a.withdrawn_at IS NOT NULL)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Corrections(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Of all newsletters, what was sent last first. */
    public List<Correction> latest(int limit) {
        return jdbc.sql(SELECT + " ORDER BY e.slot DESC, a.id LIMIT :limit")
                .param("limit", limit)
                .query(Corrections::correction)
                .list();
    }

    /** Of one article, by newsletters. */
    public List<Correction> of(long article) {
        return jdbc.sql(SELECT + " AND a.id = :article ORDER BY n.slug")
                .param("article", article)
                .query(Corrections::correction)
                .list();
    }

    /**
     * The newsletter's next edition tells its readers.
     *
     * @param told what it tells them, one line of at most 300 characters in the newsletter's language; null or blank means
     *     that the article was changed or withdrawn, in each reader's language
     * @throws NoCorrectionException when none is offered, or the words are too long
     */
    @Transactional
    public Correction accept(Newsletter newsletter, long article, @Nullable String told, String by) {
        String line = told == null
                ? ""
                : told.replaceAll("[\\p{Cntrl}\\p{Co}\\s]+", " ").strip();
        if (line.length() > LONGEST) {
            throw new NoCorrectionException(
                    "A correction has %d characters at the most; this one has %d.".formatted(LONGEST, line.length()));
        }
        return decide(newsletter, article, true, line.isEmpty() ? null : line, by);
    }

    /**
     * Readers are told nothing of it.
     *
     * @throws NoCorrectionException when none is offered
     */
    @Transactional
    public Correction dismiss(Newsletter newsletter, long article, String by) {
        return decide(newsletter, article, false, null, by);
    }

    private Correction decide(Newsletter newsletter, long article, boolean accepted, @Nullable String told, String by) {
        Correction offered = find(newsletter, article)
                .orElseThrow(() -> new NoCorrectionException(
                        "Article %d was not changed or withdrawn after an edition of %s with it was sent: there is nothing to correct."
                                .formatted(article, newsletter.slug())));
        int decided = offered.state() != State.OFFERED
                ? 0
                : jdbc.sql("""
                                INSERT INTO correction
                                    (newsletter_id, article_id, revision, withdrawn, accepted, told, decided_by, decided_at)
                                VALUES (:newsletter, :article, :revision, :withdrawn, :accepted, :told, :by, :now)
                                ON CONFLICT DO NOTHING
                                """)
                        .param("newsletter", newsletter.id())
                        .param("article", article)
                        .param("revision", offered.revision())
                        .param("withdrawn", offered.withdrawn())
                        .param("accepted", accepted)
                        .param("told", told)
                        .param("by", by.substring(0, Math.min(by.length(), LONGEST_NAME)))
                        .param("now", Timestamps.utc(clock.instant()))
                        .update();
        Correction now = find(newsletter, article).orElseThrow();
        if (decided == 0) {
            throw new NoCorrectionException("The correction of article %d in %s is %s already, by %s."
                    .formatted(article, newsletter.slug(), now.state(), now.by()));
        }
        return now;
    }

    private Optional<Correction> find(Newsletter newsletter, long article) {
        return jdbc.sql(SELECT + " AND a.id = :article AND n.id = :newsletter")
                .param("article", article)
                .param("newsletter", newsletter.id())
                .query(Corrections::correction)
                .optional();
    }

    /**
     * What the newsletter's next edition tells, as templates see it: {@code id}, {@code title}, {@code topics},
     * {@code withdrawn}, and where they are there {@code text} and {@code url}.
     *
     * @param archive what addresses of the newsletter's editions on the web begin with; null when it has none
     */
    List<Map<String, Object>> toTell(long newsletterId, @Nullable String archive) {
        return jdbc.sql("""
                        SELECT c.id, a.id AS article, a.title, a.url, c.withdrawn, c.told, e.slot
                        FROM correction c
                        JOIN article a ON a.id = c.article_id
                        JOIN edition_article ea ON ea.newsletter_id = c.newsletter_id AND ea.article_id = a.id
                        JOIN edition e ON e.id = ea.edition_id
                        WHERE c.newsletter_id = :newsletter AND c.accepted AND c.carried_by IS NULL
                        ORDER BY c.decided_at, c.id
                        """)
                .param("newsletter", newsletterId)
                .query((row, number) -> told(row, archive))
                .list();
    }

    private List<String> topics(long article) {
        return jdbc.sql("SELECT topic FROM article_topic WHERE article_id = :article ORDER BY position, topic_key")
                .param("article", article)
                .query(String.class)
                .list();
    }

    private Map<String, Object> told(ResultSet row, @Nullable String archive) throws SQLException {
        Map<String, Object> told = new LinkedHashMap<>();
        boolean withdrawn = row.getBoolean("withdrawn");
        told.put("id", row.getLong("id"));
        told.put("title", row.getString("title"));
        told.put("topics", topics(row.getLong("article")));
        told.put("withdrawn", withdrawn);
        DigestModel.put(told, "text", row.getString("told"));
        // What was withdrawn is probably gone from its own address.
        DigestModel.put(
                told,
                "url",
                !withdrawn
                        ? row.getString("url")
                        : archive == null ? null : archive + "/" + Timestamps.instant(row, "slot"));
        return told;
    }

    /** The edition tells what its model has. */
    @Transactional(propagation = Propagation.MANDATORY)
    void carried(Edition edition, Map<String, Object> model) {
        if (model.get("corrections") instanceof List<?> corrections) {
            for (Object correction : corrections) {
                if (correction instanceof Map<?, ?> told && told.get("id") instanceof Number id) {
                    jdbc.sql("UPDATE correction SET carried_by = :edition WHERE id = :id AND carried_by IS NULL")
                            .param("edition", edition.id())
                            .param("id", id.longValue())
                            .update();
                }
            }
        }
    }

    /** The edition is taken back: the next one tells. */
    @Transactional(propagation = Propagation.MANDATORY)
    void giveBack(long edition) {
        jdbc.sql("UPDATE correction SET carried_by = NULL WHERE carried_by = :edition")
                .param("edition", edition)
                .update();
    }

    private static Correction correction(ResultSet row, int number) throws SQLException {
        String slug = row.getString("slug");
        Boolean accepted = row.getObject("accepted", Boolean.class);
        boolean carried = row.getObject("carried_by") != null;
        return new Correction(
                slug,
                row.getLong("id"),
                row.getString("title"),
                slug + "/" + Timestamps.instant(row, "slot"),
                row.getInt("revision"),
                row.getObject("withdrawn_at") != null,
                accepted == null
                        ? State.OFFERED
                        : carried ? State.CARRIED : accepted ? State.ACCEPTED : State.DISMISSED,
                row.getString("told"),
                row.getString("decided_by"),
                carried ? slug + "/" + Timestamps.instant(row, "carried_slot") : null);
    }
}

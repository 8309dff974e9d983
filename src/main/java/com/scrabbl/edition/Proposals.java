package com.scrabbl.edition;

import com.scrabbl.article.Article;
import com.scrabbl.article.Articles;
import com.scrabbl.timestamp.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Editions that wait for approval. Their articles are no candidates of other editions meanwhile ({@link HeldArticles}). */
@Repository
public class Proposals {

    private record Row(
            long article, boolean dropped, @Nullable String droppedBy) {}

    private final JdbcClient jdbc;
    private final Articles articles;
    private final Clock clock;

    Proposals(JdbcClient jdbc, Articles articles, Clock clock) {
        this.jdbc = jdbc;
        this.articles = articles;
        this.clock = clock;
    }

    /**
     * Proposes what was selected.
     *
     * @throws org.springframework.dao.DuplicateKeyException when another proposal of the newsletter took one of the articles
     */
    @Transactional
    public void propose(EditionDraft draft, Instant approveUntil) {
        jdbc.sql("""
                        INSERT INTO proposal (newsletter_id, slot, highest_first_seen, version, proposed_at, approve_until)
                        VALUES (:newsletter, :slot, :highest, 0, :now, :until)
                        """)
                .param("newsletter", draft.newsletter().id())
                .param("slot", Timestamps.utc(draft.slot()))
                .param("highest", draft.highestFirstSeen())
                .param("now", Timestamps.utc(clock.instant()))
                .param("until", Timestamps.utc(approveUntil))
                .update();
        for (int position = 0; position < draft.articles().size(); position++) {
            jdbc.sql("""
                            INSERT INTO proposal_article (proposal_id, newsletter_id, article_id, position)
                            SELECT id, newsletter_id, :article, :position FROM proposal
                            WHERE newsletter_id = :newsletter AND slot = :slot
                            """)
                    .param("article", draft.articles().get(position).id())
                    .param("position", position)
                    .param("newsletter", draft.newsletter().id())
                    .param("slot", Timestamps.utc(draft.slot()))
                    .update();
        }
    }

    /** The proposal of a slot with its articles as they are stored now, whatever became of it. */
    public Optional<Proposal> find(long newsletterId, Instant slot) {
        return jdbc.sql("""
                        SELECT id, newsletter_id, slot, subject, highest_first_seen, version, proposed_at, approve_until,
                            approved_at, approved_by
                        FROM proposal WHERE newsletter_id = :newsletter AND slot = :slot
                        """)
                .param("newsletter", newsletterId)
                .param("slot", Timestamps.utc(slot))
                .query(Proposals::proposal)
                .optional()
                .map(this::withArticles);
    }

    /**
     * Changes it, if it still is as it was seen.
     *
     * @param order the numbers of all its articles
     * @param dropped those of them that are to be left out
     * @param subject as text; null means the newsletter's
     * @param by who changes it
     * @throws ProposalChangedException when it was changed or approved since
     */
    @Transactional
    public void change(Proposal seen, List<Long> order, Set<Long> dropped, @Nullable String subject, String by) {
        requireSame(jdbc.sql("""
                        UPDATE proposal SET subject = :subject, version = version + 1
                        WHERE id = :id AND version = :version AND approved_at IS NULL
                        """)
                .param("subject", subject)
                .param("id", seen.id())
                .param("version", seen.version())
                .update());
        for (int position = 0; position < order.size(); position++) {
            jdbc.sql("""
                            UPDATE proposal_article SET position = :position, dropped = :dropped,
                                dropped_by = CASE WHEN :dropped THEN COALESCE(dropped_by, CAST(:by AS varchar(200))) END
                            WHERE proposal_id = :proposal AND article_id = :article
                            """)
                    .param("position", position)
                    .param("dropped", dropped.contains(order.get(position)))
                    .param("by", by)
                    .param("proposal", seen.id())
                    .param("article", order.get(position))
                    .update();
        }
    }

    /**
     * Approves it, if it still is as it was seen.
     *
     * @throws ProposalChangedException when it was changed or approved since
     */
    public void approve(Proposal seen, String by) {
        requireSame(jdbc.sql("""
                        UPDATE proposal SET approved_at = :now, approved_by = :by
                        WHERE id = :id AND version = :version AND approved_at IS NULL
                        """)
                .param("now", Timestamps.utc(clock.instant()))
                .param("by", by)
                .param("id", seen.id())
                .param("version", seen.version())
                .update());
    }

    private static void requireSame(int rows) {
        if (rows == 0) {
            throw ProposalChangedException.bySomebody();
        }
    }

    private static Proposal proposal(ResultSet row, int number) throws SQLException {
        OffsetDateTime approvedAt = row.getObject("approved_at", OffsetDateTime.class);
        return new Proposal(
                row.getLong("id"),
                row.getLong("newsletter_id"),
                row.getObject("slot", OffsetDateTime.class).toInstant(),
                row.getString("subject"),
                row.getLong("highest_first_seen"),
                row.getInt("version"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                row.getObject("approve_until", OffsetDateTime.class).toInstant(),
                approvedAt == null ? null : approvedAt.toInstant(),
                row.getString("approved_by"),
                List.of());
    }

    private Proposal withArticles(Proposal bare) {
        return with(
                bare,
                jdbc.sql("""
                                SELECT article_id, dropped, dropped_by FROM proposal_article
                                WHERE proposal_id = :proposal ORDER BY position, article_id
                                """)
                        .param("proposal", bare.id())
                        .query((row, number) -> new Row(
                                row.getLong("article_id"), row.getBoolean("dropped"), row.getString("dropped_by")))
                        .list());
    }

    private Proposal with(Proposal bare, List<Row> rows) {
        List<Long> ids = rows.stream().map(Row::article).toList();
        Map<Long, Article> stored = (ids.isEmpty() ? List.<Article>of() : articles.byIds(ids))
                .stream().collect(Collectors.toMap(Article::id, Function.identity()));
        Map<Long, String> sent = sent(bare, ids);
        return new Proposal(
                bare.id(),
                bare.newsletterId(),
                bare.slot(),
                bare.subject(),
                bare.highestFirstSeen(),
                bare.version(),
                bare.proposedAt(),
                bare.approveUntil(),
                bare.approvedAt(),
                bare.approvedBy(),
                rows.stream()
                        .map(row -> proposed(
                                Objects.requireNonNull(stored.get(row.article())), row, sent.get(row.article())))
                        .toList());
    }

    private static Proposal.ProposedArticle proposed(Article article, Row row, @Nullable String sent) {
        String gone = article.withdrawnAt() != null ? "withdrawn" : sent == null ? null : "in the edition of " + sent;
        return new Proposal.ProposedArticle(article, row.dropped(), row.droppedBy(), gone);
    }

    /** By the number of an article, the slot of the newsletter's other edition that has it or one of its address. */
    private Map<Long, String> sent(Proposal proposal, Collection<Long> ids) {
        Map<Long, String> sent = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("""
                            SELECT a.id, MIN(e.slot) AS slot
                            FROM article a
                            JOIN article other ON other.canonical_url = a.canonical_url
                            JOIN edition_article has ON has.article_id = other.id
                            JOIN edition e ON e.id = has.edition_id
                            WHERE has.newsletter_id = :newsletter AND e.slot <> :slot AND a.id IN (:articles)
                            GROUP BY a.id
                            """)
                    .param("newsletter", proposal.newsletterId())
                    .param("slot", Timestamps.utc(proposal.slot()))
                    .param("articles", ids)
                    .query((ResultSet row) -> {
                        sent.put(
                                row.getLong("id"),
                                row.getObject("slot", OffsetDateTime.class)
                                        .toInstant()
                                        .toString());
                    });
        }
        return sent;
    }
}

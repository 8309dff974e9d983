package com.scrabbl.edition;

import com.scrabbl.article.Articles;
import com.scrabbl.timestamp.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Articles that a proposal or an edition keeps from a newsletter's other editions, and how they come back when it is not
 * sent. Editions that were made meanwhile could not look at them, so they count as new again, also where leftovers are
 * dropped.
 */
@Repository
public class HeldArticles {

    private final JdbcClient jdbc;
    private final Articles articles;

    HeldArticles(JdbcClient jdbc, Articles articles) {
        this.jdbc = jdbc;
        this.articles = articles;
    }

    /** Those articles of a slot's proposal that are in no edition are candidates again. */
    @Transactional
    public void release(long newsletterId, Instant slot) {
        release(jdbc.sql("SELECT id FROM proposal WHERE newsletter_id = :newsletter AND slot = :slot")
                .param("newsletter", newsletterId)
                .param("slot", Timestamps.utc(slot))
                .query(Long.class)
                .list());
    }

    /**
     * The same for runs that were stopped or halted before their editions were frozen, and whose time is over: they are not
     * sent any more, whoever resumes them.
     *
     * @param startedBy such a run began then or earlier
     */
    @Transactional
    public void releaseOver(long newsletterId, Instant startedBy) {
        release(jdbc.sql("""
                        SELECT p.id
                        FROM proposal p JOIN run r ON r.newsletter_id = p.newsletter_id AND r.slot = p.slot
                        WHERE p.newsletter_id = :newsletter AND r.state IN ('STOPPED', 'HALTED')
                          AND r.edition_id IS NULL AND r.started_at <= :startedBy
                          AND EXISTS (SELECT 1 FROM proposal_article a WHERE a.proposal_id = p.id)
                        """)
                .param("newsletter", newsletterId)
                .param("startedBy", Timestamps.utc(startedBy))
                .query(Long.class)
                .list());
    }

    /**
     * The edition is frozen: what its proposal had besides is a candidate again, unless leftovers are dropped; what operators
     * dropped is written down. The rest is kept, in case a check takes the edition back.
     */
    void frozen(Edition edition) {
        jdbc.sql("""
                        INSERT INTO dropped_article (proposal_id, article_id, position, dropped_by)
                        SELECT a.proposal_id, a.article_id, a.position, a.dropped_by
                        FROM proposal_article a JOIN proposal p ON p.id = a.proposal_id
                        WHERE p.newsletter_id = :newsletter AND p.slot = :slot AND a.dropped
                        """)
                .param("newsletter", edition.newsletterId())
                .param("slot", Timestamps.utc(edition.slot()))
                .update();
        jdbc.sql("""
                        DELETE FROM proposal_article
                        WHERE proposal_id IN (SELECT id FROM proposal WHERE newsletter_id = :newsletter AND slot = :slot)
                          AND article_id NOT IN (SELECT article_id FROM edition_article WHERE edition_id = :edition)
                        """)
                .param("newsletter", edition.newsletterId())
                .param("slot", Timestamps.utc(edition.slot()))
                .param("edition", edition.id())
                .update();
    }

    /** Takes the articles out of an edition that nobody gets, and makes them candidates again. */
    @Transactional(propagation = Propagation.MANDATORY)
    void takeOut(long edition) {
        giveBack(delete("edition_article", "edition_id", edition));
    }

    private void release(List<Long> proposals) {
        for (long proposal : proposals) {
            giveBack(delete("proposal_article", "proposal_id", proposal));
        }
    }

    private record Held(long newsletterId, long articleId) {}

    private List<Held> delete(String table, String owner, long id) {
        List<Held> held = jdbc.sql("SELECT newsletter_id, article_id FROM %s WHERE %s = :id".formatted(table, owner))
                .param("id", id)
                .query(Held.class)
                .list();
        jdbc.sql("DELETE FROM %s WHERE %s = :id".formatted(table, owner))
                .param("id", id)
                .update();
        return held;
    }

    /** Articles of the same address were kept away with it. */
    private void giveBack(List<Held> held) {
        List<Held> free = held.stream().flatMap(this::alikeInNoEdition).toList();
        if (!free.isEmpty()) {
            long place = articles.nextFirstSeen();
            free.forEach(one -> giveBack(one, place));
        }
    }

    private Stream<Held> alikeInNoEdition(Held held) {
        return jdbc
                .sql("""
                        SELECT CAST(:newsletter AS bigint) AS newsletter_id, a.id AS article_id
                        FROM article a JOIN article h ON h.canonical_url = a.canonical_url
                        WHERE h.id = :article AND NOT EXISTS (
                            SELECT 1
                            FROM edition_article e JOIN article sent ON sent.id = e.article_id
                            WHERE e.newsletter_id = :newsletter AND sent.canonical_url = h.canonical_url)
                        """)
                .param("newsletter", held.newsletterId())
                .param("article", held.articleId())
                .query(Held.class)
                .list()
                .stream();
    }

    private void giveBack(Held held, long place) {
        jdbc.sql("""
                        MERGE INTO given_back g
                        USING (VALUES (CAST(:newsletter AS bigint), CAST(:article AS bigint), CAST(:place AS bigint)))
                            v (newsletter_id, article_id, first_seen)
                        ON g.newsletter_id = v.newsletter_id AND g.article_id = v.article_id
                        WHEN MATCHED THEN UPDATE SET first_seen = v.first_seen
                        WHEN NOT MATCHED THEN INSERT (newsletter_id, article_id, first_seen)
                            VALUES (v.newsletter_id, v.article_id, v.first_seen)
                        """)
                .param("newsletter", held.newsletterId())
                .param("article", held.articleId())
                .param("place", place)
                .update();
    }
}

package com.scrabbl.edition;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What an edition has, without its texts. */
@Repository
public class FrozenArticles {

    private final JdbcClient jdbc;

    FrozenArticles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The edition's articles in their order, which is that of the characters of a reader's choice. */
    public List<FrozenArticle> of(long edition) {
        List<Map<String, Object>> frozen =
                DigestView.articles(EditionJson.model(jdbc.sql("SELECT model FROM edition WHERE id = :edition")
                        .param("edition", edition)
                        .query(String.class)
                        .single()));
        EditionTopics topics = EditionTopics.of(frozen, List.of());
        return jdbc.sql("""
                        SELECT ea.article_id, ea.position, a.withdrawn_at
                        FROM edition_article ea JOIN article a ON a.id = ea.article_id
                        WHERE ea.edition_id = :edition
                        ORDER BY ea.position, ea.article_id
                        """)
                .param("edition", edition)
                .query((row, number) -> new FrozenArticle(
                        row.getLong("article_id"),
                        String.valueOf(frozen.get(row.getInt("position")).get("title")),
                        topics.byArticle().get(row.getInt("position")),
                        row.getObject("withdrawn_at") != null))
                .list();
    }
}

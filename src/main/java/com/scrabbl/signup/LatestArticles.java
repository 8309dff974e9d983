package com.scrabbl.signup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the latest edition of a newsletter had, for those who join after it. */
@Repository
class LatestArticles {

    private final JdbcClient jdbc;

    LatestArticles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Title, address and perhaps standfirst of each, as templates see them; none before the first edition. */
    List<Map<String, Object>> of(long newsletterId) {
        return jdbc.sql("""
                        SELECT a.title, a.url, a.standfirst
                        FROM edition_article e JOIN article a ON a.id = e.article_id
                        WHERE e.edition_id = (SELECT l.id FROM edition l
                                              WHERE l.newsletter_id = :newsletter AND l.published_at IS NOT NULL
                                              ORDER BY l.slot DESC LIMIT 1)
                          AND a.withdrawn_at IS NULL
                        ORDER BY e.position
                        """)
                .param("newsletter", newsletterId)
                .query((row, number) -> {
                    Map<String, Object> article = new LinkedHashMap<>();
                    article.put("title", row.getString("title"));
                    article.put("url", row.getString("url"));
                    String standfirst = row.getString("standfirst");
                    if (standfirst != null) {
                        article.put("standfirst", standfirst);
                    }
                    return article;
                })
                .list();
    }
}

package com.scrabbl.edition;

import com.scrabbl.article.Article;
import com.scrabbl.timestamp.Timestamps;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes the rows that make up a frozen edition, but for the texts of its cohorts. */
@Repository
class EditionRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    EditionRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insert(EditionDraft draft) {
        FrozenContent content = draft.digest().content();
        jdbc.sql("""
                        INSERT INTO edition (newsletter_id, slot, uid, settings, model, highest_first_seen, asked, frozen_at)
                        VALUES (:newsletter, :slot, :uid, :settings, :model, :highest, :asked, :now)
                        """)
                .param("newsletter", draft.newsletter().id())
                .param("slot", Timestamps.utc(draft.slot()))
                .param("uid", content.uid())
                .param("settings", EditionJson.text(new EditionJson.Settings(content.newsletter(), content.base())))
                .param("model", EditionJson.text(content.model()))
                .param("highest", draft.highestFirstSeen())
                .param("asked", EditionCohorts.text(draft.digest().asked()))
                .param("now", Timestamps.utc(clock.instant()))
                .update();
    }

    void insertArticles(Edition edition, List<Article> articles) {
        for (int position = 0; position < articles.size(); position++) {
            jdbc.sql("""
                            INSERT INTO edition_article (edition_id, newsletter_id, article_id, revision, position)
                            VALUES (:edition, :newsletter, :article, :revision, :position)
                            """)
                    .param("edition", edition.id())
                    .param("newsletter", edition.newsletterId())
                    .param("article", articles.get(position).id())
                    .param("revision", articles.get(position).revision())
                    .param("position", position)
                    .update();
        }
    }

    void insertTemplate(Edition edition, String name, String text) {
        jdbc.sql("INSERT INTO edition_template (edition_id, name, content) VALUES (:edition, :name, :content)")
                .param("edition", edition.id())
                .param("name", name)
                .param("content", text)
                .update();
    }
}

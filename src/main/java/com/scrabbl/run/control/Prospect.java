package com.scrabbl.run.control;

import com.scrabbl.article.Article;
import com.scrabbl.edition.EditionSelection;
import com.scrabbl.edition.Selection;
import com.scrabbl.newsletter.Newsletter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a sending of now would be, as far as is known without asking the sources. */
@Component
public class Prospect {

    private final EditionSelection selection;
    private final JdbcClient jdbc;
    private final Clock clock;

    Prospect(EditionSelection selection, JdbcClient jdbc, Clock clock) {
        this.selection = selection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What it would be.
     *
     * @param articles their titles, in their order
     * @param skipped why there would be no edition; null when there would be one
     * @param latestRun the newsletter's latest run, 0 for none: a new one is opened only if there is no newer one
     */
    public record Sight(List<String> articles, @Nullable String skipped, long latestRun) {}

    /** Looks, and changes nothing. */
    public Sight of(Newsletter newsletter) {
        Selection selected = selection.select(newsletter, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return new Sight(
                selected.articles().stream().map(Article::title).toList(),
                selected.skipped() == null ? null : selected.skipped().sentence(),
                jdbc.sql("SELECT COALESCE(MAX(id), 0) FROM run WHERE newsletter_id = :newsletter")
                        .param("newsletter", newsletter.id())
                        .query(Long.class)
                        .single());
    }
}

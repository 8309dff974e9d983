package com.scrabbl.cli;

import com.scrabbl.article.Article;
import com.scrabbl.article.Articles;
import com.scrabbl.edition.ArticleCoverage;
import com.scrabbl.edition.Coverage;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "The stored articles, the newest first, with the edition that has them or why none.")
final class ArticlesListCommand implements Runnable {

    private static final int PAGE = 500;

    private record Row(Article article, ArticleCoverage coverage) {}

    @Option(
            names = "--newsletter",
            paramLabel = "SLUG",
            description = "Tell only what became of them in this newsletter.")
    private @Nullable String slug;

    @Mixin
    private Output output = new Output();

    private final Application application;

    ArticlesListCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        Newsletter newsletter =
                slug == null ? null : application.bean(Newsletters.class).get(slug);
        output.print(
                Listing.of(Row.class)
                        .column("id", row -> row.article().id())
                        .column("source", row -> row.article().source())
                        .column("title", row -> row.article().title())
                        .column("url", row -> row.article().url())
                        .column("published_at", row -> row.article().publishedAt())
                        .column("first_seen", row -> row.article().firstSeen())
                        .column("revision", row -> row.article().revision())
                        .column("edition", row -> row.coverage().edition())
                        .column("reason", row -> row.coverage().reason()),
                pages().flatMap(page -> rows(page, newsletter)));
    }

    private Stream<List<Article>> pages() {
        Articles articles = application.bean(Articles.class);
        return Stream.iterate(
                articles.before(Long.MAX_VALUE, PAGE),
                page -> !page.isEmpty(),
                page -> articles.before(page.get(page.size() - 1).firstSeen(), PAGE));
    }

    private Stream<Row> rows(List<Article> page, @Nullable Newsletter newsletter) {
        Coverage coverage = application.bean(Coverage.class);
        Map<Long, ArticleCoverage> of = newsletter == null ? coverage.of(page) : coverage.of(newsletter, page);
        return page.stream().map(article -> new Row(article, Objects.requireNonNull(of.get(article.id()))));
    }
}

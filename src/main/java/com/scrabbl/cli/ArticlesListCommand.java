package com.scrabbl.cli;

import com.scrabbl.article.Article;
import com.scrabbl.article.Articles;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "The stored articles, the newest first.")
final class ArticlesListCommand implements Runnable {

    private static final int PAGE = 500;

    @Mixin
    private Output output = new Output();

    private final Application application;

    ArticlesListCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        output.print(
                Listing.of(Article.class)
                        .column("id", Article::id)
                        .column("source", Article::source)
                        .column("title", Article::title)
                        .column("url", Article::url)
                        .column("published_at", Article::publishedAt)
                        .column("first_seen", Article::firstSeen)
                        .column("revision", Article::revision),
                pages().flatMap(List::stream));
    }

    private Stream<List<Article>> pages() {
        Articles articles = application.bean(Articles.class);
        return Stream.iterate(
                articles.before(Long.MAX_VALUE, PAGE),
                page -> !page.isEmpty(),
                page -> articles.before(page.get(page.size() - 1).firstSeen(), PAGE));
    }
}

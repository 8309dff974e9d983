package com.scrabbl.cli;

import com.scrabbl.article.Article;
import com.scrabbl.article.ArticleImage;
import com.scrabbl.article.ArticleRevision;
import com.scrabbl.article.Articles;
import com.scrabbl.run.view.ArticleUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "articles",
        description = "Import, list, show and withdraw articles.",
        subcommands = {ArticlesImportCommand.class, ArticlesListCommand.class})
final class ArticlesCommand {

    private final Application application;

    ArticlesCommand(Application application) {
        this.application = application;
    }

    @Command(name = "show", description = "Everything that is stored of one article, and what it said before.")
    void show(@Parameters(paramLabel = "ID", description = "As in the list.") long id, @Mixin Output output) {
        Articles articles = application.bean(Articles.class);
        Article article = articles.get(id);
        output.print(new Details()
                .with("id", article.id())
                .with("source", article.source())
                .with("external_id", article.externalId())
                .with("url", article.url())
                .with("canonical_url", article.canonicalUrl())
                .with("title", article.title())
                .with("standfirst", article.standfirst())
                .with("author", article.author())
                .with("section", article.section())
                .with("topics", article.topics())
                .with("language", article.language())
                .with("image", image(article.image()))
                .with("body", article.body())
                .with("published_at", article.publishedAt())
                .with("first_seen", article.firstSeen())
                .with("first_seen_at", article.firstSeenAt())
                .with("first_import", article.firstImport())
                .with("revision", article.revision())
                .with("withdrawn_at", article.withdrawnAt())
                .with("revisions", revisions(articles.revisions(id))));
    }

    @Command(name = "withdraw", description = "Keep an article out of every edition to come.")
    void withdraw(
            @Parameters(paramLabel = "ID", description = "As in the list.") long id,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept in the audit.") @Nullable
                    String reason,
            @Mixin Output output) {
        Articles articles = application.bean(Articles.class);
        String title = articles.get(id).title();
        boolean now = application.change(
                "articles withdraw",
                Long.toString(id),
                reason == null ? title : title + ": " + reason,
                () -> articles.withdraw(id));
        Article article = articles.get(id);
        output.err().println(now ? "It goes into no edition from now on." : "It was withdrawn before.");
        application.bean(ArticleUse.class).of(id).forEach(use -> tell(use, output));
        output.print(new Details()
                .with("id", article.id())
                .with("title", article.title())
                .with("withdrawn_at", article.withdrawnAt()));
    }

    private static void tell(ArticleUse.Use use, Output output) {
        String command = use.command();
        output.err().println(use.whenWithdrawn() + (command == null ? "" : " `" + command + "` stops it."));
    }

    private static @Nullable Map<String, @Nullable Object> image(@Nullable ArticleImage image) {
        if (image == null) {
            return null;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("url", image.url());
        values.put("alt", image.alt());
        values.put("width", image.width());
        values.put("height", image.height());
        return values;
    }

    private static List<Map<String, @Nullable Object>> revisions(List<ArticleRevision> revisions) {
        return revisions.stream().map(ArticlesCommand::revision).toList();
    }

    private static Map<String, @Nullable Object> revision(ArticleRevision revision) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("revision", revision.revision());
        values.put("title", revision.title());
        values.put("standfirst", revision.standfirst());
        values.put("author", revision.author());
        values.put("section", revision.section());
        values.put("url", revision.url());
        values.put("body", revision.body());
        values.put("replaced_at", revision.replacedAt());
        return values;
    }
}

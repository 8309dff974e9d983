package com.scrabbl.cli;

import com.scrabbl.article.SourceHealth;
import com.scrabbl.article.Sources;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "sources", description = "Look at where articles come from.")
final class SourcesCommand {

    private final Application application;

    SourcesCommand(Application application) {
        this.application = application;
    }

    @Command(name = "list", description = "All sources with their health.")
    void list(@Mixin Output output) {
        output.print(
                Listing.of(SourceHealth.class)
                        .column("name", health -> health.source().name())
                        .column("kind", health -> health.source().kind().name().toLowerCase(Locale.ROOT))
                        .column("place", health -> health.source().place())
                        .column("articles", SourceHealth::articles)
                        .column("last_success", SourceHealth::succeededAt)
                        .column("last_change", SourceHealth::changedAt)
                        .column("failures", SourceHealth::failures)
                        .column("next_poll", SourceHealth::nextPollAt)
                        .column("moved_to", SourceHealth::movedTo)
                        .column("error", SourceHealth::error),
                application.bean(Sources.class).health().stream());
    }
}

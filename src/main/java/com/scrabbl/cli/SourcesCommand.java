package com.scrabbl.cli;

import com.scrabbl.article.Rejection;
import com.scrabbl.article.SourceHealth;
import com.scrabbl.article.SourcePolling;
import com.scrabbl.article.Sources;
import java.util.List;
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
        List<SourceHealth> sources = application.bean(Sources.class).health();
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
                sources.stream());
        SourcePolling polling = application.bean(SourcePolling.class);
        sources.forEach(one ->
                tellRejections(polling.rejections(one.source()), one.source().name(), output));
    }

    /** A file or an item that was rejected is in no figure of the list, and may be all that there is. */
    private static void tellRejections(List<Rejection> rejections, String source, Output output) {
        if (!rejections.isEmpty()) {
            Rejection first = rejections.get(0);
            output.err()
                    .println("%s: %d %s rejected at its last poll, such as %s: %s. `articles import` tells all."
                            .formatted(
                                    source,
                                    rejections.size(),
                                    rejections.size() == 1 ? "item was" : "items were",
                                    HarmlessText.of(first.item()),
                                    HarmlessText.of(first.reason())));
            output.err().flush();
        }
    }
}

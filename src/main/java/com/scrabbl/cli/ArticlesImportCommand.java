package com.scrabbl.cli;

import com.scrabbl.article.ArticleImport;
import com.scrabbl.article.Place;
import com.scrabbl.article.PollReport;
import com.scrabbl.article.Rejection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Take in articles. What is named here is trusted: it may lie in a private network.")
final class ArticlesImportCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "WHERE",
            arity = "1..*",
            description =
                    "URL or file of a feed (RSS, Atom, JSON Feed) or of an article (HTML, Markdown, text), or a folder of such"
                            + " files.")
    private List<String> where = List.of();

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Take it in as articles of this source, under its settings; it is made if there is none."
                    + " Otherwise the source is named as its URL or path.")
    private @Nullable String source;

    @Mixin
    private Output output = new Output();

    private final Application application;

    ArticlesImportCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        List<Place> places = where.stream().map(Place::of).toList();
        application.record("articles import", String.join(" ", where), source);
        ArticleImport articles = application.bean(ArticleImport.class);
        List<PollReport> reports =
                places.stream().map(place -> articles.run(place, source)).toList();
        print(reports);
        return exitCode(reports);
    }

    private void print(List<PollReport> reports) {
        Listing<PollReport> counts = Listing.of(PollReport.class)
                .column("source", report -> report.source().name())
                .column("new", PollReport::added)
                .column("changed", PollReport::changed)
                .column("unchanged", PollReport::unchanged)
                .column("rejected", report -> report.rejected().size());
        if (output.isForMachines()) {
            output.print(
                    counts.column("reasons", ArticlesImportCommand::reasons).column("error", PollReport::failure),
                    reports.stream());
        } else {
            output.print(counts, reports.stream());
            reports.stream()
                    .flatMap(report -> reasons(report).stream())
                    .forEach(reason -> output.out().println("rejected " + HarmlessText.of(reason)));
        }
        reports.stream()
                .map(PollReport::failure)
                .filter(Objects::nonNull)
                .forEach(failure -> output.err().println(HarmlessText.of(failure)));
    }

    private static List<String> reasons(PollReport report) {
        return report.rejected().stream().map(ArticlesImportCommand::reason).toList();
    }

    private static String reason(Rejection rejection) {
        return rejection.item() + ": " + rejection.reason();
    }

    private static int exitCode(List<PollReport> reports) {
        if (reports.stream().allMatch(PollReport::hasFailed)) {
            return Exit.FAILED;
        }
        boolean complete = reports.stream()
                .allMatch(report -> !report.hasFailed() && report.rejected().isEmpty());
        return complete ? Exit.DONE : Exit.SOME_OPEN_OR_REJECTED;
    }
}

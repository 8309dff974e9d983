package com.scrabbl.cli;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.ImportReport;
import com.scrabbl.subscriber.ListFile;
import com.scrabbl.subscriber.SubscriberImport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Add the readers of a CSV file with a header line. email is required; name, language, time_zone"
                + " and topics are known; other columns become attributes. Rejected lines go into FILE.rejected.csv.")
final class SubscribersImportCommand implements Callable<Integer> {

    private final Application application;

    @Parameters(paramLabel = "FILE", description = "UTF-8, or UTF-16 with a byte order mark.")
    private Path file = Path.of("");

    @Option(names = "--newsletter", paramLabel = "SLUG", required = true)
    private String slug = "";

    @Option(names = "--dry-run", description = "Only tell what would happen; write nothing.")
    private boolean dryRun;

    @Mixin
    private Output output = new Output();

    SubscribersImportCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() throws IOException {
        ListFile list = ListFile.open(file);
        Newsletter newsletter = application.bean(Newsletters.class).get(slug);
        ImportReport report = run(list, newsletter.id());
        report.examples()
                .forEach(rejection -> output.err()
                        .println(HarmlessText.of("Line %d: %s".formatted(rejection.line(), rejection.reason()))));
        if (report.rejected() > report.examples().size()) {
            output.err()
                    .println("… and %d more."
                            .formatted(report.rejected() - report.examples().size()));
        }
        if (dryRun) {
            output.err().println("Nothing was written.");
        }
        output.print(new Details()
                .with("lines", report.lines())
                .with("new", report.added())
                .with("existing", report.existing())
                .with("held_back", report.heldBack())
                .with("duplicates", report.duplicates())
                .with("rejected", report.rejected())
                .with("rejected_file", rejectedFile(list, report)));
        return report.rejected() > 0 ? Exit.SOME_OPEN_OR_REJECTED : Exit.DONE;
    }

    private ImportReport run(ListFile list, long newsletterId) throws IOException {
        SubscriberImport subscribers = application.bean(SubscriberImport.class);
        try (Progress progress = new Progress("Lines", list.lines(), output.err())) {
            return dryRun
                    ? subscribers.rehearse(list, newsletterId, progress::reached)
                    : subscribers.run(list, newsletterId, progress::reached);
        }
    }

    private @Nullable String rejectedFile(ListFile list, ImportReport report) {
        return dryRun || report.rejected() == 0 ? null : list.rejectedFile().toString();
    }
}

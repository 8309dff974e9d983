package com.scrabbl.cli;

import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.transfer.SuppressionFile;
import com.scrabbl.subscriber.transfer.SuppressionImport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Mail the addresses and domains of a CSV file no longer: address, cause, note, of which only the"
                + " first is needed; with a header line in any order, also expires_at. Rejected lines go into"
                + " FILE.rejected.csv.")
final class SuppressionsImportCommand implements Callable<Integer> {

    private final Application application;

    @Parameters(paramLabel = "FILE", description = "UTF-8, or UTF-16 with a byte order mark.")
    private Path file = Path.of("");

    @Option(
            names = "--cause",
            defaultValue = "manual",
            converter = CauseConverter.Changeable.class,
            description = "Of lines that name none (default: manual).")
    private Cause cause = Cause.MANUAL;

    @Mixin
    private Output output = new Output();

    SuppressionsImportCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() throws IOException {
        SuppressionFile list = SuppressionFile.open(file);
        SuppressionImport.Report report = run(list);
        report.examples()
                .forEach(rejection -> output.err()
                        .println(HarmlessText.of("Line %d: %s".formatted(rejection.line(), rejection.reason()))));
        if (report.rejected() > report.examples().size()) {
            output.err()
                    .println("… and %d more."
                            .formatted(report.rejected() - report.examples().size()));
        }
        output.print(new Details()
                .with("lines", report.lines())
                .with("new", report.added())
                .with("existing", report.existing())
                .with("rejected", report.rejected())
                .with(
                        "rejected_file",
                        report.rejected() == 0 ? null : list.rejectedFile().toString()));
        return report.rejected() > 0 ? Exit.SOME_OPEN_OR_REJECTED : Exit.DONE;
    }

    private SuppressionImport.Report run(SuppressionFile list) throws IOException {
        SuppressionImport suppressions = application.bean(SuppressionImport.class);
        String name = String.valueOf(file.getFileName());
        try (Progress progress = new Progress("Lines", list.lines(), output.err())) {
            application.record("suppressions import", name, "begins");
            SuppressionImport.Report report = suppressions.run(list, cause, progress::reached);
            application.record(
                    "suppressions import",
                    name,
                    "ended: new %d, rejected %d".formatted(report.added(), report.rejected()));
            return report;
        }
    }
}

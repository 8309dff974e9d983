package com.scrabbl.cli;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.transfer.ImportOptions;
import com.scrabbl.subscriber.transfer.ImportReport;
import com.scrabbl.subscriber.transfer.ListFile;
import com.scrabbl.subscriber.transfer.ListSource;
import com.scrabbl.subscriber.transfer.SubscriberImport;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = "Add the readers of a CSV file with a header line. email is required; name, language, time_zone"
                + " and topics are known; other columns become attributes, of text or of the kind that stands after a"
                + " colon: age:number, born:date, vip:boolean, likes:list. Rejected lines go into FILE.rejected.csv.")
final class SubscribersImportCommand implements Callable<Integer> {

    private final Application application;

    @Parameters(paramLabel = "FILE", description = "UTF-8, or UTF-16 with a byte order mark.")
    private Path file = Path.of("");

    @Option(names = "--newsletter", paramLabel = "SLUG", required = true)
    private String slug = "";

    @Option(names = "--dry-run", description = "Only tell what would happen, and what is wrong; write nothing.")
    private boolean dryRun;

    @Option(
            names = "--map",
            paramLabel = "a=b",
            description =
                    "Column a of the file is our column b, such as \"--map mail=email\" or \"--map age=age:number\";"
                            + " \"--map a=\" ignores it. Can be given several times.")
    private Map<String, String> mapping = new LinkedHashMap<>();

    @Option(
            names = "--from",
            paramLabel = "listmonk|mailchimp",
            description = "The file is an export of this program: its columns and states are known.")
    private ListSource source = ListSource.OWN;

    @Option(
            names = "--status",
            paramLabel = "active|pending",
            defaultValue = "active",
            description = "What new readers become (default: active). Those who are pending get a mail each in which"
                    + " they confirm.")
    private ImportOptions.Status status = ImportOptions.Status.ACTIVE;

    @Option(
            names = "--update",
            paramLabel = "profile|none",
            defaultValue = "none",
            description = "What becomes of known readers (default: none). profile: name, language, time zone,"
                    + " attributes and topics become what the file says; what it leaves blank is kept.")
    private ImportOptions.Update update = ImportOptions.Update.NONE;

    @Option(names = "--consent-text", paramLabel = "TEXT", description = "What the readers agreed to; kept as proof.")
    private @Nullable String consentText;

    @Option(
            names = "--consent-date",
            paramLabel = "DAY",
            converter = TimeConverter.class,
            description = "When they agreed, where the file does not say; kept as proof.")
    private @Nullable Instant consentDate;

    @Option(names = "--charset", paramLabel = "NAME", description = "The file's encoding, such as windows-1252.")
    private @Nullable Charset charset;

    @Mixin
    private Output output = new Output();

    @Spec
    private @Nullable CommandSpec command;

    SubscribersImportCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() throws IOException {
        ListFile list = ListFile.open(file, source, mapping, charset);
        Newsletter newsletter = application.bean(Newsletters.class).get(slug);
        ImportReport report = run(list, new ImportOptions(newsletter.id(), status, update, consentText, consentDate()));
        ImportProblems.print(report, dryRun, output.err());
        if (dryRun) {
            output.err().println("Nothing was written.");
        } else if (status == ImportOptions.Status.PENDING && report.added() > 0) {
            output.err().println("They are asked to confirm by the mails that `serve` sends.");
        }
        output.print(new Details()
                .with("lines", report.lines())
                .with("new", report.added())
                .with("existing", report.existing())
                .with("held_back", report.heldBack())
                .with("duplicates", report.duplicates())
                .with("rejected", report.rejected())
                .with("rejected_file", rejectedFile(list, report))
                .with("updated", report.updated())
                .with("ended", report.ended())
                .with("suppressed", report.suppressed()));
        return report.rejected() > 0 ? Exit.SOME_OPEN_OR_REJECTED : Exit.DONE;
    }

    private @Nullable Instant consentDate() {
        if (consentDate != null
                && command != null
                && consentDate.isAfter(application.bean(Clock.class).instant())) {
            throw new ParameterException(
                    command.commandLine(), "--consent-date %s is yet to come.".formatted(consentDate));
        }
        return consentDate;
    }

    private ImportReport run(ListFile list, ImportOptions options) throws IOException {
        SubscriberImport subscribers = application.bean(SubscriberImport.class);
        try (Progress progress = new Progress("Lines", list.lines(), output.err())) {
            if (dryRun) {
                return subscribers.rehearse(list, options, progress::reached);
            }
            // Before and after: an import that breaks off has changed something as well.
            application.record("subscribers import", slug, "begins: " + told());
            ImportReport report = subscribers.run(list, options, progress::reached);
            application.record(
                    "subscribers import",
                    slug,
                    "ended: %s; new %d, updated %d, ended %d, suppressed %d, rejected %d"
                            .formatted(
                                    file.getFileName(),
                                    report.added(),
                                    report.updated(),
                                    report.ended(),
                                    report.suppressed(),
                                    report.rejected()));
            return report;
        }
    }

    private String told() {
        return "%s as %s, status %s, update %s"
                .formatted(file.getFileName(), source, status, update)
                .toLowerCase(java.util.Locale.ROOT);
    }

    private @Nullable String rejectedFile(ListFile list, ImportReport report) {
        return dryRun || report.rejected() == 0 ? null : list.rejectedFile().toString();
    }
}

package com.scrabbl.cli;

import com.scrabbl.files.OwnerOnly;
import com.scrabbl.mail.check.CheckRow;
import com.scrabbl.mail.check.Checklist;
import com.scrabbl.mail.check.FindingTally;
import com.scrabbl.mail.check.MessageFinding;
import com.scrabbl.run.SkippedCheck;
import com.scrabbl.run.rehearsal.Rehearsal;
import com.scrabbl.run.rehearsal.Rehearsal.Planned;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rehearse",
        description =
                "Poll the sources, then write what would be sent into files, and check every message. No edition is"
                        + " recorded and no mail leaves the house. Ends with 1 when a check blocks.")
final class RehearseCommand implements Callable<Integer> {

    private static final String PLAN = "plan.csv";
    private static final String CHECKS = "checks.csv";

    private static final Listing<Planned> COLUMNS = Listing.of(Planned.class)
            .column("email", Planned::email)
            .column("state", planned -> planned.leftOut() == null ? "PLANNED" : "SKIPPED")
            .column("reason", Planned::leftOut)
            .column("file", Planned::file)
            .column("bytes", planned -> planned.file() == null ? null : planned.bytes())
            .column(
                    "checks",
                    planned -> planned.findings().stream()
                            .map(MessageFinding::row)
                            .distinct()
                            .toList());

    @Parameters(paramLabel = "NEWSLETTER", description = "The newsletter's slug.")
    private String newsletter = "";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description =
                    "The folder for <percent-encoded address>.eml, plan.csv and checks.csv; made if it is not there.")
    private Path out = Path.of(".");

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "So many readers at the most.")
    private int limit = Integer.MAX_VALUE;

    @Mixin
    private SkipOptions skip = new SkipOptions();

    @Mixin
    private Output output = new Output();

    private final Application application;

    RehearseCommand(Application application) {
        this.application = application;
    }

    /** What is wrong with messages, and with how many. */
    private static final class Tally {
        private final FindingTally findings = new FindingTally();
        private int messages;
        private int leftOut;

        private void add(Planned planned) {
            if (planned.leftOut() == null) {
                messages++;
            } else {
                leftOut++;
            }
            findings.add(planned.findings());
        }
    }

    @Override
    public Integer call() throws IOException {
        List<SkippedCheck> skipped = skip.checks();
        Set<String> let = SkippedCheck.rows(skipped);
        OwnerOnly.folder(out);
        Tally tally = new Tally();
        try (PrintWriter plan = writer(PLAN);
                Stream<Planned> planned = application.bean(Rehearsal.class).rehearse(newsletter, out, limit)) {
            COLUMNS.print(Format.CSV, planned.peek(tally::add), plan);
            requireWritten(plan, PLAN);
        }
        List<FindingTally.Line> findings = tally.findings.lines();
        Listing<FindingTally.Line> table = table(let);
        try (PrintWriter checks = writer(CHECKS)) {
            table.print(Format.CSV, findings.stream(), checks);
            requireWritten(checks, CHECKS);
        }
        boolean blocked = findings.stream()
                .map(FindingTally.Line::finding)
                .anyMatch(finding -> finding.blocks() && !let.contains(finding.row()));
        output.print(new Details()
                .with("newsletter", newsletter)
                .with("messages", tally.messages)
                .with("skipped", tally.leftOut)
                .with("blocked", blocked)
                .with("plan", out.resolve(PLAN).toString())
                .with("checks", out.resolve(CHECKS).toString()));
        tell(findings, table, skipped);
        return blocked ? Exit.FAILED : Exit.DONE;
    }

    private static Listing<FindingTally.Line> table(Set<String> let) {
        return Listing.of(FindingTally.Line.class)
                .column("check", line -> line.finding().row())
                .column("weight", line -> weight(line.finding(), let))
                .column("messages", FindingTally.Line::messages)
                .column("finding", line -> line.finding().sentence())
                .column("from", line -> line.finding().origin());
    }

    private static String weight(MessageFinding finding, Set<String> let) {
        return let.contains(finding.row()) ? "skipped" : finding.blocks() ? "BLOCKS" : "warns";
    }

    private void tell(List<FindingTally.Line> findings, Listing<FindingTally.Line> table, List<SkippedCheck> skipped) {
        if (!findings.isEmpty()) {
            table.print(Format.TABLE, findings.stream(), output.err());
        }
        skipped.forEach(one -> output.tell("Skipped: " + one + "."));
        output.tell("Not looked at, since it is your relay's: "
                + Checklist.ROWS.values().stream()
                        .filter(CheckRow::isRelays)
                        .map(CheckRow::id)
                        .collect(Collectors.joining(", "))
                + ".");
        output.err().flush();
    }

    private void requireWritten(PrintWriter written, String name) throws IOException {
        if (written.checkError()) {
            throw new IOException("The file " + out.resolve(name) + " cannot be written: is the disk full?");
        }
    }

    private PrintWriter writer(String name) throws IOException {
        return new PrintWriter(new OutputStreamWriter(OwnerOnly.write(out.resolve(name)), StandardCharsets.UTF_8));
    }
}

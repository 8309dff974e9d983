package com.scrabbl.cli;

import com.scrabbl.mail.MessageFinding;
import com.scrabbl.run.rehearsal.Rehearsal;
import com.scrabbl.run.rehearsal.Rehearsal.Planned;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
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
            description = "The folder for <percent-encoded address>.eml and plan.csv; made if it is not there.")
    private Path out = Path.of(".");

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "So many readers at the most.")
    private int limit = Integer.MAX_VALUE;

    @Mixin
    private Output output = new Output();

    private final Application application;

    RehearseCommand(Application application) {
        this.application = application;
    }

    /** What is wrong with messages, and with how many. */
    private static final class Tally {
        private final Map<String, Integer> findings = new LinkedHashMap<>();
        private final Map<String, MessageFinding> examples = new LinkedHashMap<>();
        private int messages;
        private int leftOut;
        private boolean blocked;

        private void add(Planned planned) {
            if (planned.leftOut() == null) {
                messages++;
            } else {
                leftOut++;
            }
            for (MessageFinding finding : planned.findings()) {
                findings.merge(finding.row(), 1, Integer::sum);
                examples.putIfAbsent(finding.row(), finding);
                blocked |= finding.blocks();
            }
        }
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        Tally tally = new Tally();
        try (PrintWriter plan = new PrintWriter(Files.newBufferedWriter(out.resolve(PLAN)));
                Stream<Planned> planned = application.bean(Rehearsal.class).rehearse(newsletter, out, limit)) {
            COLUMNS.print(Format.CSV, planned.peek(tally::add), plan);
            if (plan.checkError()) {
                throw new IOException("The file " + out.resolve(PLAN) + " cannot be written: is the disk full?");
            }
        }
        print(tally);
        return tally.blocked ? Exit.FAILED : Exit.DONE;
    }

    private void print(Tally tally) {
        Details details = new Details()
                .with("newsletter", newsletter)
                .with("messages", tally.messages)
                .with("skipped", tally.leftOut)
                .with("blocked", tally.blocked)
                .with("plan", out.resolve(PLAN).toString());
        output.print(details);
        tally.examples.forEach((row, finding) -> output.err()
                .println(HarmlessText.of("%s %s in %d messages: %s"
                        .formatted(
                                finding.blocks() ? "BLOCKS" : "warns",
                                row,
                                tally.findings.get(row),
                                finding.sentence()))));
        output.err().flush();
    }
}

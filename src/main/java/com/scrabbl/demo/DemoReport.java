package com.scrabbl.demo;

import com.scrabbl.delivery.LedgerRow;
import com.scrabbl.edition.Edition;
import com.scrabbl.newsletter.AppliedNewsletter;
import com.scrabbl.run.Run;
import com.scrabbl.run.Summary;
import com.scrabbl.subscriber.transfer.ImportReport;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the demo tells the one who started it, in UTF-8. */
final class DemoReport {

    private final PrintStream out;

    DemoReport(OutputStream out) {
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    void opening(String brand, Path folder) {
        out.println("%s, a publication made up for this demo".formatted(brand));
        out.println("Its files and its database are in %s".formatted(folder));
        out.println("Its relay is inside this process: no mail leaves this machine");
        out.println();
    }

    void declared(AppliedNewsletter declared) {
        out.println("Newsletter %s (%s): %s"
                .formatted(
                        declared.newsletter().slug(),
                        declared.newsletter().name(),
                        declared.outcome().name().toLowerCase(Locale.ROOT)));
    }

    void readers(ImportReport imported) {
        out.println("Readers: %d new, %d there already, %d held back, %d lines rejected"
                .formatted(imported.added(), imported.existing(), imported.heldBackInAll(), imported.rejected()));
    }

    void begins(Run run) {
        out.println("%s: poll the feed, select the articles, render them, send".formatted(run.name()));
    }

    void olderWentOn(Summary older) {
        out.println("Edition %s, which was unfinished, went on: %s, accepted %d of %d"
                .formatted(older.edition(), older.state(), older.accepted(), older.candidates()));
    }

    void olderFailed(Run older, String reason) {
        out.println("Edition %s, which was unfinished, could not go on: %s".formatted(older.name(), reason));
    }

    void summary(Summary summary) {
        out.println();
        Summary.keys()
                .forEach((key, value) -> out.println(
                        (key + " " + Objects.requireNonNullElse(value.apply(summary), "")).stripTrailing()));
        out.println();
    }

    /** @param sent what became of the newest edition that was sent, if there is one */
    void nothingSent(Summary skipped, @Nullable Summary sent, Path folder) {
        out.println("Nothing was sent: %s".formatted(skipped.reason()));
        if (sent != null) {
            out.println("The articles were in %s: %s, accepted %d of %d"
                    .formatted(sent.edition(), sent.state(), sent.accepted(), sent.candidates()));
            out.println("Its mails were in the memory of the process that sent them, so the mailbox here is empty");
        }
        out.println("To start anew, end this demo and delete %s".formatted(folder));
        out.println();
    }

    void ledger(Edition edition, List<LedgerRow> rows) {
        out.println("The ledger of %s begins:".formatted(edition.name()));
        List<Function<LedgerRow, @Nullable Object>> columns =
                List.of(LedgerRow::email, LedgerRow::state, LedgerRow::attempts, LedgerRow::reply);
        List<List<String>> lines = Stream.concat(
                        Stream.of(List.of("email", "state", "attempts", "reply")),
                        rows.stream()
                                .map(row -> columns.stream()
                                        .map(column -> Objects.requireNonNullElse(column.apply(row), "")
                                                .toString())
                                        .toList()))
                .toList();
        int[] widths = new int[columns.size()];
        lines.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
        out.println();
    }

    void addresses(URI base) {
        out.println("Mailbox     %s/demo/mailbox".formatted(base));
        out.println("Front page  %s/".formatted(base));
        out.println("Ctrl-C ends the demo");
    }
}

package com.scrabbl.console.list;

import com.scrabbl.console.list.ListImport.State;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.transfer.ImportOptions.Status;
import com.scrabbl.subscriber.transfer.ImportReport;
import com.scrabbl.subscriber.transfer.ImportReport.Rejection;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** An import as its page has it. */
public record ImportView(
        ListImport one,
        @Nullable Newsletter newsletter,
        List<Count> counts,
        long sum,
        List<Problems> problems,
        boolean hasFile,
        boolean hasRejected) {

    /**
     * A row of the table that adds up.
     *
     * @param anchor of the examples below; empty without
     */
    public record Count(String label, long count, String anchor) {}

    /** What was wrong in one way, or held back by one cause, with the first few lines. */
    public record Problems(String anchor, String title, long count, List<Rejection> examples) {}

    public boolean adds() {
        return one.report() == null || sum == one.report().lines();
    }

    /** In percent; 0 before it is known. */
    public long percent() {
        return one.lines() == 0 ? 0 : Math.min(100, one.reached() * 100 / one.lines());
    }

    public boolean done() {
        return one.state() == State.DONE;
    }

    /** Puts one together. */
    @Component
    @ConditionalOnWebApplication
    static class Maker {

        private final Newsletters newsletters;
        private final Uploads uploads;

        Maker(Newsletters newsletters, Uploads uploads) {
            this.newsletters = newsletters;
            this.uploads = uploads;
        }

        ImportView of(ListImport one) {
            @Nullable ImportReport report = one.report();
            List<Count> counts = report == null ? List.of() : counts(one, report);
            return new ImportView(
                    one,
                    one.isReaders() ? newsletters.byId(one.how().newsletterId()) : null,
                    counts,
                    counts.stream().mapToLong(Count::count).sum(),
                    report == null ? List.of() : problems(report),
                    uploads.hasFile(one),
                    one.state() == State.DONE && Files.exists(uploads.rejected(one)));
        }

        private static List<Count> counts(ListImport one, ImportReport report) {
            boolean done = one.state() == State.DONE;
            List<Count> counts = new ArrayList<>();
            if (one.isReaders()) {
                boolean asked = one.how().status() == Status.PENDING;
                counts.add(new Count(
                        asked
                                ? done ? "New, asked to confirm" : "New, would be asked to confirm"
                                : done ? "New, subscribed" : "New, would be subscribed",
                        report.added(),
                        ""));
                add(
                        counts,
                        done ? "Known, brought up to date" : "Known, would be brought up to date",
                        report.updated());
                counts.add(new Count("Known, left as they are", report.existing(), ""));
                add(
                        counts,
                        done ? "Left elsewhere, put on record" : "Left elsewhere, would be put on record",
                        report.ended());
                add(counts, done ? "Suppressed" : "Would be suppressed", report.suppressed());
                report.heldBack()
                        .forEach((cause, count) ->
                                counts.add(new Count("Held back: " + why(cause), count, "held-" + cause)));
                add(counts, "Twice in the file", report.duplicates());
            } else {
                counts.add(new Count(done ? "Suppressed" : "Would be suppressed", report.suppressed(), ""));
                counts.add(new Count("Suppressed already", report.existing(), ""));
            }
            report.rejectedByKind()
                    .forEach((kind, count) ->
                            counts.add(new Count("Wrong: " + what(kind), count, "wrong-" + anchor(kind))));
            return counts;
        }

        private static void add(List<Count> counts, String label, long count) {
            if (count > 0) {
                counts.add(new Count(label, count, ""));
            }
        }

        private static List<Problems> problems(ImportReport report) {
            List<Problems> problems = new ArrayList<>();
            report.rejectedByKind()
                    .forEach((kind, count) -> problems.add(new Problems(
                            "wrong-" + anchor(kind), "Wrong: " + what(kind), count, some(report.examples(), kind))));
            report.heldBack()
                    .forEach((cause, count) -> problems.add(new Problems(
                            "held-" + cause,
                            "Held back: " + why(cause),
                            count,
                            some(report.heldBackExamples(), cause))));
            return problems;
        }

        private static List<Rejection> some(SortedMap<String, List<Rejection>> examples, String kind) {
            return examples.getOrDefault(kind, List.of());
        }

        /** A column's name comes from the file. */
        private static String anchor(String kind) {
            return Integer.toHexString(kind.hashCode());
        }

        private static String what(String kind) {
            return kind.equals("line") ? "the line as a whole" : "column " + kind;
        }

        private static String why(String cause) {
            return Map.of(
                            "ended", "left us earlier",
                            "elsewhere", "belong to another newsletter",
                            "erased", "were erased",
                            "hard-bounce", "no such mailbox",
                            "soft-bounces", "the mailbox refused for long",
                            "complaint", "complained",
                            "unsubscribed", "want no mail at all",
                            "manual", "suppressed by hand")
                    .getOrDefault(cause, cause);
        }
    }
}

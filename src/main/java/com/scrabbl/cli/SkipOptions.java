package com.scrabbl.cli;

import com.scrabbl.run.SkippedCheck;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options by which checks are let pass, for a reason. */
final class SkipOptions {

    @Option(
            names = "--skip-checks",
            paramLabel = "ROW",
            split = ",",
            description = "Let this check pass, such as C09, whatever it finds. Can be given several times.")
    private List<String> rows = List.of();

    @Option(
            names = "--because",
            paramLabel = "TEXT",
            description = "Why: kept with the run, and in the audit. One reason for all checks, or one for each.")
    private List<String> reasons = List.of();

    /** @throws com.scrabbl.run.UnskippableCheckException when one can't be skipped, or nobody says why */
    List<SkippedCheck> checks() {
        return SkippedCheck.of(rows, reasons);
    }

    /** As the audit has it; null when nothing is skipped. */
    static @Nullable String told(List<SkippedCheck> skipped) {
        return skipped.isEmpty()
                ? null
                : "without " + skipped.stream().map(SkippedCheck::toString).collect(Collectors.joining("; "));
    }
}

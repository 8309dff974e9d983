package com.scrabbl.run;

import com.scrabbl.article.PollReport;
import java.util.List;
import java.util.stream.Collectors;

/** Every source of a newsletter failed, which is not the same as nothing new. */
class SourcesFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SourcesFailedException(List<PollReport> failed) {
        super("SOURCES_FAILED: every source of the newsletter failed, so nobody can know what is new. "
                + failed.stream()
                        .map(report -> report.source().name() + ": " + report.failure())
                        .collect(Collectors.joining(" ")));
    }
}

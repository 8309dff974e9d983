package com.scrabbl.run.schedule;

import com.scrabbl.article.PollReport;
import com.scrabbl.article.Source;
import com.scrabbl.article.SourcePolling;
import com.scrabbl.article.Sources;
import com.scrabbl.newsletter.Newsletters;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Polls the sources of newsletters between their editions too: a feed of twenty items that gets fifty a day would have
 * dropped some when its edition looks.
 */
@Component
class SourceRounds {

    private static final Logger log = LoggerFactory.getLogger(SourceRounds.class);

    private final Newsletters newsletters;
    private final Sources sources;
    private final SourcePolling polling;

    SourceRounds(Newsletters newsletters, Sources sources, SourcePolling polling) {
        this.newsletters = newsletters;
        this.sources = sources;
        this.polling = polling;
    }

    /** Polls what is due. A source that no newsletter names was imported once, and is left as it is. */
    void poll() {
        Set<Source> named = newsletters.all().stream()
                .flatMap(newsletter -> newsletters.sourcesOf(newsletter).stream())
                .collect(Collectors.toSet());
        sources.due().stream().filter(named::contains).map(polling::poll).forEach(SourceRounds::tell);
    }

    private static void tell(PollReport report) {
        if (report.hasFailed()) {
            log.warn("Source {}: {}", report.source().name(), report.failure());
        } else if (report.added() + report.changed() > 0) {
            log.info("Source {}: {} new, {} changed", report.source().name(), report.added(), report.changed());
        }
    }
}

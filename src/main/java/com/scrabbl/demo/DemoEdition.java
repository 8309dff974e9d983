package com.scrabbl.demo;

import com.scrabbl.delivery.LedgerReport;
import com.scrabbl.delivery.Progress;
import com.scrabbl.edition.Edition;
import com.scrabbl.edition.Editions;
import com.scrabbl.newsletter.AppliedNewsletter;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.Publication;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunState;
import com.scrabbl.run.Summaries;
import com.scrabbl.run.Summary;
import com.scrabbl.run.control.SendRequest;
import com.scrabbl.run.control.SendWatcher;
import com.scrabbl.run.control.Sending;
import java.io.IOException;
import java.net.URI;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The demo itself: as soon as the pages are served it sends one edition and tells what happens, whether it was started as
 * a command or by its profile. A command that only looks into the demo's data serves nothing, and sends nothing.
 */
@Component
@Profile("demo")
@ConditionalOnProperty("db-scheduler.enabled")
class DemoEdition implements ApplicationRunner {

    private static final int HEAD = 10;

    private final SamplePublication sample;
    private final Sending sending;
    private final Summaries summaries;
    private final Editions editions;
    private final LedgerReport ledger;
    private final Publication publication;
    private final Environment environment;

    DemoEdition(
            SamplePublication sample,
            Sending sending,
            Summaries summaries,
            Editions editions,
            LedgerReport ledger,
            Publication publication,
            Environment environment) {
        this.sample = sample;
        this.sending = sending;
        this.summaries = summaries;
        this.editions = editions;
        this.ledger = ledger;
        this.publication = publication;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        URI base = publication.base(environment);
        DemoReport report = new DemoReport(System.out);
        report.opening(publication.brand().name(), sample.folder());
        sample.write(base);
        AppliedNewsletter declared = sample.declare();
        report.declared(declared);
        report.readers(sample.bringReaders(declared));
        send(declared.newsletter(), report);
        report.addresses(base);
    }

    private void send(Newsletter newsletter, DemoReport report) {
        Summary summary = sending.send(SendRequest.now(newsletter.slug()).waiting(), new Watcher(report));
        report.summary(summary);
        Edition latest = editions.latest(newsletter.id()).orElse(null);
        if (summary.state() == RunState.SKIPPED) {
            report.nothingSent(summary, latest == null ? null : summaries.get(latest.name()), sample.folder());
        }
        if (latest != null) {
            report.ledger(latest, ledger.rows(latest.id(), 0, HEAD));
        }
    }

    private record Watcher(DemoReport report) implements SendWatcher {

        @Override
        public void begins(Run run, Progress progress) {
            report.begins(run);
        }

        @Override
        public void olderWentOn(Summary older) {
            report.olderWentOn(older);
        }

        @Override
        public void olderFailed(Run older, String reason) {
            report.olderFailed(older, reason);
        }
    }
}

package com.scrabbl.console.runs;

import com.scrabbl.console.runs.RehearsalJob.State;
import com.scrabbl.mail.check.MessageFinding;
import com.scrabbl.run.rehearsal.NothingToShowException;
import com.scrabbl.run.rehearsal.Rehearsal;
import com.scrabbl.run.rehearsal.Rehearsal.Planned;
import com.scrabbl.subscriber.transfer.FormulaGuard;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Rehearsals in the background. Their files are kept in the system's folder for temporary files for a day, of a few
 * rehearsals only, and are gone with the process.
 */
@Component
class Rehearsals implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Rehearsals.class);

    static final String PLAN = "plan.csv";

    private static final String PREFIX = "scrabbl-rehearsal-";
    private static final int SIDE_BY_SIDE = 2;
    private static final int KEPT = 5;
    private static final Duration KEPT_FOR = Duration.ofDays(1);

    /** Of one rehearsal's files. */
    private static final long MOST_BYTES = 500L << 20;

    private final Rehearsal rehearsal;
    private final Clock clock;
    private final Deque<RehearsalJob> jobs = new ConcurrentLinkedDeque<>();
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService executor = Executors.newFixedThreadPool(SIDE_BY_SIDE, task -> {
        Thread thread = new Thread(task, "rehearsal");
        thread.setDaemon(true);
        return thread;
    });

    Rehearsals(Rehearsal rehearsal, Clock clock) {
        this.rehearsal = rehearsal;
        this.clock = clock;
    }

    /** The one that is going on for a newsletter. */
    Optional<RehearsalJob> running(String slug) {
        return jobs.stream()
                .filter(job -> job.slug().equals(slug) && job.running())
                .findFirst();
    }

    /** The latest of a newsletter, the newest first. */
    List<RehearsalJob> of(String slug) {
        return jobs.stream().filter(job -> job.slug().equals(slug)).toList();
    }

    Optional<RehearsalJob> find(String slug, String id) {
        return jobs.stream()
                .filter(job -> job.slug().equals(slug) && job.id().equals(id))
                .findFirst();
    }

    /**
     * Begins one, unless one of the newsletter is going on: that one is returned then.
     *
     * @param limit readers at the most
     */
    synchronized RehearsalJob start(String slug, int limit, String by) {
        Optional<RehearsalJob> present = running(slug);
        if (present.isPresent()) {
            return present.get();
        }
        cleanUp();
        byte[] id = new byte[4];
        random.nextBytes(id);
        RehearsalJob job = new RehearsalJob(HexFormat.of().formatHex(id), slug, by, clock.instant(), limit, folder());
        jobs.addFirst(job);
        executor.execute(() -> rehearse(job));
        return job;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(PREFIX);
        } catch (IOException e) {
            throw new UncheckedIOException("No folder for the rehearsal can be made: " + e.getMessage(), e);
        }
    }

    private void rehearse(RehearsalJob job) {
        try (CsvWriter plan = CsvWriter.builder().build(job.folder().resolve(PLAN));
                Stream<Planned> readers = rehearsal.rehearseForOthers(job.slug(), job.folder(), job.limit())) {
            plan.writeRecord("email", "state", "reason", "file", "bytes", "checks");
            for (Iterator<Planned> next = readers.iterator(); next.hasNext(); ) {
                Planned planned = next.next();
                write(plan, planned);
                job.add(planned);
                if (job.cancelled()) {
                    job.ended(State.CANCELLED, null, clock.instant());
                    return;
                }
                if (job.bytes() > MOST_BYTES) {
                    job.ended(
                            State.FAILED,
                            "It was ended at 500 MB of messages. Rehearse for fewer readers; the command `rehearse` has no"
                                    + " such limit.",
                            clock.instant());
                    return;
                }
            }
            job.ended(State.DONE, null, clock.instant());
        } catch (NothingToShowException e) {
            job.ended(State.NOTHING, e.onPages(), clock.instant());
        } catch (IOException | RuntimeException e) {
            // One rehearsal must not end the others; whoever asked for it reads why on its page.
            log.debug("A rehearsal of {} failed", job.slug(), e);
            job.ended(State.FAILED, String.valueOf(e.getMessage()), clock.instant());
        }
    }

    private static void write(CsvWriter plan, Planned planned) {
        plan.writeRecord(
                FormulaGuard.guarded(planned.email()),
                planned.leftOut() == null ? "PLANNED" : "SKIPPED",
                planned.leftOut() == null ? "" : FormulaGuard.guarded(planned.leftOut()),
                planned.file() == null ? "" : planned.file(),
                planned.file() == null ? "" : Integer.toString(planned.bytes()),
                planned.findings().stream().map(MessageFinding::row).distinct().collect(Collectors.joining(" ")));
    }

    private void cleanUp() {
        List<RehearsalJob> old = new ArrayList<>();
        int kept = 0;
        for (RehearsalJob job : jobs) {
            kept++;
            if (!job.running() && (kept >= KEPT || job.begun().plus(KEPT_FOR).isBefore(clock.instant()))) {
                old.add(job);
            }
        }
        jobs.removeAll(old);
        old.forEach(job -> delete(job.folder()));
        deleteThoseOfDeadProcesses();
    }

    private void deleteThoseOfDeadProcesses() {
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            folders.filter(folder -> folder.getFileName().toString().startsWith(PREFIX))
                    .filter(folder ->
                            jobs.stream().noneMatch(job -> job.folder().equals(folder)))
                    .filter(this::isOld)
                    .forEach(Rehearsals::delete);
        } catch (IOException | UncheckedIOException e) {
            log.debug("Old rehearsals are looked for another time", e);
        }
    }

    private boolean isOld(Path folder) {
        try {
            return Files.getLastModifiedTime(folder).toInstant().plus(KEPT_FOR).isBefore(clock.instant());
        } catch (IOException e) {
            return false;
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            log.debug("{} stays", folder, e);
        }
    }

    @Override
    public void destroy() {
        jobs.forEach(RehearsalJob::cancel);
        executor.shutdownNow();
        jobs.forEach(job -> delete(job.folder()));
    }
}

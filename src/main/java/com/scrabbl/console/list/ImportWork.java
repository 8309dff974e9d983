package com.scrabbl.console.list;

import com.scrabbl.audit.Audit;
import com.scrabbl.audit.Change;
import com.scrabbl.console.list.ListImport.Kind;
import com.scrabbl.console.list.ListImport.State;
import com.scrabbl.disk.DatabaseTrouble;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.subscriber.transfer.ImportReport;
import com.scrabbl.subscriber.transfer.ListFile;
import com.scrabbl.subscriber.transfer.SubscriberImport;
import com.scrabbl.subscriber.transfer.SuppressionFile;
import com.scrabbl.subscriber.transfer.SuppressionImport;
import com.scrabbl.subscriber.transfer.UnreadableListException;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks and imports files while nobody needs to wait for it: two at once, others after them. Its rows tell how far it is;
 * when the process goes, so does the work, and the page says so.
 */
@Component
@ConditionalOnWebApplication
class ImportWork {

    private static final Logger log = LoggerFactory.getLogger(ImportWork.class);

    private static final int AT_ONCE = 2;
    private static final long HEARTBEAT_SECONDS = 5;
    private static final long CLEANING_MINUTES = 60;

    /** Lines between two words of how far it is. */
    private static final int STRIDE = 5_000;

    private final ListImports imports;
    private final Uploads uploads;
    private final SubscriberImport subscribers;
    private final SuppressionImport suppressions;
    private final Newsletters newsletters;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();
    /** The import of each piece of work: the check of one may just end when its import begins. */
    private final Map<Object, Long> working = new ConcurrentHashMap<>();

    private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE, ImportWork::thread);
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(ImportWork::thread);

    ImportWork(
            ListImports imports,
            Uploads uploads,
            SubscriberImport subscribers,
            SuppressionImport suppressions,
            Newsletters newsletters,
            Audit audit,
            TransactionTemplate transaction) {
        this.imports = imports;
        this.uploads = uploads;
        this.subscribers = subscribers;
        this.suppressions = suppressions;
        this.newsletters = newsletters;
        this.audit = audit;
        this.transaction = transaction;
        heart.scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        heart.scheduleWithFixedDelay(this::clean, 1, CLEANING_MINUTES, TimeUnit.MINUTES);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "list-import");
        thread.setDaemon(true);
        return thread;
    }

    /** Counts what an import would do. @return false when somebody else was quicker */
    boolean check(ListImport one, ImportHow how) {
        return !isStillHere(one) && imports.begin(one, State.CHECKING, how) && start(one.id(), State.CHECKING);
    }

    /** Imports. @return false when somebody else was quicker */
    boolean run(ListImport one, String actor) {
        boolean begun = Boolean.TRUE.equals(transaction.execute(status -> {
            if (isStillHere(one) || !imports.begin(one, State.IMPORTING, one.how())) {
                return false;
            }
            audit.record(change(one, actor).detail("begins: " + one.told()));
            return true;
        }));
        return begun && start(one.id(), State.IMPORTING);
    }

    /** It looks interrupted when the database was away for a while, and goes on in this process all the same. */
    private boolean isStillHere(ListImport one) {
        return one.state() == State.INTERRUPTED && working.containsValue(one.id());
    }

    private boolean start(long id, State doing) {
        Object piece = new Object();
        working.put(piece, id);
        workers.execute(() -> {
            try {
                // Read anew: what is worked on is what the row says.
                work(imports.find(id).orElseThrow(), doing);
            } catch (DataAccessException | TransactionException e) {
                log.error(
                        "Import {} came to no end that could be recorded; its page will say that it was interrupted: {}",
                        id,
                        DatabaseTrouble.sentence(e));
                log.debug("Import {} came to no end that could be recorded", id, e);
            } finally {
                working.remove(piece);
            }
        });
        return true;
    }

    private void work(ListImport one, State doing) {
        try {
            boolean writing = doing == State.IMPORTING;
            ImportReport report = one.kind() == Kind.READERS ? readers(one, writing) : suppressions(one, writing);
            if (writing) {
                imported(one, report);
            } else {
                imports.end(one.id(), State.CHECKED, report, null);
            }
        } catch (UnreadableListException e) {
            imports.end(one.id(), State.FAILED, one.report(), uploads.sentence(one, e));
        } catch (IOException | RuntimeException e) {
            failed(one, e);
        }
    }

    private void imported(ListImport one, ImportReport report) {
        transaction.executeWithoutResult(status -> {
            imports.end(one.id(), State.DONE, report, null);
            audit.record(change(one, one.actor())
                    .detail("ended: %s; new %d, updated %d, ended %d, suppressed %d, rejected %d"
                            .formatted(
                                    one.fileName(),
                                    report.added(),
                                    report.updated(),
                                    report.ended(),
                                    report.suppressed(),
                                    report.rejected())));
        });
        // It names people; what was rejected stays beside it for a while.
        uploads.removeFile(one);
    }

    private ImportReport readers(ListImport one, boolean writing) throws IOException {
        ListFile list = ListFile.open(
                uploads.file(one),
                one.how().source(),
                one.how().mapping(),
                one.how().charsetOrNull());
        imports.size(one.id(), list.lines());
        return writing
                ? subscribers.run(list, one.how().options(), progress(one))
                : subscribers.rehearse(list, one.how().options(), progress(one));
    }

    private ImportReport suppressions(ListImport one, boolean writing) throws IOException {
        SuppressionFile list = SuppressionFile.open(uploads.file(one));
        imports.size(one.id(), list.lines());
        SuppressionImport.Report report = writing
                ? suppressions.run(list, one.how().cause(), progress(one))
                : suppressions.rehearse(list, one.how().cause(), progress(one));
        boolean clean = report.rejected() == 0;
        return new ImportReport(
                report.lines(),
                0,
                0,
                report.existing(),
                0,
                report.added(),
                new TreeMap<>(),
                0,
                new TreeMap<>(clean ? Map.of() : Map.of("line", report.rejected())),
                new TreeMap<>(clean ? Map.of() : Map.of("line", report.examples())),
                new TreeMap<>());
    }

    private LongConsumer progress(ListImport one) {
        return line -> {
            if (line % STRIDE == 0) {
                imports.reached(one.id(), line);
            }
        };
    }

    private void failed(ListImport one, Exception e) {
        String code = "%04X".formatted(random.nextInt(0x10000));
        boolean database = e instanceof DataAccessException || e instanceof TransactionException;
        if (database || DatabaseTrouble.isOfTheDisk(e)) {
            log.error("Import {} broke off ({}): {}", one.id(), code, DatabaseTrouble.sentence(e));
            log.debug("Import {} broke off ({})", one.id(), code, e);
        } else {
            log.error("Import {} broke off ({})", one.id(), code, e);
        }
        try {
            imports.end(
                    one.id(),
                    State.FAILED,
                    one.report(),
                    (database
                                    ? "The database did not do what was asked"
                                    : "The file could not be read to its end, or we made a mistake")
                            + "; the log says more at %s.".formatted(code));
        } catch (DataAccessException | TransactionException gone) {
            log.error(
                    "Import {} cannot be marked as failed; its page will say that it was interrupted: {}",
                    one.id(),
                    DatabaseTrouble.sentence(gone));
            log.debug("Import {} cannot be marked as failed", one.id(), gone);
        }
    }

    private Change change(ListImport one, String actor) {
        String target =
                one.isReaders() ? newsletters.byId(one.how().newsletterId()).slug() : one.fileName();
        return Change.onConsole(actor, one.kind().what(), target);
    }

    private void beat() {
        try {
            imports.alive(Set.copyOf(working.values()));
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "The database did not take the sign of life of {} imports: {}",
                    working.size(),
                    DatabaseTrouble.sentence(e));
        }
    }

    private void clean() {
        try {
            uploads.clean();
        } catch (DataAccessException | TransactionException | UncheckedIOException e) {
            log.warn("Old uploads were not removed: {}", DatabaseTrouble.sentence(e));
        }
    }

    @PreDestroy
    void stop() {
        heart.shutdownNow();
        workers.shutdownNow();
    }
}

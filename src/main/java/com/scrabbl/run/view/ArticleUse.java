package com.scrabbl.run.view;

import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.delivery.LedgerReport;
import com.scrabbl.edition.Edition;
import com.scrabbl.edition.Editions;
import com.scrabbl.run.Run;
import com.scrabbl.run.RunState;
import com.scrabbl.run.Runs;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which editions have an article, and what its withdrawal means to each: frozen text stays as it is. */
@Component
public class ArticleUse {

    private final JdbcClient jdbc;
    private final Runs runs;
    private final Editions editions;
    private final LedgerReport ledger;

    ArticleUse(JdbcClient jdbc, Runs runs, Editions editions, LedgerReport ledger) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.editions = editions;
        this.ledger = ledger;
    }

    /**
     * An edition that has the article.
     *
     * @param run its latest round
     * @param addressed whether its readers are frozen
     * @param accepted mails that relays accepted
     * @param open readers who still wait for it
     */
    public record Use(Run run, boolean addressed, long accepted, long open) {

        /** What a withdrawal of the article means to this edition. */
        public String whenWithdrawn() {
            if (run.state() == RunState.PROPOSED) {
                return "%s waits for approval: the article leaves it.".formatted(run.name());
            }
            if (!addressed) {
                return run.state() == RunState.HALTED
                        ? "%s is held by a check: when it is resumed, its text is made anew without the article."
                                .formatted(run.name())
                        : "%s has the article, and its text is frozen: its readers get it with the article."
                                .formatted(run.name());
            }
            if (open > 0) {
                return "%s has the article, and its text is frozen: %s with the article%s."
                        .formatted(
                                run.name(),
                                open == 1 ? "1 reader who waits gets it" : number(open) + " readers who wait get it",
                                halted() ? " when it is resumed" : ", unless the run is stopped");
            }
            return "%s went out with the article: %s can't be taken back. The archive leaves the article out."
                    .formatted(run.name(), accepted == 1 ? "1 accepted mail" : number(accepted) + " accepted mails");
        }

        /** The command that keeps it from those who still wait; null when none does. */
        public @Nullable String command() {
            boolean goesOn = run.state() == RunState.RUNNING
                    || run.state() == RunState.WAITING
                    || run.state() == RunState.FAILED;
            return goesOn && (!addressed || open > 0) ? "runs stop " + run.id() : null;
        }

        private boolean halted() {
            return run.state() == RunState.STOPPED || run.state() == RunState.HALTED;
        }

        private static String number(long number) {
            return String.format(Locale.ROOT, "%,d", number);
        }
    }

    /** The editions that have the article, one of each newsletter at the most; the latest first. */
    public List<Use> of(long article) {
        return Stream.concat(proposed(article), frozen(article)).toList();
    }

    private Stream<Use> proposed(long article) {
        return jdbc.sql("""
                        SELECT r.id
                        FROM proposal_article a
                        JOIN proposal p ON p.id = a.proposal_id
                        JOIN run r ON r.newsletter_id = p.newsletter_id AND r.slot = p.slot
                        WHERE a.article_id = :article AND NOT a.dropped AND r.state = 'PROPOSED'
                        ORDER BY r.slot DESC, r.id DESC
                        """).param("article", article).query(Long.class).list().stream()
                .map(run -> new Use(runs.byId(run).orElseThrow(), false, 0, 0));
    }

    private Stream<Use> frozen(long article) {
        return jdbc.sql("""
                        SELECT e.id AS edition, (SELECT MAX(r.id) FROM run r WHERE r.edition_id = e.id) AS run
                        FROM edition_article a JOIN edition e ON e.id = a.edition_id
                        WHERE a.article_id = :article
                        ORDER BY e.slot DESC, e.id DESC
                        """).param("article", article).query(Row.class).list().stream()
                .filter(row -> row.run() != null)
                .flatMap(row -> editions.find(row.edition()).map(edition -> use(row, edition)).stream());
    }

    private record Row(long edition, @Nullable Long run) {}

    private Use use(Row row, Edition edition) {
        Map<DeliveryState, Long> counts = ledger.counts(edition.id());
        long accepted = 0;
        long open = 0;
        for (Map.Entry<DeliveryState, Long> count : counts.entrySet()) {
            accepted += count.getKey().accepted() ? count.getValue() : 0;
            open += isOpen(count.getKey()) ? count.getValue() : 0;
        }
        return new Use(
                runs.byId(java.util.Objects.requireNonNull(row.run())).orElseThrow(),
                edition.audience() != null,
                accepted,
                open);
    }

    private static boolean isOpen(DeliveryState state) {
        return state == DeliveryState.PLANNED || state == DeliveryState.SENDING || state == DeliveryState.DEFERRED;
    }
}

package com.scrabbl.run.view;

import com.scrabbl.delivery.Cause;
import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.delivery.LedgerRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** The rows behind a figure, in the order of their subscriptions. */
@Repository
public class DeliveryList {

    /** A page is shorter, rather than late, when what it asks for is rare. */
    private static final Duration LONGEST_LOOK = Duration.ofMillis(100);

    /** So many readers of small domains are looked up one by one; of more, the edition's rows are gone through. */
    private static final int FEW = 20_000;

    private static final int AT_ONCE = 500;

    private static final Figures.Part EVERYWHERE = new Figures.Part(0, Long.MAX_VALUE, new long[0]);

    private final JdbcClient jdbc;

    DeliveryList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which rows are asked for; null means all.
     *
     * @param domains the receiving ones; that of readers who were erased is {@link Figures#ERASED}; none for all
     * @param exceptDomains receiving domains that are left out
     */
    public record Filter(
            @Nullable Standing standing,
            List<String> domains,
            @Nullable Cause cause,
            List<String> exceptDomains) {

        /** Of all domains. */
        public Filter(@Nullable Standing standing) {
            this(standing, List.of(), null, List.of());
        }

        private boolean meets(LedgerRow row) {
            return (standing == null || standing.states().contains(row.state()))
                    && (cause == null || row.cause().filter(cause::equals).isPresent());
        }

        /** Domains with so few readers that they are looked up one by one, rather than all rows for them. */
        private boolean isOfFew(@Nullable Figures figures) {
            return !domains.isEmpty()
                    && !domains.contains(Figures.ERASED)
                    && (figures == null || figures.rows() > FEW && figures.areSmall(domains));
        }

        private boolean in(Figures.Part part) {
            if (part.standings().length == 0) {
                return true;
            }
            if (standing != null) {
                return part.standings()[standing.ordinal()] > 0;
            }
            return cause == null
                    || part.standings()[Standing.DEFERRED.ordinal()]
                                    + part.standings()[Standing.REJECTED.ordinal()]
                                    + part.standings()[Standing.EXPIRED.ordinal()]
                            > 0;
        }
    }

    /**
     * A page of rows.
     *
     * @param next where the next page begins, exclusive; null at the end
     */
    public record Page(List<LedgerRow> rows, @Nullable Long next) {}

    /**
     * Rows after that key.
     *
     * @param figures tell where it is worth looking; null when they are not known
     * @param after exclusive, 0 for the beginning
     */
    public Page page(long edition, Filter filter, @Nullable Figures figures, long after, int limit) {
        long until = System.nanoTime() + LONGEST_LOOK.toNanos();
        if (filter.isOfFew(figures)) {
            List<Long> people = people(filter);
            if (people.size() <= FEW) {
                return pageOfFew(edition, filter, readersOf(edition, people, after), limit, until);
            }
        }
        List<LedgerRow> found = new ArrayList<>();
        List<Figures.Part> parts = figures == null ? List.of(EVERYWHERE) : figures.parts();
        long reached = after;
        for (Figures.Part part : parts) {
            if (part.end() <= after || !filter.in(part)) {
                continue;
            }
            reached = Math.max(after, part.after());
            while (true) {
                List<LedgerRow> rows = read(edition, filter, reached, part.end(), limit + 1 - found.size());
                rows.stream().filter(filter::meets).forEach(found::add);
                if (found.size() > limit) {
                    return full(found, limit);
                }
                if (rows.isEmpty()) {
                    break;
                }
                reached = rows.get(rows.size() - 1).subscription();
            }
            reached = part.end();
            if (System.nanoTime() > until && reached != Long.MAX_VALUE) {
                return new Page(List.copyOf(found), reached);
            }
        }
        return new Page(List.copyOf(found), null);
    }

    private Page pageOfFew(long edition, Filter filter, List<Long> readers, int limit, long until) {
        List<LedgerRow> found = new ArrayList<>();
        for (int from = 0; from < readers.size(); from += AT_ONCE) {
            List<Long> some = readers.subList(from, Math.min(from + AT_ONCE, readers.size()));
            of(edition, some).stream().filter(filter::meets).forEach(found::add);
            if (found.size() > limit) {
                return full(found, limit);
            }
            if (System.nanoTime() > until) {
                return new Page(List.copyOf(found), some.get(some.size() - 1));
            }
        }
        return new Page(List.copyOf(found), null);
    }

    private static Page full(List<LedgerRow> found, int limit) {
        List<LedgerRow> page = List.copyOf(found.subList(0, limit));
        return new Page(page, page.get(limit - 1).subscription());
    }

    /** Who is at these domains, up to one more than can be looked up. */
    private List<Long> people(Filter filter) {
        return jdbc.sql("SELECT id FROM subscriber WHERE domain IN (:domains) ORDER BY domain, id LIMIT :most")
                .param("domains", filter.domains())
                .param("most", FEW + 1)
                .query(Long.class)
                .list();
    }

    /** Their subscriptions, in a step of its own: joined, or by the newsletter's index, H2 would go through all of them. */
    private List<Long> readersOf(long edition, List<Long> people, long after) {
        List<Long> readers = new ArrayList<>();
        for (int from = 0; from < people.size(); from += AT_ONCE) {
            readers.addAll(jdbc.sql("""
                    SELECT id FROM subscription
                    WHERE COALESCE(newsletter_id, 0) = (SELECT newsletter_id FROM edition WHERE id = :edition)
                      AND subscriber_id IN (:people)
                    """)
                    .param("edition", edition)
                    .param("people", people.subList(from, Math.min(from + AT_ONCE, people.size())))
                    .query(Long.class)
                    .list());
        }
        return readers.stream().filter(reader -> reader > after).sorted().toList();
    }

    private List<LedgerRow> read(long edition, Filter filter, long after, long end, int limit) {
        StringBuilder where = new StringBuilder();
        Collection<DeliveryState> states =
                filter.standing() == null ? List.of() : filter.standing().states();
        if (filter.cause() != null && states.isEmpty()) {
            states = List.of(DeliveryState.DEFERRED, DeliveryState.REJECTED, DeliveryState.EXPIRED);
        }
        where.append(states.isEmpty() ? "" : " AND d.state IN (:states)");
        where.append(filter.cause() == null ? "" : " AND d.reason LIKE :mark");
        // Rows are gone through in the order of their key. By the index of domains H2 would go through them for each
        // reader; COALESCE keeps it from that.
        where.append(filter.domains().isEmpty() ? "" : " AND COALESCE(p.domain, '(erased)') IN (:domains)");
        where.append(
                filter.exceptDomains().isEmpty() ? "" : " AND COALESCE(p.domain, '(erased)') NOT IN (:exceptDomains)");
        StatementSpec select = jdbc.sql(LedgerRow.SELECT + """
                FROM delivery d
                JOIN subscription s ON s.id = d.subscription_id
                JOIN subscriber p ON p.id = s.subscriber_id
                WHERE d.id > :edition * 1000000000000 + :after
                  AND d.id <= :edition * 1000000000000 + LEAST(:end, 999999999999)
                """ + where + " ORDER BY d.id LIMIT :limit")
                .param("edition", edition)
                .param("after", after)
                .param("end", end)
                .param("limit", limit);
        if (!states.isEmpty()) {
            select = select.param("states", states.stream().map(Enum::name).toList());
        }
        if (filter.cause() != null) {
            select = select.param("mark", "%" + filter.cause().mark() + "%");
        }
        if (!filter.exceptDomains().isEmpty()) {
            select = select.param("exceptDomains", filter.exceptDomains());
        }
        if (!filter.domains().isEmpty()) {
            select = select.param("domains", filter.domains());
        }
        return select.query(LedgerRow::of).list();
    }

    /**
     * Rows of these subscriptions, in their order; sorted here, so that each is found by its key. Numbers that no
     * subscription has are of no row.
     */
    public List<LedgerRow> of(long edition, Collection<Long> subscriptions) {
        return subscriptions.isEmpty()
                ? List.of()
                : jdbc
                        .sql(LedgerRow.SELECT + """
                        FROM unnest(CAST(:subscriptions AS bigint ARRAY)) AS v (subscription)
                        JOIN delivery d ON d.id = :edition * 1000000000000 + LEAST(v.subscription, 999999999999)
                            AND d.subscription_id = v.subscription
                        JOIN subscription s ON s.id = d.subscription_id
                        JOIN subscriber p ON p.id = s.subscriber_id
                        """)
                        .param("edition", edition)
                        .param("subscriptions", new SqlArrayValue("bigint", subscriptions.toArray()))
                        .query(LedgerRow::of)
                        .list()
                        .stream()
                        .sorted(Comparator.comparingLong(LedgerRow::subscription))
                        .toList();
    }
}

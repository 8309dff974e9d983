package com.scrabbl.subscriber;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The list without a search: who came last stands first. Who was erased is left out. */
@Repository
public class NewestSubscribers {

    private final JdbcClient jdbc;
    private final Subscribers subscribers;

    NewestSubscribers(JdbcClient jdbc, Subscribers subscribers) {
        this.jdbc = jdbc;
        this.subscribers = subscribers;
    }

    private record Candidate(long position, long person, boolean fits) {}

    /**
     * A page. Where the filter lets few through, it may end before it is full: no more than a bounded number of people is
     * looked at for one page.
     *
     * @param from {@link SubscriberPage#next} of the page before; null for the first
     * @throws IllegalArgumentException when {@code from} is none
     */
    public SubscriberPage page(SubscriberFilter filter, @Nullable String from, int limit) {
        List<Long> people = new ArrayList<>();
        long position = from == null ? Long.MAX_VALUE : Long.parseLong(from);
        int looked = 0;
        boolean more = true;
        while (more && people.size() < limit && looked < SubscriberFilter.MOST_LOOKED_AT) {
            int window = filter.window(looked, limit - people.size());
            List<Candidate> candidates = candidates(filter, position, window);
            for (Candidate candidate : candidates) {
                if (people.size() == limit) {
                    break;
                }
                position = candidate.position();
                if (candidate.fits()) {
                    people.add(candidate.person());
                }
            }
            looked += candidates.size();
            more = candidates.size() == window || people.size() == limit && !candidates.isEmpty();
        }
        return new SubscriberPage(subscribers.inOrder(people), more ? Long.toString(position) : null);
    }

    private List<Candidate> candidates(SubscriberFilter filter, long position, int limit) {
        // Of one newsletter, by its own index: it may be a small one on a long list.
        String sql =
                filter.newsletterId() == null ? """
                SELECT s.id AS position, s.id AS person, %s AS fits
                FROM (SELECT id FROM subscriber WHERE id < :position AND address IS NOT NULL ORDER BY id DESC LIMIT :limit) s
                ORDER BY s.id DESC
                """.formatted(filter.ofPerson("s.id")) : """
                SELECT n.id AS position, n.subscriber_id AS person,
                       %s AND EXISTS (SELECT 1 FROM subscriber s WHERE s.id = n.subscriber_id AND s.address IS NOT NULL) AS fits
                FROM (SELECT id, newsletter_id, subscriber_id, state, topics FROM subscription
                      WHERE newsletter_id = :newsletter AND id < :position
                      ORDER BY newsletter_id DESC, id DESC LIMIT :limit) n
                ORDER BY n.id DESC
                """.formatted(filter.of("n"));
        return jdbc.sql(sql)
                .param("position", position)
                .param("limit", limit)
                .params(filter.params())
                .query((row, number) ->
                        new Candidate(row.getLong("position"), row.getLong("person"), row.getBoolean("fits")))
                .list();
    }
}

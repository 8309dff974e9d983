package com.scrabbl.subscriber;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Finds people by the beginning of their address, domain, name or last word of the name, each a range of an index. With an
 * {@code @} inside it is looked for in addresses only, with one in front in domains only, with a space in names only.
 * Letters' case does not matter. Who was erased is not found.
 */
@Repository
public class SubscriberSearch {

    private final JdbcClient jdbc;
    private final Subscribers subscribers;

    SubscriberSearch(JdbcClient jdbc, Subscribers subscribers) {
        this.jdbc = jdbc;
        this.subscribers = subscribers;
    }

    private enum Place {
        ADDRESS("address"),
        DOMAIN("domain"),
        NAME("name_key"),
        NAME_END("name_end");

        private final String column;

        Place(String column) {
            this.column = column;
        }

        /** The range [from, to) of the column. */
        private String range() {
            return column + " >= :from AND " + column + " < :to";
        }
    }

    /**
     * Where a listing has come to.
     *
     * @param place an index into the places that are looked at
     */
    private record Position(int place, String text, long id) {}

    /** A page of people, and how to go on. */
    public static final class Page {
        private final String wanted;
        private final List<Place> places;
        private final Position end;
        private final List<Subscriber> found;

        private Page(String wanted, List<Place> places, Position end, List<Subscriber> found) {
            this.wanted = wanted;
            this.places = places;
            this.end = end;
            this.found = found;
        }

        /** Empty only when there are no more. */
        public List<Subscriber> found() {
            return found;
        }
    }

    private record Hit(long id, String text) {}

    /** @throws IllegalArgumentException when there is nothing to look for */
    public Page first(String text, int limit) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        String prefix =
                wanted.startsWith("*@") ? wanted.substring(2) : wanted.startsWith("@") ? wanted.substring(1) : wanted;
        if (prefix.isEmpty()) {
            throw new EmptySearchException();
        }
        List<Place> places = prefix.length() < wanted.length()
                ? List.of(Place.DOMAIN)
                : wanted.contains("@")
                        ? List.of(Place.ADDRESS)
                        : wanted.contains(" ") ? List.of(Place.NAME) : Arrays.asList(Place.values());
        return page(prefix, places, new Position(0, prefix, 0), limit);
    }

    /** The page after this one. */
    public Page after(Page page, int limit) {
        return page(page.wanted, page.places, page.end, limit);
    }

    private Page page(String wanted, List<Place> places, Position start, int limit) {
        List<Long> ids = new ArrayList<>();
        Position position = start;
        while (position.place() < places.size()) {
            List<Hit> hits = hits(wanted, places, position, limit - ids.size());
            hits.forEach(hit -> ids.add(hit.id()));
            if (ids.size() == limit) {
                Hit last = hits.get(hits.size() - 1);
                position = new Position(position.place(), last.text(), last.id());
                break;
            }
            position = new Position(position.place() + 1, wanted, 0);
        }
        return new Page(wanted, places, position, subscribers.inOrder(ids));
    }

    private List<Hit> hits(String wanted, List<Place> places, Position position, int limit) {
        String column = places.get(position.place()).column;
        StringBuilder sql = new StringBuilder("SELECT id, ")
                .append(column)
                .append(" AS text FROM subscriber WHERE ")
                .append(column)
                .append(" >= :text AND ")
                .append(column)
                .append(" < :to AND (")
                .append(column)
                .append(" > :text OR id > :id)");
        // Who was found in an earlier place is listed already.
        places.subList(0, position.place())
                .forEach(earlier ->
                        sql.append(" AND NOT (").append(earlier.range()).append(")"));
        StatementSpec statement = jdbc.sql(sql.append(" ORDER BY ")
                        .append(column)
                        .append(", id LIMIT :limit")
                        .toString())
                .param("text", position.text())
                .param("id", position.id())
                .param("from", wanted)
                .param("to", afterAll(wanted))
                .param("limit", limit);
        return statement
                .query((row, number) -> new Hit(row.getLong("id"), row.getString("text")))
                .list();
    }

    /** The first text after all that begin with this one. */
    private static String afterAll(String prefix) {
        char last = prefix.charAt(prefix.length() - 1);
        // Beyond lie halves of characters, which are no text.
        return last >= '\uD7FF' ? prefix + '\uFFFF' : prefix.substring(0, prefix.length() - 1) + (char) (last + 1);
    }

    /** Nothing was given to look for. */
    public static final class EmptySearchException extends IllegalArgumentException {
        EmptySearchException() {
            super("There is nothing to search for.");
        }
    }
}

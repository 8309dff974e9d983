package com.scrabbl.subscriber;

import com.scrabbl.mail.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    private record Position(int place, String text, long id) {

        private static final Pattern WRITTEN = Pattern.compile("([0-3])\\.(\\d{1,18})\\.([A-Za-z0-9_-]*)");

        private static Position parse(String written) {
            Matcher parts = WRITTEN.matcher(written);
            if (!parts.matches()) {
                throw new IllegalArgumentException("A list goes on from no such place.");
            }
            return new Position(
                    Integer.parseInt(parts.group(1)),
                    new String(Base64.getUrlDecoder().decode(parts.group(3)), StandardCharsets.UTF_8),
                    Long.parseLong(parts.group(2)));
        }

        private String written() {
            return place
                    + "."
                    + id
                    + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private record Hit(long id, String text, boolean fits) {}

    /** The first page. @throws EmptySearchException when there is nothing to look for */
    public SubscriberPage first(String text, int limit) {
        return page(text, SubscriberFilter.NONE, null, limit);
    }

    /**
     * A page. Where the filter lets few through, it may end before it is full: no more than a bounded number of people is
     * looked at for one page.
     *
     * @param from {@link SubscriberPage#next} of the page before; null for the first
     * @throws EmptySearchException when there is nothing to look for
     * @throws IllegalArgumentException when {@code from} is none
     */
    public SubscriberPage page(String text, SubscriberFilter filter, @Nullable String from, int limit) {
        String wanted = EmailAddress.sought(text);
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
        return page(prefix, places, filter, from == null ? new Position(0, prefix, 0) : Position.parse(from), limit);
    }

    private SubscriberPage page(String wanted, List<Place> places, SubscriberFilter filter, Position start, int limit) {
        List<Long> ids = new ArrayList<>();
        Position position = start;
        int looked = 0;
        while (position.place() < places.size() && ids.size() < limit && looked < SubscriberFilter.MOST_LOOKED_AT) {
            int window = filter.window(looked, limit - ids.size());
            List<Hit> hits = hits(wanted, places, filter, position, window);
            for (Hit hit : hits) {
                if (ids.size() == limit) {
                    break;
                }
                position = new Position(position.place(), hit.text(), hit.id());
                if (hit.fits()) {
                    ids.add(hit.id());
                }
            }
            looked += hits.size();
            if (hits.size() < window && ids.size() < limit) {
                position = new Position(position.place() + 1, wanted, 0);
            }
        }
        boolean more = position.place() < places.size();
        return new SubscriberPage(subscribers.inOrder(ids), more ? position.written() : null);
    }

    private List<Hit> hits(String wanted, List<Place> places, SubscriberFilter filter, Position position, int limit) {
        String column = places.get(position.place()).column;
        StringBuilder sql = new StringBuilder("SELECT s.id, s.text, ")
                .append(filter.ofPerson("s.id"))
                .append(" AS fits FROM (SELECT id, ")
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
        return jdbc.sql(sql.append(" ORDER BY ")
                        .append(column)
                        .append(", id LIMIT :limit) s ORDER BY s.text, s.id")
                        .toString())
                .param("text", position.text())
                .param("id", position.id())
                .param("from", wanted)
                .param("to", afterAll(wanted))
                .param("limit", limit)
                .params(filter.params())
                .query((row, number) -> new Hit(row.getLong("id"), row.getString("text"), row.getBoolean("fits")))
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

package com.scrabbl.edition;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Reader;
import com.scrabbl.subscriber.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * An edition's messages as made-up readers get them, one of each kind of readers that it has. What is wrong with one is
 * wrong with all of its kind; what is wrong with one person's values shows with that person only.
 */
@Component
public class SampleMessages {

    /** Of more kinds, those with further choices of the same articles are left out. */
    static final int MOST = 500;

    private static final EmailAddress ADDRESS = EmailAddress.parse("robin@reader.example");
    private static final String VALUE = "Robin";

    private final JdbcClient jdbc;

    SampleMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The message of one kind of readers.
     *
     * @param cohort the kind; for a newsletter that renders for each reader, one that might be
     * @param message as it goes on the wire; its personal links lead nowhere
     */
    public record Sample(Cohort cohort, String recipient, byte[] message) {}

    /** The messages of the edition's kinds of readers, rendered as the stream is read. */
    public Stream<Sample> of(Edition edition, FrozenDigest digest, Instant sentAt) {
        List<Cohort> kinds = digest.isShared() ? kinds(edition) : possible(digest);
        return Stream.iterate(0, number -> number < kinds.size(), number -> number + 1)
                .map(number -> sample(digest, kinds.get(number), number, sentAt));
    }

    /** A reader who does not exist, and whose links lead nowhere. */
    public static Reader madeUp(@Nullable String name, @Nullable String language, Topics topics, Instant since) {
        return new Reader(-1, -1, ADDRESS, name, language, null, Map.of(), topics, since);
    }

    private List<Cohort> kinds(Edition edition) {
        return jdbc.sql("""
                        SELECT language, articles, present
                        FROM (SELECT c.id, c.language, c.articles, c.present,
                                  ROW_NUMBER() OVER (PARTITION BY c.language, c.present ORDER BY c.id) AS nth
                              FROM cohort c WHERE c.edition_id = :edition) kinds
                        ORDER BY nth, id
                        LIMIT :most
                        """)
                .param("edition", edition.id())
                .param("most", MOST)
                .query((row, number) -> new Cohort(
                        row.getString("language"),
                        row.getString("articles"),
                        EditionCohorts.values(row.getString("present"))))
                .list();
    }

    private static List<Cohort> possible(FrozenDigest digest) {
        String every = digest.topics().every();
        return digest.languages().all().stream()
                .flatMap(language -> Stream.of(
                        new Cohort(language, every, Set.of()), new Cohort(language, every, Set.of(ReaderValues.NAME))))
                .toList();
    }

    private static Sample sample(FrozenDigest digest, Cohort cohort, int number, Instant sentAt) {
        Map<String, String> attributes = new TreeMap<>();
        cohort.present().stream()
                .filter(value -> value.startsWith(ReaderValues.ATTRIBUTES))
                .forEach(value -> attributes.put(value.substring(ReaderValues.ATTRIBUTES.length()), VALUE));
        boolean language = cohort.present().contains(ReaderValues.LANGUAGE)
                || !digest.languages().otherwise().equals(cohort.language());
        Reader reader = new Reader(
                -1L - number,
                -1,
                ADDRESS,
                cohort.present().contains(ReaderValues.NAME) ? VALUE : null,
                language ? cohort.language() : null,
                null,
                attributes,
                Topics.ALL,
                sentAt);
        return new Sample(
                cohort,
                ADDRESS.normal(),
                digest.message(reader, cohort.articles(), sentAt).octets());
    }
}

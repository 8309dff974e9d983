package com.scrabbl.edition;

import com.scrabbl.mail.CutMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The cohorts of one edition in their table. Several machines may render the same one: the first is kept. */
final class EditionCohorts {

    private static final int UNCOUNTED = -1;

    private final JdbcClient jdbc;
    private final long editionId;
    private volatile Set<String> askedAsRecorded = Set.of();
    private volatile int counted = UNCOUNTED;

    EditionCohorts(JdbcClient jdbc, long editionId) {
        this.jdbc = jdbc;
        this.editionId = editionId;
    }

    /**
     * What is kept for a cohort.
     *
     * @param asked what the edition's templates ask for, as far as it is known
     * @param text null when it is not kept
     */
    record Kept(Set<String> asked, @Nullable CohortText text) {}

    /** A set of values as its column has it: sorted, joined by {@code |}. */
    static String text(Set<String> values) {
        return String.join("|", new TreeSet<>(values));
    }

    static Set<String> values(String text) {
        return text.isEmpty() ? Set.of() : new TreeSet<>(Set.of(text.split("\\|")));
    }

    /** How many are kept, not counting those that other processes keep meanwhile. */
    int count() {
        if (counted == UNCOUNTED) {
            counted = jdbc.sql("SELECT count(*) FROM cohort WHERE edition_id = :edition")
                    .param("edition", editionId)
                    .query(Integer.class)
                    .single();
        }
        return counted;
    }

    /** The kinds of readers, topics apart. */
    List<Cohort> kinds() {
        return jdbc.sql("SELECT DISTINCT language, present FROM cohort WHERE edition_id = :edition")
                .param("edition", editionId)
                .query((row, number) -> new Cohort(row.getString("language"), "", values(row.getString("present"))))
                .list();
    }

    Kept find(Cohort cohort) {
        Kept kept = jdbc.sql("""
                        SELECT e.asked, c.message, c.html_octets, c.longest_summary, c.without_text, c.elsewhere
                        FROM edition e LEFT JOIN cohort c
                            ON c.edition_id = e.id AND c.language = :language AND c.articles = :articles
                                AND c.present = :present
                        WHERE e.id = :edition
                        """)
                .param("edition", editionId)
                .param("language", cohort.language())
                .param("articles", cohort.articles())
                .param("present", text(cohort.present()))
                .query((row, number) -> new Kept(values(row.getString("asked")), text(row)))
                .single();
        askedAsRecorded = kept.asked();
        return kept;
    }

    private static @Nullable CohortText text(ResultSet row) throws SQLException {
        String message = row.getString("message");
        return message == null
                ? null
                : new CohortText(
                        CutMessage.parse(message),
                        new Fit(
                                row.getInt("html_octets"),
                                row.getInt("longest_summary"),
                                row.getInt("without_text"),
                                row.getInt("elsewhere")));
    }

    /** Keeps the text, unless another is kept already: that one is returned. */
    CohortText keep(Cohort cohort, CohortText text, Set<String> asked) {
        if (!asked.equals(askedAsRecorded)) {
            jdbc.sql("UPDATE edition SET asked = :asked WHERE id = :edition")
                    .param("asked", text(asked))
                    .param("edition", editionId)
                    .update();
            askedAsRecorded = Set.copyOf(asked);
        }
        int added = jdbc.sql("""
                        INSERT INTO cohort (edition_id, language, articles, present, message,
                            html_octets, longest_summary, without_text, elsewhere)
                        VALUES (:edition, :language, :articles, :present, :message,
                            :octets, :summary, :untold, :elsewhere)
                        ON CONFLICT DO NOTHING
                        """)
                .param("edition", editionId)
                .param("language", cohort.language())
                .param("articles", cohort.articles())
                .param("present", text(cohort.present()))
                .param("message", text.message().stored())
                .param("octets", text.fit().octets())
                .param("summary", text.fit().longestSummary())
                .param("untold", text.fit().withoutText())
                .param("elsewhere", text.fit().elsewhere())
                .update();
        counted = count() + added;
        CohortText kept = added == 1 ? text : find(cohort).text();
        return kept == null ? text : kept;
    }
}

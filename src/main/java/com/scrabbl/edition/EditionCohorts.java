package com.scrabbl.edition;

import com.scrabbl.mail.CutMessage;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The cohorts of one edition in their table. Several machines may render the same one: the first is kept. */
final class EditionCohorts {

    private final JdbcClient jdbc;
    private final long editionId;

    EditionCohorts(JdbcClient jdbc, long editionId) {
        this.jdbc = jdbc;
        this.editionId = editionId;
    }

    /** A set of values as its column has it: sorted, joined by {@code |}. */
    static String text(Set<String> values) {
        return String.join("|", new TreeSet<>(values));
    }

    static Set<String> values(String text) {
        return text.isEmpty() ? Set.of() : new TreeSet<>(Set.of(text.split("\\|")));
    }

    Set<String> asked() {
        return values(jdbc.sql("SELECT asked FROM edition WHERE id = :edition")
                .param("edition", editionId)
                .query(String.class)
                .single());
    }

    int count() {
        return jdbc.sql("SELECT count(*) FROM cohort WHERE edition_id = :edition")
                .param("edition", editionId)
                .query(Integer.class)
                .single();
    }

    @Nullable
    CutMessage find(Set<String> present) {
        return jdbc.sql("""
                        SELECT message
                        FROM cohort
                        WHERE edition_id = :edition AND language = '' AND topics = '' AND present = :present
                        """)
                .param("edition", editionId)
                .param("present", text(present))
                .query(String.class)
                .optional()
                .map(CutMessage::parse)
                .orElse(null);
    }

    /** Keeps the message, unless another is kept already: that one is returned. */
    CutMessage keep(Set<String> present, CutMessage message, Set<String> asked) {
        jdbc.sql("UPDATE edition SET asked = :asked WHERE id = :edition AND asked <> :asked")
                .param("asked", text(asked))
                .param("edition", editionId)
                .update();
        jdbc.sql("""
                        INSERT INTO cohort (edition_id, present, message)
                        VALUES (:edition, :present, :message)
                        ON CONFLICT DO NOTHING
                        """)
                .param("edition", editionId)
                .param("present", text(present))
                .param("message", message.stored())
                .update();
        CutMessage kept = find(present);
        return kept == null ? message : kept;
    }
}

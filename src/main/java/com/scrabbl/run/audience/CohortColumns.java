package com.scrabbl.run.audience;

import com.scrabbl.edition.Cohort;
import com.scrabbl.edition.FrozenDigest;
import com.scrabbl.template.FrameLanguages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * To which cohort of a digest a reader belongs, as SQL expressions over a subscription {@code s} and its subscriber
 * {@code p}. They say the same as {@link FrozenDigest#message} does for one reader, for all of the list at once.
 */
public final class CohortColumns {

    /** Why a reader is left out who chose topics that no article is about. */
    public static final String NO_MATCH = "no matching topic";

    private static final String FIRST_PART = """
            CASE WHEN POSITION('-' IN p.language) > 0
                THEN SUBSTRING(p.language FROM 1 FOR POSITION('-' IN p.language) - 1) ELSE p.language END""";

    private final FrozenDigest digest;
    private final PresentValues present;
    private final Map<String, String> languages;
    private final Map<String, Object> parameters = new TreeMap<>();
    private final String columns;

    /** For the values that the digest asked for until now. */
    public CohortColumns(FrozenDigest digest) {
        this.digest = digest;
        present = new PresentValues(digest.isShared() ? digest.asked() : Set.of());
        languages = new TreeMap<>(digest.languages().byTag());
        columns = "%s AS language, %s AS articles, %s AS present"
                .formatted(language(digest.languages()), articles(), present.expression());
        parameters.put("none", digest.topics().none() + "%");
    }

    /** The columns {@code language}, {@code articles} and {@code present}. */
    public String columns() {
        return columns;
    }

    /** Why a row of these columns is left out though nothing else holds it back; null when it is not. */
    public static String leftOut(String row) {
        return "CASE WHEN %s.articles LIKE :none THEN '%s' END".formatted(row, NO_MATCH);
    }

    /** Gives the expressions' parameters to a statement that contains them. */
    public StatementSpec bind(StatementSpec statement) {
        StatementSpec bound = present.bind(statement);
        for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
            bound = bound.param(parameter.getKey(), parameter.getValue());
        }
        return bound;
    }

    /** The cohort of a row of these columns. */
    public static Cohort cohort(ResultSet row) throws SQLException {
        return new Cohort(
                row.getString("language"), row.getString("articles"), PresentValues.set(row.getString("present")));
    }

    private String language(FrameLanguages frames) {
        parameters.put("otherwise", frames.otherwise());
        if (languages.isEmpty()) {
            return "CAST(:otherwise AS varchar)";
        }
        StringBuilder cases = new StringBuilder();
        int number = 0;
        for (Map.Entry<String, String> language : languages.entrySet()) {
            parameters.put("tag" + number, language.getKey());
            parameters.put("frame" + number, language.getValue());
            cases.append(" WHEN :tag%1$d THEN CAST(:frame%1$d AS varchar)".formatted(number++));
        }
        return "COALESCE(CASE LOWER(p.language)%1$s END, CASE LOWER(%2$s)%1$s END, CAST(:otherwise AS varchar))"
                .formatted(cases, FIRST_PART);
    }

    private String articles() {
        StringBuilder chosen = new StringBuilder("''");
        int number = 0;
        for (Set<String> keys : digest.topics().inOrder()) {
            if (keys.isEmpty()) {
                chosen.append(" || '0'");
                continue;
            }
            StringBuilder condition = new StringBuilder();
            for (String key : List.copyOf(keys)) {
                parameters.put("topic" + number, "%|" + escaped(key) + "|%");
                condition
                        .append(condition.isEmpty() ? "" : " OR ")
                        .append("'|' || s.topics || '|' LIKE :topic")
                        .append(number++);
            }
            chosen.append(" || CASE WHEN ").append(condition).append(" THEN '1' ELSE '0' END");
        }
        parameters.put("every", digest.topics().every());
        return "CASE WHEN s.topics = '' THEN CAST(:every AS varchar) ELSE " + chosen + " END";
    }

    private static String escaped(String key) {
        return key.replaceAll("[\\\\%_]", "\\\\$0");
    }
}

package com.scrabbl.audit;

import com.scrabbl.timestamp.Timestamps;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a query of the audit asks for.
 *
 * @param where a condition of SQL
 * @param parameters of its names
 */
record AuditCondition(String where, Map<String, Object> parameters) {

    /** @param before only entries whose id is less */
    static AuditCondition of(AuditQuery query, long before) {
        AuditCondition condition = new AuditCondition("id < :before", Map.of("before", before))
                .and("actor_key = :who", "who", key(query.who(), Audit.LONGEST_ACTOR))
                .and("(what = :what OR LEFT(what, LENGTH(:what) + 1) = :what || ' ')", "what", query.what())
                .and("at >= :since", "since", Timestamps.utcOrNull(query.since()))
                .and("at < :until", "until", Timestamps.utcOrNull(query.until()));
        String about = key(query.about(), Audit.LONGEST_TARGET);
        return about == null ? condition : condition.about(about);
    }

    private AuditCondition about(String about) {
        AuditCondition condition = and("POSITION(:about IN target_key) > 0", "about", about);
        String word = Mentions.word(about);
        return word.isEmpty()
                ? condition
                : condition
                        .and(
                                "id IN (SELECT entry_id FROM audit_word "
                                        + "WHERE word >= :word AND word < :after AND entry_id < :before)",
                                "word",
                                word)
                        .with("after", Mentions.afterAll(word));
    }

    /** What is null is not asked for. */
    private AuditCondition and(String more, String name, @Nullable Object value) {
        return value == null ? this : new AuditCondition(where + " AND " + more, parameters).with(name, value);
    }

    private AuditCondition with(String name, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        all.put(name, value);
        return new AuditCondition(where, all);
    }

    private static @Nullable String key(@Nullable String text, int longest) {
        return text == null ? null : Audit.key(text, longest);
    }
}

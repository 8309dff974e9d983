package com.scrabbl.edition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a mailbox shows beside the subject. The subject has the lead, so it tells of the stories after it; with a single
 * story it is the standfirst.
 */
final class Preheader {

    private static final int LONGEST = 130;
    private static final int SHORTEST_TITLE = 20;

    private Preheader() {}

    /** Of articles as templates see them: at most 130 characters; null when there is nothing to tell. */
    static @Nullable String of(List<Map<String, Object>> articles) {
        if (articles.size() == 1) {
            String standfirst = (String) articles.get(0).get("standfirst");
            return standfirst == null || standfirst.isBlank() ? null : Shortening.cut(standfirst, LONGEST);
        }
        StringBuilder titles = new StringBuilder();
        for (Map<String, Object> article : articles.subList(1, Math.min(4, articles.size()))) {
            int room = LONGEST - titles.length() - (titles.isEmpty() ? 0 : 2);
            if (room < SHORTEST_TITLE) {
                break;
            }
            titles.append(titles.isEmpty() ? "" : "; ")
                    .append(Shortening.cut(String.valueOf(article.get("title")), room));
        }
        return titles.toString();
    }
}

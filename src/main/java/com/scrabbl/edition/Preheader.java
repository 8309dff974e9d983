package com.scrabbl.edition;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a mailbox shows beside the subject. The subject has the lead, so it tells of the stories after it; with a single
 * story it is the standfirst.
 */
final class Preheader {

    private static final int LONGEST = 130;
    private static final int ENOUGH = 85;
    private static final int MOST_TOLD = 3;

    private Preheader() {}

    /**
     * Of articles as templates see them: at most 130 characters, and nothing that the subject says already. A headline is cut
     * only where the line would have fewer than 85 without it.
     *
     * @param subject may be empty
     * @return null when there is nothing to tell
     */
    static @Nullable String of(List<Map<String, Object>> articles, String subject) {
        if (articles.size() == 1) {
            String standfirst = (String) articles.get(0).get("standfirst");
            return standfirst == null || standfirst.isBlank() || subject.contains(standfirst)
                    ? null
                    : Shortening.cut(standfirst, LONGEST);
        }
        StringBuilder titles = new StringBuilder();
        int told = 0;
        for (Map<String, Object> article : articles.subList(1, articles.size())) {
            String title = String.valueOf(article.get("title"));
            int room = LONGEST - titles.length() - (titles.isEmpty() ? 0 : 2);
            if (told == MOST_TOLD || (titles.length() >= ENOUGH && title.length() > room)) {
                break;
            }
            if (!subject.contains(title)) {
                titles.append(titles.isEmpty() ? "" : semicolon(titles)).append(Shortening.cut(title, room));
                told++;
            }
        }
        return titles.isEmpty() ? null : titles.toString();
    }

    /** The one of the script that comes before it. */
    private static String semicolon(CharSequence before) {
        return before.codePoints().anyMatch(letter -> UnicodeScript.of(letter) == UnicodeScript.ARABIC) ? "؛ " : "; ";
    }
}

package com.scrabbl.edition;

import com.scrabbl.article.Article;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mailbox shows beside the subject. The subject has the lead, so it tells of the stories after it; with a single
 * story it is the standfirst.
 */
final class Preheader {

    private static final int LONGEST = 130;
    private static final int SHORTEST_TITLE = 20;

    private Preheader() {}

    /** At most 130 characters; null when there is nothing to tell. */
    static @Nullable String of(List<Article> articles) {
        if (articles.size() == 1) {
            String standfirst = articles.get(0).standfirst();
            return standfirst == null || standfirst.isBlank() ? null : shortened(standfirst, LONGEST);
        }
        StringBuilder titles = new StringBuilder();
        for (Article article : articles.subList(1, Math.min(4, articles.size()))) {
            int room = LONGEST - titles.length() - (titles.isEmpty() ? 0 : 2);
            if (room < SHORTEST_TITLE) {
                break;
            }
            titles.append(titles.isEmpty() ? "" : "; ").append(shortened(article.title(), room));
        }
        return titles.toString();
    }

    /** Ends at a word where it can, with an ellipsis. */
    private static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = text.lastIndexOf(' ', longest - 1);
        if (end < longest / 2) {
            end = longest - 1;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}

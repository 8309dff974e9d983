package com.scrabbl.edition;

import java.util.ArrayList;
import java.util.List;

/**
 * How large a mail's HTML part is, and what was left out so that mail programs do not cut it off.
 *
 * @param octets of the HTML part before it is encoded, its slots not filled
 * @param longestSummary characters to which the summaries after the first were cut; 0 when they are as they were
 * @param withoutText stories whose whole text was left out
 * @param elsewhere stories that are only on the site
 */
public record Fit(int octets, int longestSummary, int withoutText, int elsewhere) {

    /** That a mail has at the most, however short they are. */
    public static final int MOST_STORIES = 40;

    /** Whether something was left out. */
    public boolean isShorter() {
        return longestSummary + withoutText + elsewhere > 0;
    }

    /** What was left out, in a sentence for editors. */
    public String sentence() {
        List<String> cuts = new ArrayList<>();
        if (longestSummary > 0) {
            cuts.add("summaries after the first end within %d characters".formatted(longestSummary));
        }
        if (withoutText > 0) {
            cuts.add("%s only summary and link"
                    .formatted(withoutText == 1 ? "1 story has" : withoutText + " stories have"));
        }
        if (elsewhere > 0) {
            cuts.add("%s only on the site".formatted(elsewhere == 1 ? "1 story is" : elsewhere + " stories are"));
        }
        if (elsewhere > 0 && cuts.size() == 1) {
            return "a mail has %d stories at the most, and no more than are not cut off, so %s"
                    .formatted(MOST_STORIES, cuts.get(0));
        }
        return isShorter()
                ? "the mail would have been too large, so %s".formatted(String.join(", and ", cuts))
                : "nothing was left out";
    }
}

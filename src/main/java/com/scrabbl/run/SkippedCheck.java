package com.scrabbl.run;

import com.scrabbl.mail.check.CheckRow;
import com.scrabbl.mail.check.Checklist;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A row of the checklist that somebody lets pass, whatever it finds.
 *
 * @param row such as {@code C09}
 * @param reason one line of 1 to 1000 characters
 */
public record SkippedCheck(String row, String reason) {

    private static final int LONGEST_REASON = 1000;

    /** @throws UnskippableCheckException when there is no such row of ours, or no reason, or a very long one */
    public SkippedCheck {
        String asked = row;
        CheckRow known = Checklist.find(asked).orElseThrow(() -> UnskippableCheckException.unknown(asked));
        if (known.isRelays()) {
            throw UnskippableCheckException.relays(known);
        }
        row = known.id();
        reason = reason.replaceAll("\\p{Cntrl}+", " ").strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw UnskippableCheckException.noReason(row, LONGEST_REASON, reason.length());
        }
    }

    /**
     * The rows with their reasons: one for all, or one for each.
     *
     * @throws UnskippableCheckException when a row or a reason is not as it must be, or there are not as many
     */
    public static List<SkippedCheck> of(List<String> rows, List<String> reasons) {
        if (reasons.isEmpty() && !rows.isEmpty()) {
            return List.of(new SkippedCheck(rows.get(0), ""));
        }
        if (rows.isEmpty() && !reasons.isEmpty() || reasons.size() > 1 && reasons.size() != rows.size()) {
            throw UnskippableCheckException.uneven(rows.size(), reasons.size());
        }
        Map<String, SkippedCheck> skipped = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            SkippedCheck one = new SkippedCheck(rows.get(i), reasons.get(reasons.size() == 1 ? 0 : i));
            skipped.put(one.row(), one);
        }
        return List.copyOf(skipped.values());
    }

    /** The names of their rows. */
    public static Set<String> rows(List<SkippedCheck> skipped) {
        return skipped.stream().map(SkippedCheck::row).collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return row + ", because " + reason;
    }
}

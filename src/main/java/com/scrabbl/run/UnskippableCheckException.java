package com.scrabbl.run;

import com.scrabbl.mail.check.CheckRow;
import com.scrabbl.mail.check.Checklist;

/** A check can't be skipped like this: there is none of that name, it is not ours, or nobody says why. */
public class UnskippableCheckException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private UnskippableCheckException(String message) {
        super(message);
    }

    static UnskippableCheckException unknown(String row) {
        return new UnskippableCheckException("There is no check \"%s\". There are %s."
                .formatted(
                        row,
                        String.join(
                                ", ",
                                Checklist.ROWS.values().stream()
                                        .filter(one -> !one.isRelays())
                                        .map(CheckRow::id)
                                        .toList())));
    }

    static UnskippableCheckException relays(CheckRow row) {
        return new UnskippableCheckException("%s (%s) is your relay's, and not looked at: there is nothing to skip."
                .formatted(row.id(), row.what()));
    }

    static UnskippableCheckException noReason(String row, int most, int characters) {
        return new UnskippableCheckException(
                "To skip the check %s takes --because and a reason of 1 to %d characters; this one has %d."
                        .formatted(row, most, characters));
    }

    static UnskippableCheckException uneven(int rows, int reasons) {
        return new UnskippableCheckException(
                "There are %d times --skip-checks and %d times --because: give one reason for all, or one after each."
                        .formatted(rows, reasons));
    }

    static UnskippableCheckException tooLate(Run run) {
        return new UnskippableCheckException(
                "%s is past its checks: there is nothing to skip. Leave --skip-checks out.".formatted(run.name()));
    }
}

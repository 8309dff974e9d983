package com.scrabbl.console.list;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.subscriber.AddressPattern;
import com.scrabbl.subscriber.Suppression;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.Suppressions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds and removes suppressions at an admin's word; each change is recorded with it, or not made. */
@Component
class SuppressionDesk {

    private final Suppressions suppressions;
    private final Audit audit;
    private final Clock clock;

    SuppressionDesk(Suppressions suppressions, Audit audit, Clock clock) {
        this.suppressions = suppressions;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is suppressed under exactly this name. */
    List<Suppression> held(AddressPattern pattern) {
        return suppressions.search(pattern.stored(), null, "", "", clock.instant(), Cause.values().length + 1).stream()
                .filter(one -> one.address().equals(pattern.stored()))
                .toList();
    }

    /** @param until the first instant at which it holds no longer; null for ever */
    @Transactional
    void add(CurrentUser user, AddressPattern pattern, Cause cause, String note, @Nullable Instant until) {
        String before = told(pattern);
        suppressions.add(pattern, cause, note.isBlank() ? null : note, clock.instant(), until);
        audit.record(user.change("suppressions add", pattern.toString())
                .detail(cause.text() + (until == null ? "" : ", until " + until))
                .from(before, told(pattern))
                .because(note));
    }

    /** @throws com.scrabbl.subscriber.NotSuppressedException when there is none that could be removed */
    @Transactional
    void remove(CurrentUser user, AddressPattern pattern, String reason) {
        String before = told(pattern);
        suppressions.remove(pattern, reason, clock.instant());
        audit.record(user.change("suppressions remove", pattern.toString())
                .from(before, null)
                .because(reason));
    }

    /** In words, a line for each. */
    private String told(AddressPattern pattern) {
        return held(pattern).stream()
                .map(one -> "%s since %s%s%s"
                        .formatted(
                                one.cause().text(),
                                one.since(),
                                one.expiresAt() == null ? "" : " until " + one.expiresAt(),
                                one.evidence() == null ? "" : ": " + one.evidence()))
                .collect(Collectors.joining("\n"));
    }
}

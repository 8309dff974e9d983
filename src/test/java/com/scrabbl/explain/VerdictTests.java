package com.scrabbl.explain;

import static com.scrabbl.explain.Known.NOW;
import static com.scrabbl.explain.Known.SLOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.run.RunState;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Suppression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every verdict there is, as one table that was read by people: each state of a row with each state of its run and what
 * may have come between, and everybody who has no row. After a wanted change {@code -Dgolden.write=true} writes it anew,
 * to be read again.
 */
class VerdictTests {

    private static final Path TABLE = Path.of("src/test/resources/com/scrabbl/explain/verdicts.txt");
    private static final Instant NEXT = Instant.parse("2026-11-24T08:10:00Z");
    private static final Instant TOMORROW = NEXT.plus(Duration.ofDays(1));
    private static final Instant DECIDED = SLOT.plus(Duration.ofMinutes(50));
    private static final String SOFT = "theirs: recipient temporarily not reachable";

    private final List<String> table = new ArrayList<>();
    private final Set<DeliveryState> states = EnumSet.noneOf(DeliveryState.class);

    @Test
    void eachSituationHasItsSentence() throws IOException {
        openRows();
        settledRows();
        unknownRows();
        decidedRows();
        withoutRow();
        noEdition();

        assertThat(states).containsExactlyInAnyOrder(DeliveryState.values());
        String written = String.join("\n", table) + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(TABLE.getParent());
            Files.writeString(TABLE, written);
        }
        assertThat(written).isEqualTo(Files.readString(TABLE));
    }

    private void openRows() {
        for (RunState state : RunState.values()) {
            Instant due = state == RunState.WAITING || state == RunState.FAILED ? NEXT : null;
            String why = state == RunState.HALTED ? "9 % said 5.7.1 (policy)." : null;
            say("never tried, run " + state, new Known().run(state, why, due).row(DeliveryState.PLANNED, null, 0));
            say(
                    "asked to come back, run " + state,
                    new Known().run(state, why, due).row(DeliveryState.DEFERRED, SOFT, 1, NEXT, null, true));
        }
        for (String reason : List.of(
                SOFT,
                "ours: we send too fast",
                "ours: set aside with its provider until 09:00",
                "route: connection reset before the dot",
                "something else")) {
            say(
                    "deferred, " + reason,
                    new Known()
                            .run(RunState.RUNNING, null, null)
                            .row(DeliveryState.DEFERRED, reason, 2, TOMORROW, null, true));
        }
        say("overdue", waiting().row(DeliveryState.DEFERRED, SOFT, 1, NOW.minusSeconds(600), null, true));
        say(
                "failed for good",
                new Known().run(RunState.FAILED, "the shelf life ended", null).row(DeliveryState.PLANNED, null, 0));
        say(
                "redone",
                new Known()
                        .run(RunState.RUNNING, null, null)
                        .row(DeliveryState.PLANNED, "redone; before: ours: refused by policy", 1));
        say("left since", deferred().standing(Subscription.State.ENDED, SLOT.plusSeconds(900), "one click"));
        say("asked anew since", deferred().standing(Subscription.State.PENDING, SLOT.plusSeconds(900), null));
        say("pauses since", deferred().pausedUntil(TOMORROW));
        say("pauses until before the next try", deferred().pausedUntil(NEXT.minusSeconds(600)));
        say("suppressed since", deferred().suppressed("chen.wei@shan.example", Suppression.Cause.COMPLAINT));
        say("domain suppressed since", deferred().suppressed("@shan.example", Suppression.Cause.MANUAL));
        say("being sent", new Known().run(RunState.RUNNING, null, null).row(DeliveryState.SENDING, null, 1));
        say(
                "being sent by the dead",
                new Known().run(RunState.RUNNING, null, null).row(DeliveryState.SENDING, null, 1, null, null, false));
    }

    private void settledRows() {
        say("accepted", completed().row(DeliveryState.ACCEPTED, null, 1));
        say("accepted later", completed().row(DeliveryState.ACCEPTED, null, 3));
        say("bounced", completed().row(DeliveryState.BOUNCED, "theirs: no such mailbox or host", 1));
        say("complained", completed().row(DeliveryState.COMPLAINED, null, 1));
        for (String reason : Arrays.asList(
                "theirs: no such mailbox or host",
                "ours: refused by policy",
                "message: the message was refused",
                "route: no route to the host",
                "something else",
                null)) {
            say("rejected, " + reason, completed().row(DeliveryState.REJECTED, reason, 1));
        }
        say("expired", completed().row(DeliveryState.EXPIRED, "the shelf life ended; before: " + SOFT, 4));
        say(
                "expired at an attempt",
                completed().row(DeliveryState.EXPIRED, SOFT + "; the shelf life ends before the next attempt", 4));
        say("expired untried", completed().row(DeliveryState.EXPIRED, "the shelf life ended", 0));
        for (String reason : Arrays.asList(
                "suppressed: hard-bounce",
                "paused until 2026-12-01",
                "no matching topic",
                "the address needs SMTPUTF8, which the relay does not offer",
                "unsubscribed after the audience was frozen",
                "erased",
                null)) {
            say("skipped, " + reason, completed().row(DeliveryState.SKIPPED, reason, 0));
        }
    }

    private void unknownRows() {
        String killed =
                "killed, or cut off from the database, while sending: it cannot be known whether the relay has the"
                        + " message";
        say("unknown", completed().row(DeliveryState.UNKNOWN, killed, 1));
        say("unknown, sent again", waiting().row(DeliveryState.UNKNOWN, killed, 1, NOW, null, true));
        String decided = "decided by an operator: accepted; before: " + killed;
        say(
                "counted as accepted by maria",
                completed().resolvedBy("maria", DECIDED).row(DeliveryState.ACCEPTED, decided, 1, null, DECIDED, true));
        say(
                "counted as accepted by nobody knows whom",
                completed().row(DeliveryState.ACCEPTED, decided, 1, null, DECIDED, true));
        say(
                "given up by maria",
                completed().resolvedBy("maria", DECIDED).row(DeliveryState.CANCELLED, decided, 1, null, DECIDED, true));
    }

    private void decidedRows() {
        say(
                "counted as accepted, as the row says",
                completed()
                        .row(
                                DeliveryState.ACCEPTED,
                                "decided by ben: accepted; before: killed",
                                1,
                                null,
                                DECIDED,
                                true));
    }

    private void withoutRow() {
        say("unknown address", completed().stranger());
        say("erased", completed().erased());
        say("never subscribed", completed().neverSubscribed());
        for (Subscription.State state : Subscription.State.values()) {
            String end = state == Subscription.State.ENDED ? "one click" : null;
            say("no row, " + state + " before", completed().standing(state, SLOT.minusSeconds(3600), end));
            say("no row, " + state + " after", completed().standing(state, SLOT.plusSeconds(3600), end));
        }
    }

    private void noEdition() {
        for (RunState state : RunState.values()) {
            say("not frozen, " + state, new Known().notFrozen().run(state, reason(state), NEXT));
        }
        say("not frozen, given up", new Known().notFrozen().run(RunState.FAILED, "the shelf life ended", null));
        say("readers being frozen", new Known().addressing().run(RunState.RUNNING, null, null));
        Known proposed = new Known().notFrozen().run(RunState.PROPOSED, null, null);
        say("proposed, suppressed", proposed.suppressed("@shan.example", Suppression.Cause.MANUAL));
        say(
                "proposed, paused",
                new Known().notFrozen().run(RunState.PROPOSED, null, null).pausedUntil(TOMORROW));
        say(
                "proposed, left",
                new Known()
                        .notFrozen()
                        .run(RunState.PROPOSED, null, null)
                        .standing(Subscription.State.ENDED, SLOT.minusSeconds(60), "by command"));
    }

    private static @org.jspecify.annotations.Nullable String reason(RunState state) {
        return switch (state) {
            case SKIPPED -> "NOTHING_NEW: the newsletter's sources have brought no article yet";
            case MISSED -> "the service was not running when it was due";
            case WAITING -> "its time has come";
            case FAILED -> "every source failed";
            case HALTED -> "the sender was refused.";
            case PROPOSED -> "proposed: approve it by 08:50 (Europe/Berlin), or it is skipped";
            case RUNNING, STOPPED, COMPLETED -> null;
        };
    }

    private static Known completed() {
        return new Known().run(RunState.COMPLETED, null, null);
    }

    private static Known waiting() {
        return new Known().run(RunState.WAITING, null, NEXT);
    }

    private static Known deferred() {
        return waiting().row(DeliveryState.DEFERRED, SOFT, 1, NEXT, null, true);
    }

    private void say(String situation, Known known) {
        Circumstances facts = known.facts();
        if (facts.row() != null) {
            states.add(facts.row().state());
        }
        table.add(situation + "\n    " + Verdict.of(facts));
    }
}

package com.scrabbl.explain;

import com.scrabbl.delivery.DeliveryState;
import com.scrabbl.explain.Circumstances.Act;
import com.scrabbl.explain.Circumstances.Attempt;
import com.scrabbl.explain.Circumstances.Frozen;
import com.scrabbl.explain.Circumstances.Round;
import com.scrabbl.explain.Circumstances.Row;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterSchedule;
import com.scrabbl.newsletter.NewsletterSettings;
import com.scrabbl.newsletter.NewsletterSettings.Render;
import com.scrabbl.newsletter.Policies;
import com.scrabbl.newsletter.SelectionRule;
import com.scrabbl.newsletter.Sender;
import com.scrabbl.run.RunState;
import com.scrabbl.subscriber.Frequency;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Suppression;
import com.scrabbl.subscriber.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one edition and one reader, put together for a test; the clock stands at 08:30 in Berlin. */
final class Known {

    static final Instant SLOT = Instant.parse("2026-11-24T06:00:00Z");
    static final Instant FROZEN = SLOT.plusSeconds(4);
    static final Instant NOW = Instant.parse("2026-11-24T07:30:00Z");
    static final Instant LAST_YEAR = Instant.parse("2025-03-02T09:00:00Z");

    private static final Newsletter DAILY = new Newsletter(
            1,
            new NewsletterSettings(
                    "daily",
                    "Harbour Daily",
                    null,
                    "en",
                    new Sender("Harbour", EmailAddress.parse("news@harbour.example"), null),
                    List.of(),
                    new SelectionRule(
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            12,
                            1,
                            Duration.ofDays(7),
                            SelectionRule.Leftovers.CARRY,
                            SelectionRule.Order.NEWEST),
                    List.of(),
                    "${articles[0].title}",
                    "digest",
                    Render.SHARED,
                    new NewsletterSchedule("0 7 * * *", ZoneId.of("Europe/Berlin"), NewsletterSchedule.Missed.MERGE),
                    new Policies(
                            Policies.OptIn.DOUBLE,
                            Policies.InDoubt.HOLD,
                            Duration.ofHours(20),
                            Policies.Archive.PUBLIC),
                    List.of()));

    private boolean person = true;
    private @Nullable Instant erasedAt;
    private @Nullable Subscription subscription = subscription(Subscription.State.ACTIVE, LAST_YEAR, null, null);
    private List<Suppression> suppressions = List.of();
    private List<Round> rounds = List.of();
    private @Nullable Frozen edition = new Frozen(1, FROZEN, 3L);
    private @Nullable Row row;
    private List<Act> acts = List.of();

    Known run(RunState state, @Nullable String reason, @Nullable Instant due) {
        rounds = List.of(new Round(12, 0, state, reason, null, SLOT, SLOT.plusSeconds(1), NOW, due));
        return this;
    }

    Known row(DeliveryState state, @Nullable String reason, int attempts) {
        return row(state, reason, attempts, null, null, true);
    }

    Known row(
            DeliveryState state,
            @Nullable String reason,
            int attempts,
            @Nullable Instant next,
            @Nullable Instant decided,
            boolean alive) {
        Instant settled = attempts == 0 || state == DeliveryState.SENDING ? null : SLOT.plusSeconds(131);
        row = new Row(
                state,
                reason,
                reason != null && reason.startsWith("redone") ? 1 : 0,
                attempts,
                next,
                decided,
                null,
                alive,
                new Attempt(attempts, state, reason, "DOT", 250, null, "ok", "mx.relay.example", 40, settled, settled));
        return this;
    }

    Known notFrozen() {
        edition = null;
        return this;
    }

    Known addressing() {
        edition = new Frozen(1, FROZEN, null);
        return this;
    }

    Known stranger() {
        person = false;
        subscription = null;
        return this;
    }

    Known erased() {
        erasedAt = SLOT.plusSeconds(600);
        return stranger();
    }

    Known neverSubscribed() {
        subscription = null;
        return this;
    }

    Known standing(Subscription.State state, Instant since, @Nullable String end) {
        subscription = subscription(state, since, null, end);
        return this;
    }

    Known pausedUntil(Instant until) {
        subscription = subscription(Subscription.State.ACTIVE, LAST_YEAR, until, null);
        return this;
    }

    Known suppressed(String address, Suppression.Cause cause) {
        suppressions = List.of(new Suppression(address, cause, null, SLOT.plusSeconds(300), null));
        return this;
    }

    Known resolvedBy(String actor, Instant at) {
        acts = List.of(new Act(at, actor, "runs resolve", "daily/" + SLOT, null, null));
        return this;
    }

    Circumstances facts() {
        return new Circumstances(
                DAILY,
                SLOT,
                rounds,
                edition,
                null,
                EmailAddress.parse("chen.wei@shan.example"),
                person,
                erasedAt,
                subscription,
                suppressions,
                List.of(),
                row,
                List.of(),
                acts,
                NOW);
    }

    private static Subscription subscription(
            Subscription.State state, Instant since, @Nullable Instant paused, @Nullable String end) {
        return new Subscription(1, 1, 1, state, Topics.ALL, Frequency.EVERY, since, paused, end);
    }
}

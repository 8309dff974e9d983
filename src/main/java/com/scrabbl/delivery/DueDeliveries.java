package com.scrabbl.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is due of an edition, in the order of the subscriptions; each lane takes the next. Readers of a provider that is
 * limited have a cursor of their own, from where the provider was found limited on, and are taken as fast as they may be;
 * all others go on at full speed. What becomes due behind a cursor that is at its end is looked for while another one is not; else
 * it is for the run's next execution.
 */
final class DueDeliveries {

    /** While a pass waits for some, nobody else waits for much longer than a schedule says. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);

    /** Providers with a cursor of their own; what is limited besides is set aside when it comes. */
    private static final int MOST_LIMITED = 100;

    private final long edition;
    private final long worker;
    private final Pace pace;
    private final Clock clock;
    private final Set<String> relays;
    private final Cursor all;
    private final Map<String, Limited> limited = new LinkedHashMap<>();
    private final Map<Long, UnderWay> underWay = new HashMap<>();
    private final RelayTrust trust;
    /** Those who were taken out of their order. */
    private final Set<Long> elsewhere = new HashSet<>();

    private final Waits relaysWait = new Waits();
    private Set<String> known = Set.of();
    private Instant lookedAt;
    private int looks;

    DueDeliveries(
            JdbcClient jdbc, long edition, long worker, Set<String> relays, Pace pace, RelayTrust trust, Clock clock) {
        this.edition = edition;
        this.worker = worker;
        this.relays = relays;
        this.pace = pace;
        this.trust = trust;
        this.clock = clock;
        lookedAt = clock.instant();
        all = Cursor.ofAll(jdbc, edition, lookedAt);
    }

    /** The readers of one provider, and until when each relay's next one has to wait. */
    private static final class Limited {
        private final Cursor cursor;
        private final Waits waits = new Waits();

        Limited(Cursor cursor) {
            this.cursor = cursor;
        }
    }

    private record UnderWay(String relay, String provider) {}

    /** The next subscription for that relay; empty when none may go now. */
    synchronized OptionalLong next(String relay) {
        if (!trust.mayBegin(relay)) {
            return OptionalLong.empty();
        }
        OptionalLong next = nextFor(relay);
        next.ifPresent(subscription -> trust.begins(relay, subscription));
        return next;
    }

    private OptionalLong nextFor(String relay) {
        Set<String> present = pace.limited(relays);
        if (!present.equals(known)) {
            present.forEach(this::limit);
            known = present;
        }
        Instant now = clock.instant();
        lookAgain(now);
        for (Map.Entry<String, Limited> entry : limited.entrySet()) {
            OptionalLong taken = nextOf(entry.getKey(), entry.getValue(), relay, now);
            if (taken.isPresent()) {
                return taken;
            }
        }
        return nextOfAll(relay, now);
    }

    private void lookAgain(Instant now) {
        if (known.isEmpty() || now.isBefore(lookedAt.plus(BETWEEN_LOOKS)) || isOver()) {
            return;
        }
        lookedAt = now;
        Stream.concat(Stream.of(all), limited.values().stream().map(readers -> readers.cursor))
                .filter(Cursor::isOver)
                .forEach(cursor -> cursor.again(now));
    }

    private OptionalLong nextOf(String provider, Limited readers, String relay, Instant now) {
        if (readers.waits.lasts(relay, now)) {
            return OptionalLong.empty();
        }
        OptionalLong next = readers.cursor.peek();
        if (next.isEmpty()) {
            return next;
        }
        Instant wait = pace.ask(relay, provider, edition, next.getAsLong(), worker);
        readers.waits.set(relay, wait);
        if (wait != null) {
            return OptionalLong.empty();
        }
        readers.cursor.remove();
        underWay.put(next.getAsLong(), new UnderWay(relay, provider));
        // The next call begins with another provider.
        limited.remove(provider);
        limited.put(provider, readers);
        return next;
    }

    private OptionalLong nextOfAll(String relay, Instant now) {
        if (relaysWait.lasts(relay, now)) {
            return OptionalLong.empty();
        }
        OptionalLong chosen = fromElsewhere(relay);
        OptionalLong next = chosen.isPresent() ? chosen : nextInOrder();
        if (next.isEmpty()) {
            return next;
        }
        Instant wait = pace.ask(relay, null, edition, next.getAsLong(), worker);
        relaysWait.set(relay, wait);
        if (wait != null) {
            return OptionalLong.empty();
        }
        if (chosen.isPresent()) {
            elsewhere.add(chosen.getAsLong());
        } else {
            all.remove();
        }
        return next;
    }

    private OptionalLong nextInOrder() {
        OptionalLong next = all.peek();
        while (next.isPresent() && elsewhere.remove(next.getAsLong())) {
            all.remove();
            next = all.peek();
        }
        return next;
    }

    /**
     * In a trial every second reader is one from anywhere, so that big domains have their part, and every other one from a domain
     * that was not asked yet, so that a dead one does not fill the trial.
     */
    private OptionalLong fromElsewhere(String relay) {
        if (!trust.looksElsewhere(relay)) {
            return OptionalLong.empty();
        }
        List<String> leftOut = new ArrayList<>();
        limited.keySet().forEach(provider -> leftOut.addAll(pace.domains(provider)));
        int number = ++looks;
        // The binary digits of the number the other way round: halves, quarters, eighths of what is left.
        double part = Integer.toUnsignedLong(Integer.reverse(number)) / (double) (1L << Integer.SIZE);
        if (number % 2 == 0) {
            List<String> asked = new ArrayList<>(leftOut);
            asked.addAll(trust.triedDomains(relay));
            OptionalLong other = all.elsewhere(part, asked, elsewhere);
            if (other.isPresent()) {
                return other;
            }
        }
        return all.elsewhere(part, leftOut, elsewhere);
    }

    private boolean limit(String provider) {
        if (limited.containsKey(provider)) {
            return true;
        }
        if (limited.size() >= MOST_LIMITED) {
            return false;
        }
        List<String> domains = pace.domains(provider);
        List<String> leftOut = new ArrayList<>(domains);
        limited.keySet().forEach(other -> leftOut.addAll(pace.domains(other)));
        limited.put(provider, new Limited(all.split(domains, leftOut)));
        return true;
    }

    /** Whether the pass is at its end, unless something is given back. */
    synchronized boolean isOver() {
        return isOver(all) && limited.values().stream().allMatch(readers -> isOver(readers.cursor));
    }

    private static boolean isOver(Cursor cursor) {
        return cursor.peek().isEmpty() && cursor.isOver();
    }

    /** When the first of those who wait may go; now, when that is not known. */
    synchronized Instant waitsUntil() {
        Instant now = clock.instant();
        Instant first = Instant.MAX;
        for (Limited readers : limited.values()) {
            if (!readers.cursor.isOver()) {
                first = earlier(first, readers.waits.earliest(relays, now));
            }
        }
        return all.isOver() ? first : earlier(first, relaysWait.earliest(relays, now));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Providers whose readers are still to be sent to. */
    synchronized List<String> waiting() {
        return limited.entrySet().stream()
                .filter(entry -> !entry.getValue().cursor.isOver())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Gives back what a lane took and could not begin, or begun and took back. */
    synchronized void giveBack(long subscription) {
        trust.ends(subscription);
        elsewhere.remove(subscription);
        UnderWay unused = underWay.remove(subscription);
        Limited readers = unused == null ? null : limited.get(unused.provider());
        if (unused == null || readers == null) {
            all.giveBack(subscription);
        } else {
            readers.cursor.giveBack(subscription);
            pace.unused(unused.relay(), unused.provider(), subscription);
        }
    }

    /** What a lane took is not to be sent after all. */
    synchronized void notBegun(long subscription) {
        trust.ends(subscription);
        UnderWay unused = underWay.remove(subscription);
        if (unused != null) {
            pace.unused(unused.relay(), unused.provider(), subscription);
        }
    }

    /**
     * Gives back what a lane took before its provider was suspended.
     *
     * @return false when too many are; then its row is to be set aside
     */
    synchronized boolean passOver(long subscription, String provider) {
        trust.ends(subscription);
        if (underWay.containsKey(subscription)) {
            giveBack(subscription);
            return true;
        }
        Limited readers = limit(provider) ? limited.get(provider) : null;
        if (readers == null) {
            return false;
        }
        readers.cursor.giveBack(subscription);
        return true;
    }

    /**
     * What became of a message.
     *
     * @return until when its provider is suspended again, if this was the try whether it still is, and it was refused
     */
    synchronized @Nullable Instant settled(long subscription, Pace.Heard heard, Pace.Why why) {
        trust.ends(subscription);
        UnderWay ended = underWay.get(subscription);
        Instant until = ended == null ? null : pace.settled(ended.relay(), ended.provider(), subscription, heard, why);
        underWay.remove(subscription);
        return until;
    }

    /** Lets go of whatever is still under way, as when the pass breaks off. */
    synchronized void close() {
        underWay.forEach((subscription, unused) -> pace.unused(unused.relay(), unused.provider(), subscription));
        underWay.clear();
    }
}

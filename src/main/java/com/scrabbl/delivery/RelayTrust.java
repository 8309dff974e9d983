package com.scrabbl.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the relays of one pass have shown, and so whether their word about a reader counts: only a server that takes others is
 * believed, whatever its words mean. A relay is on trial until its first acceptance, and again when refusals pile up: then few
 * messages are under way, to readers from all over the list. For several threads.
 */
public final class RelayTrust {

    /** As many refused readers of a trial, with nobody accepted, are one finding about the relay. */
    static final int TRIAL = 32;

    /** As many messages are under way while a relay is on trial: with {@link #TRIAL} they touch less than 50 readers. */
    static final int FEW = 8;

    /** As many refused readers are read from the list in its order before others are chosen. */
    private static final int IN_ORDER = 4;

    /** A domain that refused no more readers than that is too small to have others accepted around them. */
    private static final int SMALL_DOMAIN = 5;

    /** Domains and readers that are remembered, so that no list can be so long that it fills the memory. */
    private static final int MOST_DOMAINS = 10_000;

    private static final int MOST_READERS = 50_000;

    private final Map<String, Relay> relays = new HashMap<>();
    private final Set<Long> found = new HashSet<>();
    private final Map<Long, Refused> refused = new Latest();
    private Instant begun = Instant.MAX;
    private boolean seasoned;
    private End end = End.NOT_YET;

    private enum End {
        NOT_YET,
        WELL,
        HALTED
    }

    private static final class Latest extends LinkedHashMap<Long, Refused> {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Refused> eldest) {
            return size() > MOST_READERS;
        }
    }

    /** What one relay has shown. */
    private static final class Relay {
        private final Set<Long> underWay = new HashSet<>();
        private final Map<String, Domain> domains = new HashMap<>();
        private final RefusalRun all = new RefusalRun();
        private final Map<String, RefusalRun> byProvider = new HashMap<>();
        private final Set<String> refusingProviders = new HashSet<>();
        /** Those who were refused while nobody was accepted, or while refusals pile up, and for good or not. */
        private final Map<Long, Refused> trial = new LinkedHashMap<>();

        private long accepted;
        private int mostUnderWay;

        boolean onTrial() {
            return accepted == 0 || all.suspicious();
        }
    }

    private static final class Domain {
        private long accepted;
        private int refused;
    }

    /** A refused reader, and how many had been accepted until then. */
    private record Refused(
            String relay, String domain, boolean forGood, long acceptedOfDomain, long acceptedOfAll, String said) {}

    /**
     * That a relay, or a provider by it, takes nobody, or nobody any more.
     *
     * @param provider null when it is the relay
     * @param latest the refusal that made it certain
     * @param readers all who were refused by it
     * @param domains how many receiving domains they have
     * @param forGood whether most of them were refused for good
     * @param accepted how many the relay had accepted before
     */
    record Finding(
            String relay,
            @Nullable String provider,
            Refusal latest,
            Set<Long> readers,
            int domains,
            boolean forGood,
            long accepted) {

        Finding {
            readers = Set.copyOf(readers);
        }
    }

    /**
     * A pass begins.
     *
     * @param hasAcceptances whether earlier passes brought acceptances: then those who are tried again are those whom somebody
     *     refused before, and say nothing about the others
     */
    synchronized void begins(Instant at, boolean hasAcceptances) {
        begun = at;
        seasoned = hasAcceptances;
    }

    /** Whether one more message may be begun by that relay. */
    synchronized boolean mayBegin(String relay) {
        Relay known = relay(relay);
        return !known.onTrial() || known.underWay.size() < FEW;
    }

    /** Whether it has still to show that it takes readers: then nothing is begun ahead. */
    synchronized boolean isOnTrial(String relay) {
        return relay(relay).onTrial();
    }

    /** Whether the next message is better one to a reader from elsewhere in the list, with which its order says nothing. */
    synchronized boolean looksElsewhere(String relay) {
        Relay known = relay(relay);
        return (known.accepted == 0 || known.all.lasts()) && known.trial.size() >= IN_ORDER;
    }

    /** The domains that refused a reader while nobody was accepted; none later. */
    synchronized List<String> triedDomains(String relay) {
        Relay known = relay(relay);
        return known.accepted > 0
                ? List.of()
                : known.trial.values().stream().map(Refused::domain).distinct().toList();
    }

    /** A message is under way by that relay; until it {@link #ends}. */
    synchronized void begins(String relay, long subscription) {
        Relay known = relay(relay);
        known.underWay.add(subscription);
        known.mostUnderWay = Math.max(known.mostUnderWay, known.underWay.size());
    }

    /** A message is no longer under way. */
    synchronized void ends(long subscription) {
        relays.values().forEach(relay -> relay.underWay.remove(subscription));
    }

    /** Whether the relay accepted anything in this pass. */
    synchronized boolean hasTaken(String relay) {
        return relay(relay).accepted > 0;
    }

    /** The relay took a message. */
    synchronized void accepted(String relay, String provider, String domain) {
        Relay known = relay(relay);
        known.accepted++;
        known.all.accepted();
        known.refusingProviders.clear();
        RefusalRun run = known.byProvider.get(provider);
        if (run == null && known.byProvider.size() < MOST_DOMAINS) {
            known.byProvider.put(provider, run = new RefusalRun());
        }
        if (run != null) {
            run.accepted();
        }
        if (known.domains.size() < MOST_DOMAINS || known.domains.containsKey(domain)) {
            known.domains.computeIfAbsent(domain, any -> new Domain()).accepted++;
        }
        if (!known.all.lasts()) {
            known.trial.clear();
        }
    }

    /**
     * The relay refused a message, for now or for good, in whatever class.
     *
     * @param attempt 1 for the first
     * @return what is certain by it; null when nothing is
     */
    synchronized @Nullable Finding refused(String relay, Refusal refusal, String domain, int attempt, boolean forGood) {
        Relay known = relay(relay);
        Domain ofDomain = known.domains.get(domain);
        if (ofDomain == null && known.domains.size() < MOST_DOMAINS) {
            known.domains.put(domain, ofDomain = new Domain());
        }
        boolean hasAccepted = ofDomain != null && ofDomain.accepted > 0;
        Refused reader = new Refused(
                relay, domain, forGood, ofDomain == null ? 0 : ofDomain.accepted, known.accepted, refusal.said());
        refused.put(refusal.subscription(), reader);
        if (ofDomain != null) {
            ofDomain.refused++;
        }
        if (seasoned && attempt > 1) {
            return null;
        }
        if (known.accepted == 0 || known.all.lasts()) {
            known.trial.put(refusal.subscription(), reader);
        }
        if (known.accepted == 0) {
            return known.trial.size() >= TRIAL ? found(relay, null, refusal, known.trial.keySet(), known) : null;
        }
        boolean ofAll = known.all.refused(refusal.subscription(), domain, hasAccepted);
        known.trial.put(refusal.subscription(), reader);
        RefusalRun ofProvider = known.byProvider.get(refusal.provider());
        if (ofProvider != null && ofProvider.refused(refusal.subscription(), domain, true)) {
            known.refusingProviders.add(refusal.provider());
            Set<Long> readers = ofProvider.readers();
            ofProvider.begins();
            return known.refusingProviders.size() < Succession.LONG
                    ? found(relay, refusal.provider(), refusal, readers, known)
                    : found(relay, null, refusal, known.all.readers(), known);
        }
        return ofAll ? found(relay, null, refusal, known.all.readers(), known) : null;
    }

    private Finding found(String relay, @Nullable String provider, Refusal latest, Set<Long> readers, Relay known) {
        found.addAll(readers);
        List<Refused> who = readers.stream()
                .map(refused::get)
                .filter(java.util.Objects::nonNull)
                .toList();
        long forGood = who.stream().filter(Refused::forGood).count();
        int domains = (int) who.stream().map(Refused::domain).distinct().count();
        return new Finding(relay, provider, latest, readers, domains, 2 * forGood > who.size(), known.accepted);
    }

    /**
     * The pass is over.
     *
     * @param well it came to its end, and was neither halted nor stopped
     */
    synchronized void over(boolean well, boolean halted) {
        end = halted ? End.HALTED : well ? End.WELL : End.NOT_YET;
        relays.forEach((name, relay) -> {
            if (relay.accepted == 0 || halted) {
                found.addAll(relay.trial.keySet());
            }
        });
        if (halted) {
            // Acceptances that were on their way when the trouble began were told after the first refusals.
            refused.forEach((subscription, reader) -> {
                Relay relay = relay(reader.relay());
                if (relay.accepted - reader.acceptedOfAll() <= relay.mostUnderWay) {
                    found.add(subscription);
                }
            });
        }
    }

    /** Those whom nobody's word is believed about, since it was said to everybody. */
    synchronized List<Long> found() {
        return new ArrayList<>(found);
    }

    /** How many readers were refused for good while nobody at all was accepted, and how many domains they have. */
    synchronized Nobody nobody() {
        if (seasoned || relays.values().stream().anyMatch(relay -> relay.accepted > 0)) {
            return new Nobody(0, 0, "");
        }
        Set<String> domains = new LinkedHashSet<>();
        int readers = 0;
        String said = "";
        for (Refused one : refused.values()) {
            if (one.forGood()) {
                readers++;
                said = one.said();
                domains.add(one.domain());
            }
        }
        return new Nobody(readers, domains.size(), said);
    }

    /**
     * Readers who were refused for good by relays that accepted nobody.
     *
     * @param said to the last one
     */
    record Nobody(int readers, int domains, String said) {}

    /**
     * Whether what the relay said of a reader counts against the reader: it accepted others of the domain before and after,
     * or of any where that domain is small, or the pass ended well and the relay accepted others in it. Never what was said to
     * everybody. This is the one place that decides, for replies and for reports.
     *
     * @param relay by which the reader was refused
     * @param at when the relay said it
     */
    public synchronized boolean believes(@Nullable String relay, long subscription, Instant at) {
        if (relay == null || end == End.HALTED || found.contains(subscription)) {
            return false;
        }
        Relay known = relays.get(relay);
        if (known == null || known.accepted == 0) {
            return false;
        }
        if (end == End.WELL && !at.isBefore(begun)) {
            return true;
        }
        Refused reader = refused.get(subscription);
        return reader != null && reader.relay().equals(relay) && isAround(known, reader);
    }

    private static boolean isAround(Relay relay, Refused reader) {
        Domain domain = relay.domains.get(reader.domain());
        if (domain == null) {
            return false;
        }
        boolean ofDomain = reader.acceptedOfDomain() > 0 && domain.accepted > reader.acceptedOfDomain();
        boolean small =
                domain.refused <= SMALL_DOMAIN && reader.acceptedOfAll() > 0 && relay.accepted > reader.acceptedOfAll();
        return ofDomain || small;
    }

    private Relay relay(String name) {
        return relays.computeIfAbsent(name, any -> new Relay());
    }
}

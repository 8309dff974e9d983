package com.scrabbl.run.view;

import com.scrabbl.delivery.Cause;
import com.scrabbl.delivery.DeliveryState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The figures of an edition, counted from its rows.
 *
 * @param at when they were counted
 * @param states rows of each state; of one without rows 0
 * @param unproven rows that are ACCEPTED without a 2xx and without an operator's word: 0 in a ledger that is right
 * @param rejectedByUs rows that were rejected by our or the message's fault: those that a redo takes in
 * @param nextDue when the first deferred one is due
 * @param providers the largest receiving providers, the largest first
 * @param others all others; null when there are none
 * @param causes why mail was not accepted, the most frequent first
 * @param paces what was settled when, by round
 * @param rounds rows that were sent in a round, or are to be, by round: of each standing, by its ordinal
 * @param parts where along the key the rows are
 */
public record Figures(
        Instant at,
        long rows,
        Map<DeliveryState, Long> states,
        long unproven,
        long rejectedByUs,
        @Nullable Instant nextDue,
        List<Provider> providers,
        @Nullable Others others,
        List<Refused> causes,
        Map<Integer, Pace> paces,
        Map<Integer, List<Long>> rounds,
        List<Part> parts) {

    /** Instead of a domain, of readers who were erased since. */
    public static final String ERASED = "(erased)";

    private static final int PROVIDERS = 10;

    /** A provider with less than the two-hundredth part of the readers is one of the others. */
    private static final int LEAST_SHARE = 200;

    /**
     * Where mail goes to.
     *
     * @param name of the provider, or the receiving domain when nobody claims it; empty for several together
     * @param domains its receiving domains that have readers here, the one with the most first
     * @param counts rows of each standing, by its ordinal
     * @param nextTry when the first deferred one is due
     */
    public record Provider(
            String name,
            List<Domain> domains,
            List<Long> counts,
            @Nullable Instant nextTry) {

        public long of(Standing standing) {
            return counts.get(standing.ordinal());
        }

        /** Whether that is a domain that no provider claims. */
        public boolean isDomain() {
            return domains.size() == 1 && domains.get(0).name().equals(name);
        }

        private long total() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** A receiving domain with its rows. */
    public record Domain(String name, long rows) {}

    /**
     * All providers that are not among the largest.
     *
     * @param domains how many receiving domains they have, or at least so many
     * @param more whether they are more
     */
    public record Others(int domains, boolean more, Provider counts) {}

    /**
     * Deliveries that were not accepted for one cause.
     *
     * @param count deferred, rejected and expired ones together
     * @param example subscription of one of them
     * @param nextTry when the first deferred one is due; null when none is tried again
     */
    public record Refused(
            Cause cause,
            long count,
            long rejected,
            long example,
            @Nullable Instant nextTry) {}

    /** A range of subscriptions, the ends of which are exclusive and inclusive, with its rows of each standing. */
    record Part(long after, long end, long[] standings) {}

    /** @param nameOf the provider of a receiving domain */
    static Figures of(Tally tally, List<Part> parts, int round, Instant now, UnaryOperator<String> nameOf) {
        List<Provider> all = providers(tally, nameOf);
        int named = 0;
        while (named < Math.min(PROVIDERS, all.size())
                && (all.size() <= PROVIDERS || all.get(named).total() * LEAST_SHARE >= tally.rows())) {
            named++;
        }
        Map<DeliveryState, Long> states = new EnumMap<>(DeliveryState.class);
        for (DeliveryState state : DeliveryState.values()) {
            states.put(state, tally.of(state));
        }
        Map<Integer, Pace> paces = new HashMap<>();
        for (int each = 0; each <= round; each++) {
            paces.put(each, Pace.of(tally.series(each), now));
        }
        return new Figures(
                now,
                tally.rows(),
                states,
                tally.unproven(),
                tally.rejectedByUs(),
                tally.nextDue(),
                List.copyOf(all.subList(0, named)),
                others(all.subList(named, all.size()), tally.elsewhere()),
                causes(tally),
                paces,
                rounds(tally),
                parts);
    }

    /** Domains of one provider together, the largest provider first. */
    private static List<Provider> providers(Tally tally, UnaryOperator<String> nameOf) {
        Map<String, List<Domain>> domains = new HashMap<>();
        Map<String, Tally.OfDomain> sums = new HashMap<>();
        tally.domains().forEach((domain, counts) -> {
            String name = nameOf.apply(domain);
            domains.computeIfAbsent(name, any -> new ArrayList<>()).add(new Domain(domain, counts.total()));
            sums.computeIfAbsent(name, any -> new Tally.OfDomain()).add(counts);
        });
        List<Provider> all = new ArrayList<>();
        sums.forEach((name, sum) -> all.add(provider(name, domains.getOrDefault(name, List.of()), sum)));
        all.sort(Comparator.comparingLong(Provider::total).reversed().thenComparing(Provider::name));
        return all;
    }

    private static Map<Integer, List<Long>> rounds(Tally tally) {
        Map<Integer, List<Long>> rounds = new HashMap<>();
        tally.rounds()
                .forEach((round, counts) ->
                        rounds.put(round, Arrays.stream(counts).boxed().toList()));
        return rounds;
    }

    private static List<Refused> causes(Tally tally) {
        return tally.causes().entrySet().stream()
                .map(entry -> refused(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Refused::count)
                        .reversed()
                        .thenComparing(refused -> refused.cause().key()))
                .toList();
    }

    private static Refused refused(Cause cause, Tally.OfCause counts) {
        long count = 0;
        for (long standing : counts.standings) {
            count += standing;
        }
        return new Refused(cause, count, counts.standings[Standing.REJECTED.ordinal()], counts.example, counts.nextTry);
    }

    private static @Nullable Others others(List<Provider> others, Tally.OfDomain elsewhere) {
        boolean more = elsewhere.total() > 0;
        if (others.isEmpty() && !more) {
            return null;
        }
        Tally.OfDomain sum = new Tally.OfDomain();
        sum.add(elsewhere);
        for (Provider provider : others) {
            for (Standing standing : Standing.values()) {
                sum.standings[standing.ordinal()] += provider.of(standing);
            }
            sum.nextTry = Tally.earlier(sum.nextTry, provider.nextTry());
        }
        int domains = others.stream().mapToInt(other -> other.domains().size()).sum();
        return new Others(domains, more, provider("", List.of(), sum));
    }

    private static Provider provider(String name, List<Domain> domains, Tally.OfDomain counts) {
        List<Long> standings = new ArrayList<>();
        for (long count : counts.standings) {
            standings.add(count);
        }
        List<Domain> largestFirst = domains.stream()
                .sorted(Comparator.comparingLong(Domain::rows).reversed().thenComparing(Domain::name))
                .toList();
        return new Provider(name, largestFirst, List.copyOf(standings), counts.nextTry);
    }

    /** Whether these domains together have too few rows for a provider to be one of the largest. */
    boolean areSmall(Collection<String> domains) {
        long rowsOf = providers.stream()
                .flatMap(provider -> provider.domains().stream())
                .filter(domain -> domains.contains(domain.name()))
                .mapToLong(Domain::rows)
                .sum();
        return rowsOf * LEAST_SHARE < rows;
    }

    /** The provider of that name, if it is one of the largest. */
    public Optional<Provider> provider(String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst();
    }

    /** Rows of that standing. */
    public long of(Standing standing) {
        return standing.states().stream().mapToLong(states::get).sum();
    }

    /** How many readers that round was for, counted from the rows that no later round took back. */
    public long inRound(int round) {
        return rounds.getOrDefault(round, List.of()).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** How many of them have that standing. */
    public long inRound(int round, Standing standing) {
        List<Long> counts = rounds.getOrDefault(round, List.of());
        return counts.isEmpty() ? 0 : counts.get(standing.ordinal());
    }

    /** What was sent in that round, and how fast. */
    public Pace pace(int round) {
        return paces.getOrDefault(round, Pace.NONE);
    }
}

package com.scrabbl.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The lanes' side of the ledger, in groups: what several lanes ask for at the same time is one durable commit. What a lane
 * is given is recorded before it is given, so that a message never goes out unrecorded.
 */
@Repository
class Ledger {

    private final SettledRows settledRows;
    private final BegunRows begunRows;
    private final TransactionOperations transactions;
    private final DiskSync disk;

    Ledger(SettledRows settledRows, BegunRows begunRows, TransactionOperations transactions, DiskSync disk) {
        this.settledRows = settledRows;
        this.begunRows = begunRows;
        this.transactions = transactions;
        this.disk = disk;
    }

    /** Which delivery of which worker is to be begun, or was. */
    record Claim(long edition, long subscription, long worker) {}

    /**
     * What a lane asks to be recorded, all of it or nothing.
     *
     * @param worker whose attempts they are
     * @param settled what came of an attempt
     * @param released an attempt to be taken back, since it certainly never reached the relay: the delivery is due at
     *     once, as if not tried
     * @param next the delivery to begin
     */
    record Request(
            long worker,
            @Nullable Settlement settled,
            @Nullable Delivery released,
            @Nullable Claim next) {

        static Request settle(long worker, @Nullable Settlement settled) {
            return new Request(worker, settled, null, null);
        }

        static Request settleAndBegin(@Nullable Settlement settled, Claim next) {
            return new Request(next.worker(), settled, null, next);
        }

        static Request release(long worker, Delivery released) {
            return new Request(worker, null, released, null);
        }
    }

    /**
     * What came of a request.
     *
     * @param delivery the attempt begun; null when none was asked for, or that delivery is not to be sent, or not by this
     *     worker
     * @param leaseLost whether nothing was begun because the worker's lease has lapsed; the rest is recorded all the same
     */
    record Begun(@Nullable Delivery delivery, boolean leaseLost) {

        static final Begun NOTHING = new Begun(null, false);
    }

    /**
     * Records requests in one durable commit. When it is unknown whether the commit took place, the same call with the
     * same group number makes sure: what was recorded is found again, and nothing is recorded twice.
     *
     * @param group distinguishes the worker's commits
     * @return an answer for each request, in their order
     */
    List<Begun> record(long group, List<Request> requests) {
        List<Begun> answers = Objects.requireNonNull(transactions.execute(status -> recordAll(group, requests)));
        disk.sync();
        return answers;
    }

    private List<Begun> recordAll(long group, List<Request> requests) {
        byOwner(requests).forEach((owner, numbers) -> {
            List<Settlement> settlements = numbers.stream()
                    .map(number -> requests.get(number).settled())
                    .filter(Objects::nonNull)
                    .toList();
            settledRows.record(owner, settlements);
        });
        requests.forEach(request -> {
            if (request.released() != null) {
                settledRows.release(request.released(), request.worker());
            }
        });
        List<Begun> answers =
                new ArrayList<>(requests.stream().map(request -> Begun.NOTHING).toList());
        byClaim(requests).forEach((owner, numbers) -> {
            List<Claim> claims = numbers.stream()
                    .map(number -> Objects.requireNonNull(requests.get(number).next()))
                    .toList();
            List<Begun> begun = begunRows.begin(owner, group, claims);
            for (int position = 0; position < begun.size(); position++) {
                answers.set(numbers.get(position), begun.get(position));
            }
        });
        return answers;
    }

    /** The worker and the edition that rows of one statement have in common. */
    record Owner(long worker, long edition) {}

    private static Map<Owner, List<Integer>> byOwner(List<Request> requests) {
        Map<Owner, List<Integer>> groups = new LinkedHashMap<>();
        IntStream.range(0, requests.size()).forEach(number -> {
            Settlement settled = requests.get(number).settled();
            if (settled != null) {
                add(groups, requests.get(number).worker(), settled.delivery().edition(), number);
            }
        });
        return groups;
    }

    private static Map<Owner, List<Integer>> byClaim(List<Request> requests) {
        Map<Owner, List<Integer>> groups = new LinkedHashMap<>();
        IntStream.range(0, requests.size()).forEach(number -> {
            Claim next = requests.get(number).next();
            if (next != null) {
                add(groups, next.worker(), next.edition(), number);
            }
        });
        return groups;
    }

    private static void add(Map<Owner, List<Integer>> groups, long worker, long edition, int number) {
        Collection<Integer> group = groups.computeIfAbsent(new Owner(worker, edition), owner -> new ArrayList<>());
        group.add(number);
    }
}

package com.scrabbl.subscriber.transfer;

import static com.scrabbl.timestamp.Timestamps.utc;

import com.scrabbl.subscriber.AddressPattern;
import com.scrabbl.subscriber.ErasureKey;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.Suppression;
import com.scrabbl.subscriber.transfer.ImportOptions.Status;
import com.scrabbl.subscriber.transfer.ImportOptions.Update;
import com.scrabbl.subscriber.transfer.ListStanding.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings some readers of a list into the tables by a handful of statements over all of them, or tells what that would do. */
final class ImportChunk {

    /** Counted among those held back, beside the causes of suppressions. */
    private static final String ENDED = "ended";

    private static final String ELSEWHERE = "elsewhere";

    /** Which of the list's people are known, as far as it was read. */
    private enum Acquaintance {
        UNKNOWN,
        /** They are not looked for any more, until the unique key tells of one. */
        NOBODY,
        SOMEBODY
    }

    private final JdbcClient jdbc;
    private final ErasureKey erasureKey;
    private final ImportWrites writes;
    private final ImportUpdates updates;
    private final ImportTarget target;
    private final boolean writing;
    private final AtomicReference<Acquaintance> acquaintance = new AtomicReference<>(Acquaintance.UNKNOWN);

    /** @param writing false only counts */
    ImportChunk(JdbcTemplate template, ErasureKey erasureKey, ImportTarget target, boolean writing) {
        this.jdbc = JdbcClient.create(template);
        this.erasureKey = erasureKey;
        this.writes = new ImportWrites(template, target);
        this.updates = new ImportUpdates(jdbc, target);
        this.target = target;
        this.writing = writing;
    }

    /**
     * In a transaction. All entries have different addresses; both databases like them sorted by address best.
     *
     * @throws org.springframework.dao.DuplicateKeyException when one of them is known after all; to be tried again
     */
    void bring(List<ListEntry> entries, ImportTally tally) {
        target.database().lookUp();
        Map<Kind, List<ListEntry>> byKind = new EnumMap<>(Kind.class);
        entries.forEach(entry ->
                byKind.computeIfAbsent(kind(entry), kind -> new ArrayList<>()).add(entry));
        of(byKind, Kind.ELSEWHERE).forEach(entry -> tally.heldBack(ELSEWHERE, entry));
        suppress(of(byKind, Kind.SUPPRESSED), tally);
        end(of(byKind, Kind.LEFT), tally);
        join(of(byKind, Kind.JOINED), Status.ACTIVE, tally);
        join(of(byKind, Kind.PENDING), Status.PENDING, tally);
    }

    /** They are looked for from now on. */
    void somebodyIsKnown() {
        acquaintance.set(Acquaintance.SOMEBODY);
    }

    private Kind kind(ListEntry entry) {
        Kind kind = entry.standing().kind();
        return kind == Kind.JOINED && target.options().status() == Status.PENDING ? Kind.PENDING : kind;
    }

    private static List<ListEntry> of(Map<Kind, List<ListEntry>> byKind, Kind kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    private void join(List<ListEntry> entries, Status status, ImportTally tally) {
        if (entries.isEmpty()) {
            return;
        }
        Map<String, String> held = held(entries);
        KnownReaders known =
                writing && acquaintance.get() == Acquaintance.NOBODY ? KnownReaders.nobody() : known(entries);
        acquaintance.compareAndSet(
                Acquaintance.UNKNOWN, known.ids().isEmpty() ? Acquaintance.NOBODY : Acquaintance.SOMEBODY);
        List<ListEntry> absent = new ArrayList<>();
        List<ListEntry> present = new ArrayList<>();
        for (ListEntry entry : entries) {
            @Nullable String state = known.states().get(key(entry));
            @Nullable String cause = held.get(key(entry));
            if (cause == null && Subscription.State.ENDED.name().equals(state)) {
                cause = ENDED;
            }
            if (cause != null) {
                tally.heldBack(cause, entry);
            } else {
                (state == null ? absent : present).add(entry);
            }
        }
        int changed = 0;
        if (target.options().update() == Update.PROFILE) {
            // Also of those who are known from another newsletter.
            updates.profiles(absent, writing);
            changed = updates.profilesAndTopics(present, writing);
        }
        if (writing) {
            writes.join(absent, known, status);
        }
        tally.added(absent.size());
        tally.updated(changed);
        tally.existing(present.size() - changed);
    }

    /** Who left elsewhere stays on record as having left, unless the person agreed anew with us later. */
    private void end(List<ListEntry> entries, ImportTally tally) {
        List<ListEntry> told = withoutErased(entries, tally);
        if (told.isEmpty()) {
            return;
        }
        List<ListEntry> open = writes.notEnded(told);
        if (writing) {
            writes.end(open, known(open));
        }
        tally.ended(open.size());
        tally.existing(told.size() - open.size());
    }

    private void suppress(List<ListEntry> entries, ImportTally tally) {
        List<ListEntry> known = withoutErased(entries, tally);
        if (known.isEmpty()) {
            return;
        }
        List<ListEntry> open = writes.notSuppressed(known);
        if (writing) {
            writes.suppress(open);
        }
        tally.suppressed(open.size());
        tally.existing(known.size() - open.size());
    }

    private List<ListEntry> withoutErased(List<ListEntry> entries, ImportTally tally) {
        if (entries.isEmpty() || !anyErased()) {
            return entries;
        }
        Map<String, String> held = held(entries);
        List<ListEntry> others = new ArrayList<>();
        for (ListEntry entry : entries) {
            if (Suppression.Cause.ERASED.text().equals(held.get(key(entry)))) {
                tally.heldBack(Suppression.Cause.ERASED.text(), entry);
            } else {
                others.add(entry);
            }
        }
        return others;
    }

    private KnownReaders known(List<ListEntry> entries) {
        return KnownReaders.among(entries, target, jdbc);
    }

    /** The cause by address; that of an erasure before others, else the first by name. */
    private Map<String, String> held(List<ListEntry> entries) {
        if (!anySuppressed()) {
            return Map.of();
        }
        boolean anyErased = anyErased();
        Map<String, List<String>> addressesByForm = new HashMap<>();
        for (ListEntry entry : entries) {
            add(addressesByForm, key(entry), key(entry));
            add(addressesByForm, AddressPattern.ofDomain(entry.address()).stored(), key(entry));
            if (anyErased) {
                add(addressesByForm, erasureKey.hash(entry.address()), key(entry));
            }
        }
        Map<String, String> held = new HashMap<>();
        jdbc.sql("""
                        SELECT s.address, s.cause
                        FROM unnest(CAST(:forms AS varchar ARRAY)) AS l(form)
                        JOIN suppression s ON s.address = l.form %s
                        WHERE s.expires_at IS NULL OR s.expires_at > :now
                        ORDER BY CASE WHEN s.cause = 'erased' THEN 0 ELSE 1 END, s.cause, s.address
                        """.formatted(target.database().among("s.address", "forms")))
                .param("forms", addressesByForm.keySet().toArray(String[]::new))
                .param("now", utc(target.now()))
                .query(row -> {
                    String cause = row.getString("cause");
                    addressesByForm
                            .getOrDefault(row.getString("address"), List.of())
                            .forEach(address -> held.putIfAbsent(address, cause));
                });
        return held;
    }

    private boolean anySuppressed() {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM suppression)")
                .query(Boolean.class)
                .single();
    }

    /** Hashing a list costs time, which most need not spend. */
    private boolean anyErased() {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM suppression WHERE cause = 'erased')")
                .query(Boolean.class)
                .single();
    }

    private static void add(Map<String, List<String>> addressesByForm, String form, String address) {
        addressesByForm.computeIfAbsent(form, first -> new ArrayList<>(1)).add(address);
    }

    static String key(ListEntry entry) {
        return entry.address().normal();
    }
}

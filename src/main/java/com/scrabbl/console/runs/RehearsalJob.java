package com.scrabbl.console.runs;

import com.scrabbl.mail.check.FindingTally;
import com.scrabbl.run.rehearsal.Rehearsal.Planned;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rehearsal that somebody asked for, and how far it has come. Written by one thread, read by others. */
public final class RehearsalJob {

    private final String id;
    private final String slug;
    private final String by;
    private final Instant begun;
    private final int limit;
    private final Path folder;
    private final FindingTally findings = new FindingTally();
    private State state = State.RUNNING;
    private @Nullable String sentence;
    private @Nullable Instant ended;
    private long messages;
    private long leftOut;
    private long bytes;
    private boolean cancelled;

    /** Where it stands. */
    public enum State {
        RUNNING,
        DONE,
        /** There would be no edition; the sentence says why. */
        NOTHING,
        /** The sentence says why. */
        FAILED,
        CANCELLED
    }

    RehearsalJob(String id, String slug, String by, Instant begun, int limit, Path folder) {
        this.id = id;
        this.slug = slug;
        this.by = by;
        this.begun = begun;
        this.limit = limit;
        this.folder = folder;
    }

    synchronized void add(Planned planned) {
        messages += planned.leftOut() == null ? 1 : 0;
        leftOut += planned.leftOut() == null ? 0 : 1;
        bytes += planned.bytes();
        findings.add(planned.findings());
    }

    synchronized void ended(State as, @Nullable String why, Instant at) {
        state = as;
        sentence = why;
        ended = at;
    }

    synchronized void cancel() {
        cancelled = true;
    }

    synchronized boolean cancelled() {
        return cancelled;
    }

    public String id() {
        return id;
    }

    public String slug() {
        return slug;
    }

    /** Who asked for it. */
    public String by() {
        return by;
    }

    public Instant begun() {
        return begun;
    }

    /** Readers at the most. */
    public int limit() {
        return limit;
    }

    Path folder() {
        return folder;
    }

    public synchronized State state() {
        return state;
    }

    public synchronized boolean running() {
        return state == State.RUNNING;
    }

    /** Why it failed, or why there is nothing; null with neither. */
    public synchronized @Nullable String sentence() {
        return sentence;
    }

    public synchronized @Nullable Instant ended() {
        return ended;
    }

    public synchronized long messages() {
        return messages;
    }

    /** Readers who would not get it. */
    public synchronized long leftOut() {
        return leftOut;
    }

    /** Of all messages. */
    public synchronized long bytes() {
        return bytes;
    }

    /** What is wrong with how many messages. */
    public synchronized List<FindingTally.Line> findings() {
        return findings.lines();
    }

    /** Whether a check blocks. */
    public synchronized boolean blocked() {
        return findings.blocks();
    }
}

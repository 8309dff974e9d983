package com.scrabbl.proofs;

import static org.assertj.core.api.Assertions.assertThat;

/** One proof of a few scenes: its newsroom, its checker and its line in the table. */
final class Trial implements AutoCloseable {

    private final ProofRecord record;
    private final Newsroom newsroom;
    private final Checker checker;

    Trial(String name, String database, Newsroom newsroom) {
        record = ProofRecord.of(name, database);
        this.newsroom = newsroom;
        checker = new Checker(newsroom, false);
    }

    ProofRecord record() {
        return record;
    }

    Newsroom newsroom() {
        return newsroom;
    }

    Checker checker() {
        return checker;
    }

    /** Notes that this many were in doubt at most, and fails if anything did not agree. */
    void verdict(int tries, int allowed) {
        checker.over();
        checker.require(
                checker.unknownPerKill() <= allowed,
                checker.unknownPerKill() + " became unknown at once, where " + allowed + " may");
        checker.into(record).figure("tries", tries).figure("allowed per kill", allowed);
        record.verdict(checker.findings().isEmpty());
        assertThat(checker.findings()).isEmpty();
    }

    @Override
    public void close() {
        newsroom.close();
    }
}

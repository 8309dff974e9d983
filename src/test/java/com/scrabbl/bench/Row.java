package com.scrabbl.bench;

import java.util.Locale;

/** The rows of the table: what is measured, what it must reach, and what it is aimed at. */
enum Row {
    SENDING_H2("accepted and recorded on H2, to smtp-source", "x", true, 0.50, 0.90),
    SENDING_POSTGRESQL("accepted and recorded on PostgreSQL, to smtp-source", "x", true, 0.50, 0.90),
    CPU_H2("CPU of our process for a delivery, H2", "ms", false, 0.30, 0.13),
    CPU_POSTGRESQL("CPU of our process for a delivery, PostgreSQL", "ms", false, 0.30, 0.08),
    NODEMAILER("accepted and recorded on H2, to nodemailer's pool that records nothing", "x", true, 3, 6),
    JAVAMAIL("accepted and recorded on H2, to JavaMailSender one by one that records nothing", "x", true, 2, 4),
    SLOW_RELAY(
            "a relay that takes 20 ms after the dot, 128 connections: achieved of what is possible",
            "x",
            true,
            0.80,
            0.93),
    ROUND_TRIP("20 ms of round trip: rate of a connection, to smtp-source", "x", true, 1.9, 3.5),
    IMPORT_H2("list imported, H2", "s", false, 60, 40),
    IMPORT_POSTGRESQL("list imported, PostgreSQL", "s", false, 20, 12),
    FREEZE_H2("audience frozen, H2", "s", false, 60, 25),
    FREEZE_POSTGRESQL("audience frozen, PostgreSQL", "s", false, 15, 8),
    GROWTH_H2("time for a delivery in the large ledger, to one of 10,000, H2", "x", false, 1.15, 1.05),
    GROWTH_POSTGRESQL("time for a delivery in the large ledger, to one of 10,000, PostgreSQL", "x", false, 1.15, 1.05),
    HEAP("heap that all sendings and imports had", "MB", false, 256, 160),
    START("start to ready, plain jar, to a hello-world of the same starters", "x", false, 1.40, 1.15),
    START_CDS("start to ready, with CDS, to the plain jar", "x", false, 0.65, 0.45),
    START_AOT("start to ready on JDK 25, with an AOT cache, to the plain jar", "x", false, 0.65, 0.45);

    private final String title;
    private final String unit;
    private final boolean atLeast;
    private final double must;
    private final double aim;

    /**
     * @param unit x for a ratio
     * @param atLeast whether more is better
     */
    Row(String title, String unit, boolean atLeast, double must, double aim) {
        this.title = title;
        this.unit = unit;
        this.atLeast = atLeast;
        this.must = must;
        this.aim = aim;
    }

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }

    double must() {
        return must;
    }

    double aim() {
        return aim;
    }

    String verdict(double median) {
        if (reaches(median, aim)) {
            return "aim";
        }
        return reaches(median, must) ? "must" : "missed";
    }

    private boolean reaches(double median, double bound) {
        return atLeast ? median >= bound : median <= bound;
    }

    /** As on the command line: {@code -Dbench.only=sending-h2}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the command line asks for it. */
    boolean asked() {
        return Options.ONLY.isEmpty() || Options.ONLY.stream().anyMatch(key()::startsWith);
    }
}

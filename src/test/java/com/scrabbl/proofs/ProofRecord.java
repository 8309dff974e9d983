package com.scrabbl.proofs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one proof found, one line of the table: {@code ProofRecord.of("kill -9", "H2").figure("lost", 0)…verdict(true)}.
 * It is kept in a file when it gets its verdict, so that proofs of several classes and processes end in one table. The
 * figures that {@link ProofTable} names become columns; any other one is printed at the end of the line.
 */
public final class ProofRecord {

    /** Where the records of all proofs are kept, one file each. */
    static final Path FOLDER = Path.of("target", "proofs", "records");

    /** All proofs of one build have the same. */
    static final String BUILD = System.getProperty("proofs.build", "by hand");

    private final String name;
    private final String database;
    private final long begun = System.nanoTime();
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private @Nullable String note;

    private ProofRecord(String name, String database) {
        this.name = name;
        this.database = database;
    }

    /** The record of a proof that begins now. Name and database together are unique. */
    public static ProofRecord of(String name, String database) {
        return new ProofRecord(name, database);
    }

    /** Notes a number that the proof counted or measured; given again, the later one stands. */
    public ProofRecord figure(String key, Number figure) {
        figures.put(key, figure);
        return this;
    }

    /** Adds a sentence: what else was seen. */
    public ProofRecord note(String sentence) {
        note = note == null ? sentence : note + "; " + sentence;
        return this;
    }

    /** Ends the proof. */
    public void verdict(boolean held) {
        keep(held ? "held" : "FAILED");
    }

    /** Ends a proof that cannot be made on this machine. */
    public void skipped(String reason) {
        note(reason);
        keep("skipped");
    }

    private void keep(String verdict) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("build", BUILD);
        record.put("name", name);
        record.put("database", database);
        record.put("figures", figures);
        record.put("seconds", Math.round((System.nanoTime() - begun) / 1e8) / 10.0);
        record.put("verdict", verdict);
        record.put("note", note == null ? "" : note);
        String file = HexFormat.of().formatHex((name + "|" + database).getBytes(StandardCharsets.UTF_8));
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    FOLDER.resolve(file + ".json"), JsonMapper.shared().writeValueAsString(record));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.scrabbl.proofs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** What may be said on the command line: {@code -Dproofs.seed=N}, {@code -Dproofs.kills=N},
 * {@code -Dproofs.readers=N}. */
public final class Settings {

    /** Decides all that is left to chance in the test's process. */
    static final long SEED = Long.getLong("proofs.seed", 20_261_124L);

    /** Kills per database of the proof that has most of them; the others' numbers follow. */
    static final int KILLS = Integer.getInteger("proofs.kills", 100);

    /** Random histories per database. */
    static final int HISTORIES = Integer.getInteger("proofs.histories", Math.max(2, KILLS / 4));

    /** Readers of the proof that has most of them. */
    static final int READERS = Integer.getInteger("proofs.readers", 1_000_000);

    private Settings() {}

    /** The chance of one proof; another one's does not change with it. */
    static RandomGenerator chance(String proof) {
        return new java.util.SplittableRandom(SEED * 31 + proof.hashCode());
    }

    /** The commit that is tried, as git tells it. */
    public static String commit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? said : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}

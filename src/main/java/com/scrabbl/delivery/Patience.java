package com.scrabbl.delivery;

import com.scrabbl.disk.DatabaseTrouble;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** How long a database that does not answer is waited for; begins with its construction. Used by one thread. */
final class Patience {

    /** Longer than most restarts take; what is not recorded by then is UNKNOWN. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final long begun = System.nanoTime();
    private final Duration longest;

    Patience(Duration longest) {
        this.longest = longest;
    }

    /** Waits a little; false when it is over, or whoever waits is interrupted. */
    boolean pause() {
        return waitALittle() && System.nanoTime() - begun <= longest.toNanos();
    }

    /** Waits a little, however long it has been; false when whoever waits is interrupted. */
    static boolean waitALittle() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * What the database says, as soon as it answers; its failure, if that takes too long or is not waited for any more. A
     * full disk is waited for without end.
     */
    static <T> T reading(Supplier<T> question, BooleanSupplier giveUp) {
        Patience patience = new Patience(LONGEST);
        while (true) {
            try {
                return question.get();
            } catch (DataAccessException | TransactionException e) {
                boolean again = DatabaseTrouble.isOfTheDisk(e) ? waitALittle() : patience.pause();
                if (giveUp.getAsBoolean() || !again) {
                    throw e;
                }
            }
        }
    }
}

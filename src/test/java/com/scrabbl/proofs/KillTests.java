package com.scrabbl.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.proofs.Ambush.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The sender is killed ({@code kill -9}) in each part of its work. Each edition is killed once in every part, in a chain:
 * the process that goes on is killed in the next part.
 */
@Proof
@Execution(ExecutionMode.CONCURRENT)
class KillTests {

    private static final int READERS = 320;
    private static final int KILLED = 128 + 9;
    private static final int QUICK = 6;
    private static final int SLOW = 40;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** Two deliveries of each connection: the one under way, and the one begun ahead. */
    private static final int ALLOWED = 2 * Newsroom.CONNECTIONS;

    @ParameterizedTest
    @EnumSource
    void underHoldNothingIsLostOrDoubledAndUnderResendOnlyUnknownIsSentAgain(Engine engine) {
        prove("kill -9, hold", engine, false, Settings.KILLS);
        prove("kill -9, resend", engine, true, Math.max(4, Settings.KILLS / 4));
    }

    private static void prove(String name, Engine engine, boolean resend, int kills) {
        ProofRecord record = ProofRecord.of(name, engine.toString());
        String policies = "policies: { in-doubt: " + (resend ? "resend" : "hold") + " }";
        try (Newsroom newsroom = Newsroom.opened(name + "-" + engine, engine, READERS, policies)) {
            Checker checker = new Checker(newsroom, resend);
            Map<Phase, Integer> done = new EnumMap<>(Phase.class);
            Random chance = new Random(Settings.SEED + engine.ordinal() + (resend ? 2 : 0));
            while (count(done) < kills) {
                // A relay that takes its time is told the next envelope after the content, not with it.
                newsroom.sink().answersWithin(newsroom.editions() % 2 == 0 ? QUICK : SLOW);
                String slot = newsroom.nextSlot();
                chain(newsroom, slot, checker, done, chance, kills);
                checker.ended(slot);
            }
            checker.over();
            checker.into(record)
                    .figure("tries", count(done))
                    .figure("allowed per kill", ALLOWED)
                    .figure("editions", newsroom.editions());
            if (resend) {
                record.figure("second copies of what was unknown", checker.copies());
            }
            record.note(done.toString());
            boolean held = checker.findings().isEmpty() && checker.unknownPerKill() <= ALLOWED;
            record.verdict(held);
            assertThat(checker.findings()).isEmpty();
            assertThat(checker.unknownPerKill()).isLessThanOrEqualTo(ALLOWED);
        }
    }

    /** Sends one edition; whoever sends it is killed, until nobody is any more. */
    private static void chain(
            Newsroom newsroom, String slot, Checker checker, Map<Phase, Integer> done, Random chance, int kills) {
        for (Phase phase : order(chance)) {
            if (count(done) == kills) {
                break;
            }
            Ambush ambush = Ambush.in(phase, chance);
            Running sender = newsroom.send(slot);
            ambush.lie(newsroom, sender);
            int exitCode = sender.waitFor(LONGEST);
            Ambush.leave(newsroom);
            if (exitCode != KILLED) {
                checker.require(exitCode == 0 || exitCode == 3, slot + " ended with " + exitCode + ": " + sender);
                return;
            }
            done.merge(phase, 1, Integer::sum);
            // Killed after the run's end was recorded, there is nothing to go on with.
            if (phase == Phase.BALANCE && Rows.closed(newsroom, slot)) {
                return;
            }
        }
        Running last = newsroom.send(slot);
        int exitCode = last.waitFor(LONGEST);
        checker.require(exitCode == 0 || exitCode == 3, slot + " ended with " + exitCode + ": " + last);
    }

    private static List<Phase> order(Random chance) {
        List<Phase> middle =
                new ArrayList<>(List.of(Phase.BEGIN, Phase.BEFORE_DATA, Phase.IN_DATA, Phase.AFTER_DOT, Phase.SETTLE));
        Collections.shuffle(middle, chance);
        List<Phase> order = new ArrayList<>(List.of(Phase.SELECT, Phase.ADDRESS));
        order.addAll(middle);
        order.add(Phase.BALANCE);
        return order;
    }

    private static int count(Map<Phase, Integer> done) {
        return done.values().stream().mapToInt(Integer::intValue).sum();
    }
}

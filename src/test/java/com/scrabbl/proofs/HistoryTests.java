package com.scrabbl.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random histories of an edition: its sender is killed and stopped, it is resumed, redone and decided upon, articles appear,
 * readers leave and join, the relay refuses and hangs up. After each of them the ledger balances, and every reader's story
 * is explained.
 */
@Proof
@Execution(ExecutionMode.CONCURRENT)
class HistoryTests {

    private static final int READERS = 60;

    @ParameterizedTest
    @EnumSource
    void everyReadersStoryIsExplained(Engine engine) {
        ProofRecord record = ProofRecord.of("random histories", engine.toString());
        RandomGenerator chance = Settings.chance("history-" + engine);
        int steps = 0;
        try (Newsroom newsroom = Newsroom.opened("history-" + engine, engine, READERS)) {
            Stories stories = new Stories(newsroom);
            for (int number = 0; number < Settings.HISTORIES; number++) {
                History history = new History(newsroom, stories, chance);
                steps += history.play();
            }
            record.figure("tries", Settings.HISTORIES)
                    .figure("lost", stories.count("lost"))
                    .figure("doubled", stories.count("doubled"))
                    .figure("accepted without journal", stories.count("never taken"))
                    .figure("journal without answer", stories.count("taken and not said so"))
                    .figure("steps", steps)
                    .note(stories.seen().toString());
            record.verdict(stories.findings().isEmpty());
            assertThat(stories.findings()).isEmpty();
        }
    }
}

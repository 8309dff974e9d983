package com.scrabbl.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A large list whose readers chose among twenty topics, in three languages, with a name or without: selected, addressed
 * and begun to be sent by the packed product within 256 MB of memory.
 */
@Proof
@Isolated
class TopicsAtScaleTests {

    private static final int TOPICS = 20;
    private static final int ARTICLES = 12;
    private static final int SLICE = 50_000;
    private static final int MEMORY = 256;
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final Pattern HEAP = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    @ParameterizedTest
    @EnumSource(Engine.class)
    void areAddressedAndRenderedInLittleMemory(Engine engine) throws IOException {
        ProofRecord record = ProofRecord.of("readers with topics", engine.toString());
        try (Newsroom newsroom = Newsroom.opened("scale-" + engine.name().toLowerCase(), engine, 1)) {
            newsroom.sink().answersWithin(4);
            fill(newsroom);
            String slot = newsroom.nextSlot();
            for (int article = 1; article < ARTICLES; article++) {
                newsroom.feed().publish(topic(article * 7), topic(article * 3));
            }
            Running sending = newsroom.startBelow(
                    List.of("env", "JAVA_TOOL_OPTIONS=-Xlog:gc:file=gc.log"), "send", "daily", "--slot", slot);
            int messages = Math.min(Settings.READERS / 10, 20_000);
            Waiting.until("addressed", LONGEST, () -> newsroom.journal().size() > 0 || !sending.alive());
            long begun = System.nanoTime();
            Waiting.until(
                    messages + " messages", LONGEST, () -> newsroom.journal().size() >= messages || !sending.alive());
            double rate = newsroom.journal().size() / ((System.nanoTime() - begun) / 1e9);
            sending.terminate();
            sending.waitFor(Duration.ofMinutes(1));
            record.figure("tries", Settings.READERS).figure("messages a second", Math.round(rate));
            assertHeld(record, newsroom, sending);
        }
    }

    private static void assertHeld(ProofRecord record, Newsroom newsroom, Running sending) throws IOException {
        long rows = Rows.number(newsroom, "SELECT count(*) FROM delivery");
        long skipped = Rows.number(newsroom, "SELECT count(*) FROM delivery WHERE reason = 'no matching topic'");
        int heap = heap(newsroom.home().resolve("gc.log"));
        record.figure("choices", Rows.number(newsroom, "SELECT count(DISTINCT topics) FROM subscription"))
                .figure("cohorts", Rows.number(newsroom, "SELECT count(*) FROM cohort"))
                .figure("no matching topic", skipped)
                .figure("heap left MB", heap);
        steps(newsroom).forEach((step, seconds) -> record.figure(step + " s", seconds));
        boolean held = rows == Settings.READERS + 1
                && skipped > 0
                && heap <= MEMORY
                && newsroom.journal().size() > 0;
        record.verdict(held);
        assertThat(held).as(sending.toString()).isTrue();
    }

    /** Readers by the database, since an import is measured elsewhere. Each chose any of the topics with a chance of an eighth. */
    private static void fill(Newsroom newsroom) {
        for (int first = 1; first <= Settings.READERS; first += SLICE) {
            int last = Math.min(first + SLICE - 1, Settings.READERS);
            String numbers = "FROM generate_series(%d, %d) AS n (x)".formatted(first, last);
            Rows.change(newsroom, """
                    INSERT INTO subscriber (email, address, name, language, created_at)
                    SELECT 's' || x || '@reader.example', 's' || x || '@reader.example',
                        CASE WHEN MOD(x, 5) > 0 THEN 'Reader ' || x END,
                        CASE MOD(x, 4) WHEN 0 THEN 'de' WHEN 1 THEN 'de-AT' WHEN 2 THEN 'fr' END, CURRENT_TIMESTAMP
                    """ + numbers);
        }
        for (int first = 0; first <= Settings.READERS; first += SLICE) {
            Rows.change(newsroom, """
                    INSERT INTO subscription (newsletter_id, subscriber_id, state, topics, since)
                    SELECT (SELECT id FROM newsletter), x, 'ACTIVE', TRIM(LEADING '|' FROM %s), CURRENT_TIMESTAMP
                    FROM (SELECT id AS x FROM subscriber WHERE id > %d AND id <= %d AND email LIKE 's%%') n
                    """.formatted(chosen(), first, first + SLICE));
        }
    }

    private static String chosen() {
        return IntStream.range(0, TOPICS)
                .mapToObj(topic -> "CASE WHEN MOD((x * 2654435761 + %d * 40503) / %d, 8) = 0 THEN '|%s' ELSE '' END"
                        .formatted(topic, 65_536 + topic * 7_919, topic(topic)))
                .collect(Collectors.joining(" || "));
    }

    private static String topic(int number) {
        return "topic-%02d".formatted(number % TOPICS);
    }

    /** Seconds of each step, as Spring Batch recorded them. */
    private static Map<String, Double> steps(Newsroom newsroom) {
        Map<String, Double> seconds = new HashMap<>();
        Rows.query(newsroom, """
                SELECT step_name, CAST(EXTRACT(EPOCH FROM (end_time - start_time)) AS double precision)
                FROM batch_step_execution WHERE step_name IN ('select', 'address') AND end_time IS NOT NULL
                """, row -> seconds.put(row.getString(1), Math.round(row.getDouble(2) * 10) / 10.0));
        return seconds;
    }

    /** The most that a full collection left, in MB; when there was none, the most that any left. */
    private static int heap(Path log) throws IOException {
        int full = 0;
        int any = 0;
        for (String line : Files.readAllLines(log)) {
            Matcher heap = HEAP.matcher(line);
            if (heap.find()) {
                int left = Integer.parseInt(heap.group(2));
                any = Math.max(any, left);
                full = line.contains("Pause Full") ? Math.max(full, left) : full;
                assertThat(Integer.parseInt(heap.group(3))).isLessThanOrEqualTo(MEMORY);
            }
        }
        return full == 0 ? any : full;
    }
}

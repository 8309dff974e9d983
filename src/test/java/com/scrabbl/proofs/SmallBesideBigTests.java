package com.scrabbl.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small newsletter never waits behind a big one: both are sent by one server, by a relay that is slow or has a rate. */
@Proof
@Isolated
class SmallBesideBigTests {

    private static final int BIG = 30_000;
    private static final int SMALL = 20;

    /** From the article to the last reader's mail; up to five of them until the next slot. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String EVERY_FIVE_SECONDS = "schedule: { cron: \"*/5 * * * * *\", zone: UTC }";

    /** @param rate of the relay; none when it is just slow */
    @ParameterizedTest
    @CsvSource({"H2, none", "H2, 600/min", "POSTGRESQL, none", "POSTGRESQL, 600/min"})
    void aSmallNewsletterIsSentWhileABigOneIs(Engine engine, String rate) {
        boolean slow = rate.equals("none");
        String name = "small beside big, " + (slow ? "slow relay" : "relay with a rate");
        ProofRecord record = ProofRecord.of(name, engine.toString());
        try (Newsroom newsroom = Newsroom.opened(name.replaceAll("\\W+", " "), engine, BIG, EVERY_FIVE_SECONDS);
                Feed notes = new Feed()) {
            newsroom.sink().answersWithin(slow ? 200 : 8);
            small(newsroom, notes);
            Running serving =
                    slow ? newsroom.start("serve") : newsroom.start("serve", "--scrabbl.delivery.rate=" + rate);
            newsroom.feed().publish();
            newsroom.awaitMessages(100);

            notes.publish();
            Duration took = Waiting.until(
                    "the small one is sent",
                    Duration.ofMinutes(3),
                    () -> newsroom.journal().ofEdition(1) == SMALL);
            int before = newsroom.journal().ofEdition(0);
            Waiting.until(
                    "the big one goes on",
                    Duration.ofSeconds(30),
                    () -> newsroom.journal().ofEdition(0) > before + 20);
            serving.terminate();
            serving.waitFor(Duration.ofSeconds(40));

            record.figure("readers", BIG)
                    .figure("small readers", SMALL)
                    .figure("small done ms", took.toMillis())
                    .figure("big left", BIG - before)
                    .verdict(took.compareTo(SOON) < 0);
            assertThat(before).as("of the big one, when the small one was sent").isLessThan(BIG / 2);
            assertThat(took).isLessThan(SOON);
        }
    }

    private static void small(Newsroom newsroom, Feed feed) {
        newsroom.write("notes.yml", """
                newsletters:
                  - slug: notes
                    name: Harbour Notes
                    sender: { name: Harbour, address: news@harbour.example }
                    sources: [ { name: notes, url: "%s", trusted: true } ]
                    %s
                """.formatted(feed.url(), EVERY_FIVE_SECONDS));
        newsroom.write(
                "few.csv",
                IntStream.rangeClosed(1, SMALL)
                        .mapToObj(reader -> "n" + reader + "@reader.example\n")
                        .collect(Collectors.joining("", "email\n", "")));
        newsroom.run(0, "newsletters", "apply", "notes.yml");
        newsroom.run(0, "subscribers", "import", "few.csv", "--newsletter", "notes");
    }
}

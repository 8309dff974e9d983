package com.scrabbl.bench;

import com.scrabbl.proofs.Engine;
import com.scrabbl.proofs.Running;
import com.scrabbl.proofs.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A list of a million readers: imported, frozen as an audience, and mailed, in little memory; beside a hundredth of it. */
@Bench
class LargeListBenchmark {

    private static final int SMALL = Options.LARGE / 100;
    private static final int TENTH = Options.LARGE / 10;
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Pattern ACCEPTED = Pattern.compile("accepted (\\d+)");
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");
    private static final Measured HEAP = Measured.of(Row.HEAP);

    @ParameterizedTest
    @EnumSource(Engine.class)
    void importedFrozenAndMailed(Engine engine) {
        Assumptions.assumeTrue(Options.LARGE > 0 && rows(engine).anyMatch(Row::asked), "not asked for");
        Optional<Postfix> postfix = Postfix.find();
        if (postfix.isEmpty()) {
            rows(engine).filter(Row::asked).forEach(row -> Measured.not(row, Postfix.MISSING));
            return;
        }
        try (Postfix.Sink sink = postfix.get().sink()) {
            List<Installation> imported = imported(engine, sink.port());
            Installation large = imported.get(imported.size() - 1);
            if (freeze(engine).asked() || growth(engine).asked() || Row.HEAP.asked()) {
                Measured frozen = described(freeze(engine), engine);
                Measured growth = described(growth(engine), engine);
                imported.subList(0, imported.size() - 1).forEach(list -> frozen.value(frozenSeconds(list, now())));
                wholly(large, frozen, growth);
                grown(engine, sink.port(), large, frozen, growth);
            }
            HEAP.condition("readers", Options.LARGE)
                    .beside("most left by a collection MB, " + engine, mostLeft(large.home()))
                    .value(Options.HEAP);
        }
    }

    private static Stream<Row> rows(Engine engine) {
        return Stream.of(
                engine == Engine.H2 ? Row.IMPORT_H2 : Row.IMPORT_POSTGRESQL, freeze(engine), growth(engine), Row.HEAP);
    }

    private static Row freeze(Engine engine) {
        return engine == Engine.H2 ? Row.FREEZE_H2 : Row.FREEZE_POSTGRESQL;
    }

    private static Row growth(Engine engine) {
        return engine == Engine.H2 ? Row.GROWTH_H2 : Row.GROWTH_POSTGRESQL;
    }

    private static Measured described(Row row, Engine engine) {
        return Measured.of(row)
                .condition("database", engine)
                .condition("readers", Options.LARGE)
                .condition("heap MB", Options.HEAP);
    }

    /** Imports the list into a fresh installation each time. */
    private static List<Installation> imported(Engine engine, int relay) {
        Measured row = described(engine == Engine.H2 ? Row.IMPORT_H2 : Row.IMPORT_POSTGRESQL, engine);
        List<Installation> imported = new ArrayList<>();
        for (int repetition = 0; repetition < Math.max(1, Options.LARGE_REPETITIONS); repetition++) {
            String name = "large-" + engine + "-" + repetition;
            Installation large = Installation.empty(name, engine, Options.LARGE, SendingBenchmark.CONNECTIONS, relay);
            large.logCollections("collections");
            row.value(large.imports());
            imported.add(large);
        }
        return imported;
    }

    /** One edition from its beginning to its end. */
    private static void wholly(Installation large, Measured frozen, Measured growth) {
        Instant begun = Instant.now();
        Sent sent = large.send();
        double seconds = Sent.seconds(begun, Instant.now());
        Timeline timeline = Timeline.since(large.storage(), begun);
        frozen.value(large.stepSeconds("address"));
        growth.beside("end to end s", seconds)
                .beside("delivering s", sent.seconds())
                .beside("messages/s", sent.rate())
                .beside("CPU ms", sent.cpu() / sent.deliveries())
                .beside("rows", large.number("SELECT COUNT(*) FROM delivery WHERE state = 'ACCEPTED'"));
        growth.beside(
                "the last tenth to the second one",
                timeline.millisEach(Options.LARGE - TENTH, Options.LARGE) / timeline.millisEach(TENTH, 2 * TENTH));
    }

    /**
     * The first deliveries of a process that goes on with the next edition, again and again, beside those of one that sends
     * an edition to a hundredth of the readers: both with a JVM that has just started.
     */
    private static void grown(Engine engine, int relay, Installation large, Measured frozen, Measured growth) {
        Installation small = Installation.filled("small-" + engine, engine, SMALL, SendingBenchmark.CONNECTIONS, relay);
        String slot = now();
        frozen.value(frozenSeconds(large, slot));
        for (int repetition = 0; repetition < Options.REPETITIONS; repetition++) {
            Instant begun = Instant.now();
            small.send();
            double ofSmall = Timeline.since(small.storage(), begun).millisEach(0, SMALL);
            begun = Instant.now();
            stopped(large, slot);
            double ofLarge = Timeline.since(large.storage(), begun).millisEach(0, SMALL);
            growth.beside("ms of the small", ofSmall)
                    .beside("ms of the large", ofLarge)
                    .value(ofLarge / ofSmall);
        }
    }

    /** Of an edition that is not sent to its end. */
    private static double frozenSeconds(Installation list, String slot) {
        list.articles().next();
        stopped(list, slot);
        return list.stepSeconds("address");
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Sends on, until as many more are accepted as the small list has, and ends the process as an operator does. */
    private static void stopped(Installation large, String slot) {
        Running sending = large.startSending("--slot", slot);
        Waiting.until("accepted", LONGEST, () -> {
            if (!sending.alive()) {
                throw new AssertionError("It ended too soon: " + sending);
            }
            return accepted(sending.err()) >= SMALL + SendingBenchmark.CONNECTIONS;
        });
        sending.terminate();
        sending.waitFor(Duration.ofMinutes(1));
    }

    private static long accepted(String progress) {
        Matcher figures = ACCEPTED.matcher(progress);
        long accepted = 0;
        while (figures.find()) {
            accepted = Long.parseLong(figures.group(1));
        }
        return accepted;
    }

    private static double mostLeft(Path home) {
        try (Stream<Path> logs = Files.list(home)) {
            List<Path> collections = logs.filter(
                            log -> log.getFileName().toString().startsWith("collections"))
                    .toList();
            double most = 0;
            for (Path log : collections) {
                for (String line : Files.readAllLines(log)) {
                    Matcher collection = COLLECTION.matcher(line);
                    if (collection.find()) {
                        most = Math.max(most, Double.parseDouble(collection.group(2)));
                    }
                }
            }
            return most;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.scrabbl.bench;

import com.scrabbl.proofs.Engine;
import com.scrabbl.proofs.Running;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packed product as an operator sets it up: a folder, a newsletter, a list of readers with names, a relay. */
final class Installation {

    private static final Path JAR = Path.of("target", "scrabbl.jar").toAbsolutePath();
    private static final Duration LONGEST = Duration.ofMinutes(60);

    /** For what is not measured. */
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

    /** So that no receiving domain is a provider whose rates are obeyed. */
    private static final int DOMAINS = 500;

    private static final String OF_LATEST = "id > (SELECT MAX(id) FROM edition) * 1000000000000";

    private static final String[] IMPORT = {"subscribers", "import", "subscribers.csv", "--newsletter", "daily"};

    private final Path home;
    private final Engine.Storage storage;
    private final int readers;
    private final Articles articles;
    private final List<String> watching = new ArrayList<>();

    private Installation(Path home, Engine.Storage storage, int readers) {
        this.home = home;
        this.storage = storage;
        this.readers = readers;
        articles = new Articles(home.resolve("feed.xml"));
    }

    /** Declares the newsletter, and imports nobody yet. */
    static Installation empty(String name, Engine engine, int readers, int connections, int relay) {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException("The packed product is measured: ./mvnw -Pbench verify makes " + JAR);
        }
        Path home = Machine.freshFolder("homes/" + name);
        Engine.Storage storage = engine.fresh("bench-" + name, home);
        Installation installation = new Installation(home, storage, readers);
        installation.write(
                "application.yml",
                """
                spring.mail: { host: 127.0.0.1, port: %d }
                server: { port: 0, address: 127.0.0.1 }
                scrabbl.delivery: { connections: %d }
                """.formatted(relay, connections)
                        + (storage.setting().isEmpty()
                                ? ""
                                : "spring.datasource: { url: \"%s\", username: %s, password: \"\" }\n"
                                        .formatted(storage.setting(), storage.user())));
        installation.writeList();
        installation.articles.none();
        installation.declare("");
        return installation;
    }

    private void declare(String more) {
        write("newsletters.yml", """
                newsletters:
                  - slug: daily
                    name: Harbour Daily
                    sender: { name: Harbour, address: news@harbour.example }
                    sources: [ { name: desk, file: ./feed.xml } ]
                %s
                """.formatted(more.indent(4)));
        prepare("newsletters", "apply", "newsletters.yml");
    }

    /** The same with all its readers. */
    static Installation filled(String name, Engine engine, int readers, int connections, int relay) {
        Installation installation = empty(name, engine, readers, connections, relay);
        installation.prepare(IMPORT);
        return installation;
    }

    private void writeList() {
        try (BufferedWriter list = Files.newBufferedWriter(home.resolve("subscribers.csv"))) {
            list.write("email,name\n");
            for (int reader = 1; reader <= readers; reader++) {
                list.write("r" + reader + "@d" + reader % DOMAINS + ".example,Reader " + reader + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Seconds of the whole command. */
    double imports() {
        long begun = System.nanoTime();
        start(measured(), List.of(IMPORT)).expect(LONGEST, 0);
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Sends another edition to all readers. */
    Sent send(String... options) {
        long before = latestStep();
        Instant begun = Instant.now();
        articles.next();
        Running sending = startSending(options);
        CpuClock cpu = CpuClock.of(sending);
        JsonNode summary = JsonMapper.shared().readTree(sending.expect(LONGEST, 0));
        if (summary.get("accepted").asLong() != readers
                || !summary.get("balanced").asBoolean()) {
            throw new AssertionError("Not all were accepted: " + summary);
        }
        return sent(cpu, begun, before);
    }

    /** Serves, with a slot every fifteen seconds: a process that sends one edition after another. */
    Serving serve() {
        declare("schedule: { cron: \"*/15 * * * * *\", zone: UTC }");
        return new Serving(this, start(measured(), List.of("serve")));
    }

    /** Begins to send the articles that are there, or goes on with a slot. */
    Running startSending(String... options) {
        List<String> command = new ArrayList<>(List.of("send", "daily", "--format", "json"));
        command.addAll(List.of(options));
        command.addAll(Options.PRODUCT);
        return start(measured(), command);
    }

    Articles articles() {
        return articles;
    }

    /** Has each JVM that is started from now on log its collections into this file of the folder. */
    void logCollections(String file) {
        watching.add("-Xlog:gc:file=" + file + "-%p.log");
    }

    /** The latest execution of any step, 0 before the first. */
    long latestStep() {
        return number("SELECT COALESCE(MAX(step_execution_id), 0) FROM batch_step_execution");
    }

    /** What the latest edition took, of which nothing was done before that instant, and only steps after that one. */
    Sent sent(CpuClock cpu, Instant begun, long step) {
        double spent = cpu.between(begun, Instant.now());
        long accepted = number("SELECT COUNT(*) FROM delivery WHERE state = 'ACCEPTED' AND " + OF_LATEST);
        if (accepted != readers) {
            throw new AssertionError("Accepted are " + accepted + " instead of " + readers);
        }
        double seconds = longestSeconds("deliver", step);
        Instant first = instant("MIN(settled_at)");
        Instant last = instant("MAX(settled_at)");
        Instant middle = first.plus(Duration.between(first, last).dividedBy(2));
        long late = number(
                "SELECT COUNT(*) FROM delivery WHERE settled_at > ? AND " + OF_LATEST, middle.atOffset(ZoneOffset.UTC));
        return new Sent(readers, seconds, late, Sent.seconds(middle, last), spent, cpu.between(middle, last));
    }

    /** Of the latest execution of a step. */
    double stepSeconds(String step) {
        return Sql.one(storage, """
                SELECT CAST(EXTRACT(EPOCH FROM (end_time - start_time)) AS double precision) FROM batch_step_execution
                WHERE step_execution_id = (SELECT MAX(step_execution_id) FROM batch_step_execution WHERE step_name = ?)
                """, Double.class, step);
    }

    /** The longest since then: slots that nobody had published anything for take no time. */
    private double longestSeconds(String step, long after) {
        return Sql.one(storage, """
                SELECT CAST(MAX(EXTRACT(EPOCH FROM (end_time - start_time))) AS double precision) FROM batch_step_execution
                WHERE step_name = ? AND step_execution_id > ?
                """, Double.class, step, after);
    }

    private Instant instant(String column) {
        return Sql.one(storage, "SELECT " + column + " FROM delivery WHERE " + OF_LATEST, OffsetDateTime.class)
                .toInstant();
    }

    long number(String sql, Object... parameters) {
        return Sql.one(storage, sql, Long.class, parameters);
    }

    Engine.Storage storage() {
        return storage;
    }

    Path home() {
        return home;
    }

    private void prepare(String... command) {
        start(QUICK, List.of(command)).expect(LONGEST, 0);
    }

    private List<String> measured() {
        List<String> options = new ArrayList<>(List.of("-Xmx" + Options.HEAP + "m"));
        options.addAll(watching);
        options.addAll(Options.JAVA);
        return options;
    }

    private Running start(List<String> options, List<String> command) {
        List<String> line = new ArrayList<>(List.of(Machine.java()));
        line.addAll(options);
        line.addAll(List.of("-jar", JAR.toString()));
        line.addAll(command);
        return Running.start(home, command.get(0), line);
    }

    private void write(String file, String content) {
        try {
            Files.writeString(home.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

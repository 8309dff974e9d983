package com.scrabbl.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.support.ConsoleVisitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The pages of an edition with a million deliveries are answered at once, also while its rows are counted for the first
 * time, and its figures add up.
 */
@Proof
@Isolated
class RunPagesAtScaleTests {

    private static final int SLICE = 50_000;
    private static final int LOOKS = 30;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Milliseconds in which a page is to be answered. */
    private static final long AT_ONCE = 200;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void areAnsweredAtOnce(Engine engine) {
        ProofRecord record = ProofRecord.of("pages of a large edition", engine.toString());
        try (Newsroom newsroom = Newsroom.opened("pages-" + engine.name().toLowerCase(), engine, 1)) {
            String slot = newsroom.nextSlot();
            newsroom.send(slot).waitFor(Duration.ofMinutes(2));
            newsroom.run(0, "users", "add", "ada", "--role", "ADMIN", "--password", ConsoleVisitor.PASSWORD);
            fill(newsroom);
            Running serving = newsroom.serve();
            try {
                ConsoleVisitor admin = new ConsoleVisitor(newsroom.url()).logIn("ada");
                long cold = answered(admin, "/console/runs");
                record.figure("tries", Settings.READERS).figure("first history ms", cold);
                String run =
                        admin.page("/console/runs").selectFirst("#history th a").attr("href");
                boolean held = cold <= AT_ONCE & counted(record, admin, run) & look(record, admin, pages(run, slot));
                held &= askedAgain(record, admin, run + "/redo");
                newsroom.sink().answersWithin(1_000);
                String again = redo(record, admin, run);
                held &= look(record, admin, Map.of("again", again, "again, live", again + "/live"));
                assertThat(admin.page(again).text()).as("still sending").contains("Sending");
                record.verdict(held);
                assertThat(held).as(record.toString()).isTrue();
            } finally {
                serving.terminate();
                serving.waitFor(Duration.ofMinutes(1));
            }
        }
    }

    /** Whether the first look at the run was quick, though nothing is counted yet. */
    private static boolean counted(ProofRecord record, ConsoleVisitor admin, String run) {
        long cold = answered(admin, run);
        long begun = System.nanoTime();
        Waiting.until("counted", LONGEST, () -> admin.page(run).selectFirst(".sums") != null);
        record.figure("first run page ms", cold)
                .figure("counted s", Math.round((System.nanoTime() - begun) / 1e8) / 10.0);
        assertThat(admin.page(run).text())
                .contains("The sum is right:", "= %,d frozen".formatted(Settings.READERS + 1));
        return cold <= AT_ONCE;
    }

    /** Whether the question before a redo was there at once, first without its numbers and then with them. */
    private static boolean askedAgain(ProofRecord record, ConsoleVisitor admin, String redo) {
        long cold = answered(admin, redo);
        long begun = System.nanoTime();
        Waiting.until("counted", LONGEST, () -> admin.page(redo).selectFirst("#confirm") != null);
        record.figure("first redo ms", cold)
                .figure("redo counted s", Math.round((System.nanoTime() - begun) / 1e8) / 10.0);
        return cold <= AT_ONCE & look(record, admin, Map.of("redo", redo));
    }

    private static Map<String, String> pages(String run, String slot) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("run", run);
        pages.put("live", run + "/live");
        pages.put("history", "/console/runs");
        pages.put("overview", "/console");
        pages.put("explain", "/console/explain?edition=daily/" + slot + "&address=" + reader());
        pages.put("rejected", run + "/deliveries?state=REJECTED");
        pages.put("gmail, rejected", run + "/deliveries?state=REJECTED&provider=gmail");
        pages.put("others, rejected", run + "/deliveries?state=REJECTED&others=true");
        pages.put("small domain", run + "/deliveries?domain=d7.example");
        pages.put("unknown", "/console/unknown");
        return pages;
    }

    /** One in the middle of the list: {@code s500000@d834.example}. */
    private static String reader() {
        int number = Settings.READERS / 20 * 10;
        return "s%d%%40d%d.example".formatted(number, number * 7L % 3001);
    }

    private static boolean look(ProofRecord record, ConsoleVisitor admin, Map<String, String> pages) {
        boolean held = true;
        for (Map.Entry<String, String> page : pages.entrySet()) {
            long time = usual(admin, page.getValue());
            record.figure(page.getKey() + " ms", time);
            held &= time <= AT_ONCE;
        }
        return held;
    }

    /** Sends again to whom our faults kept it from, and waits until that is on its way. */
    private static String redo(ProofRecord record, ConsoleVisitor admin, String run) {
        Element form = admin.page(run + "/redo").selectFirst("#confirm");
        List<String> fields = new ArrayList<>(List.of("reason", "The relay was mended."));
        for (Element field : form.select("input[type=hidden]:not([name=_csrf])")) {
            fields.addAll(List.of(field.attr("name"), field.val()));
        }
        long pressed = System.nanoTime();
        String again = admin.where(admin.post(run + "/redo", fields.toArray(String[]::new)));
        record.figure("redo, pressed ms", (System.nanoTime() - pressed) / 1_000_000);
        Waiting.until("sending again", LONGEST, () -> admin.page(again).text().contains("Sending"));
        Waiting.until("all taken in", LONGEST, () -> admin.page(again).text().contains("as many as were decided on"));
        return again;
    }

    /** What nine of ten looks take at the most, the first ones left out. */
    private static long usual(ConsoleVisitor admin, String path) {
        List<Long> times = new ArrayList<>();
        for (int look = 0; look < LOOKS; look++) {
            long time = answered(admin, path);
            if (look >= LOOKS / 3) {
                times.add(time);
            }
        }
        Collections.sort(times);
        return times.get(times.size() * 9 / 10);
    }

    private static long answered(ConsoleVisitor admin, String path) {
        long asked = System.nanoTime();
        HttpResponse<String> answer = admin.get(path);
        long time = (System.nanoTime() - asked) / 1_000_000;
        assertThat(answer.statusCode()).as(path).isIn(200, 286);
        return time;
    }

    /** Readers and deliveries by the database: 0.5 % were refused, half of them by our fault, 1 in 100,000 is unknown, over 3,001 domains and Gmail's two. */
    private static void fill(Newsroom newsroom) {
        List<String> statements = new ArrayList<>();
        for (int first = 1; first <= Settings.READERS; first += SLICE) {
            int last = Math.min(first + SLICE - 1, Settings.READERS);
            statements.add("""
                    INSERT INTO subscriber (email, address, created_at)
                    SELECT email, email, CURRENT_TIMESTAMP
                    FROM (SELECT 's' || x || '@' || CASE MOD(x, 10) WHEN 1 THEN 'gmail.com' WHEN 2 THEN 'googlemail.com'
                        ELSE 'd' || MOD(x * 7, 3001) || '.example' END AS email FROM generate_series(%d, %d) AS n (x)) AS m
                    """.formatted(first, last));
        }
        for (int first = 0; first <= Settings.READERS; first += SLICE) {
            statements.add("""
                    INSERT INTO subscription (newsletter_id, subscriber_id, state, since)
                    SELECT (SELECT id FROM newsletter), id, 'ACTIVE', CURRENT_TIMESTAMP
                    FROM subscriber WHERE id > %d AND id <= %d AND email LIKE 's%%'
                    """.formatted(first, first + SLICE));
        }
        for (int first = 0; first <= Settings.READERS; first += SLICE) {
            statements.add("""
                    INSERT INTO delivery (id, edition_id, subscription_id, state, reason, attempts, stage, code, reply, relay, took_ms,
                        attempted_at, settled_at)
                    SELECT (SELECT id FROM edition) * 1000000000000 + id, (SELECT id FROM edition), id,
                        CASE WHEN MOD(id, 200) = 0 THEN 'REJECTED' WHEN MOD(id, 99999) = 0 THEN 'UNKNOWN' ELSE 'ACCEPTED' END,
                        CASE WHEN MOD(id, 400) = 0 THEN 'ours: refused by local policy' WHEN MOD(id, 200) = 0 THEN 'theirs: no such mailbox or host' WHEN MOD(id, 99999) = 0 THEN 'killed' END,
                        1, 'DOT', CASE WHEN MOD(id, 200) = 0 THEN 550 WHEN MOD(id, 99999) = 0 THEN NULL ELSE 250 END,
                        'queued as 4fG7hJ2kLz' || id, 'relay.example:25', 12, CURRENT_TIMESTAMP,
                        CURRENT_TIMESTAMP - MOD(id, 1200) * INTERVAL '1' SECOND
                    FROM subscription s WHERE id > %d AND id <= %d
                      AND NOT EXISTS (
                          SELECT 1 FROM delivery d WHERE d.id = (SELECT id FROM edition) * 1000000000000 + s.id)
                    """.formatted(first, first + SLICE));
        }
        statements.add("""
                INSERT INTO attempt (edition_id, subscription_id, number, state, settled_at)
                SELECT edition_id, subscription_id, 1, state, settled_at FROM delivery WHERE state IN ('REJECTED', 'UNKNOWN')
                """);
        statements.add("UPDATE edition SET audience = (SELECT count(*) FROM delivery)");
        statements.add("ANALYZE");
        Rows.change(newsroom, statements.toArray(String[]::new));
    }
}

package com.scrabbl.signup;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Erasure;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.Suppressions;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The form tells nobody who reads us: its answer is the same, byte for byte, and as quick, whoever the address is. */
@OnEachDatabase
class SameAnswerTests {

    private static final int TRIES = 200;

    private final Database database;
    private final TestApplication application;
    private final Visitor visitor;

    SameAnswerTests(Database database) {
        this.database = database;
        application = TestApplication.on(database);
        visitor = new Visitor(application);
        visitor.declare("daily", "Harbour Daily");
        for (String kind : List.of("active", "ended_", "erased")) {
            visitor.reader(address(kind), "daily");
        }
        application.run("subscribers", "end", address("ended_"));
        application.bean(Erasure.class).erase(EmailAddress.parse(address("erased")));
        application
                .bean(Suppressions.class)
                .add(EmailAddress.parse(address("complt")), Cause.COMPLAINT, null, TestApplication.START, null);
    }

    private static String address(String kind) {
        return kind + "@harbour.example";
    }

    @Test
    void theAnswerIsTheSameByteForByte() {
        String stamp = visitor.opened();
        List<String> answers = new ArrayList<>();
        for (String kind : List.of("nobody", "active", "ended_", "erased", "complt")) {
            HttpResponse<String> answer =
                    visitor.post("/subscribe", "email", address(kind), "newsletters[]", "daily", "opened", stamp);
            answers.add(answer.statusCode() + " "
                    + answer.headers().map().entrySet().stream()
                            .filter(header -> !header.getKey().equals("date"))
                            .toList()
                    + answer.body().replace(address(kind), "ADDRESS"));
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isEqualTo(answers.get(0)));
    }

    /** The form looks at no row of the list, so that there is nothing to measure; this measures it all the same. */
    @Test
    @Tag("proof")
    void theAnswerTakesTheSameTime() {
        String stamp = visitor.opened();
        Map<String, long[]> took = new LinkedHashMap<>();
        List<String> kinds = List.of("nobody", "active", "ended_", "erased", "complt");
        kinds.forEach(kind -> took.put(kind, new long[TRIES]));
        for (int warm = -20; warm < TRIES; warm++) {
            for (String kind : kinds) {
                long start = System.nanoTime();
                visitor.post("/subscribe", "email", address(kind), "newsletters[]", "daily", "opened", stamp);
                if (warm >= 0) {
                    took.get(kind)[warm] = System.nanoTime() - start;
                }
            }
        }
        Map<String, Long> medians = new LinkedHashMap<>();
        took.forEach((kind, nanos) -> {
            Arrays.sort(nanos);
            medians.put(kind, nanos[TRIES / 2] / 1000);
        });
        System.out.printf("Median of %d sign-ups in µs on %s: %s%n", TRIES, database, medians);

        long least = medians.values().stream().mapToLong(Long::longValue).min().getAsLong();
        long most = medians.values().stream().mapToLong(Long::longValue).max().getAsLong();
        // What a look-up or a mail would add is more by far; what a shared machine adds by chance is less.
        assertThat(most - least).as("spread of %s", medians).isLessThan(Math.max(3_000, least));
        assertThat(visitor.count("signup_request")).isEqualTo((TRIES + 20L) * kinds.size());
    }
}

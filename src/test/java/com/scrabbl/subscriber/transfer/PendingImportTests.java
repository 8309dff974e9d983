package com.scrabbl.subscriber.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.subscriber.Consent;
import com.scrabbl.subscriber.ListTester;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers of whom nobody knows whether they agreed are asked. */
@OnEachDatabase
class PendingImportTests {

    @TempDir
    Path folder;

    private final ListTester list;
    private final long daily;

    PendingImportTests(Database database) {
        list = new ListTester(database);
        daily = list.newsletter("daily");
    }

    @Test
    void theyArePendingAndAConfirmationIsAskedForOnce() throws Exception {
        Importing importing = importing().pending().agreed("I want the Daily", Instant.parse("2025-05-01T00:00:00Z"));
        // As if the import had broken off after its first lines.
        importing.run("email,language,topics\nada@mail.example,en,art\n");

        ImportReport report = importing.run("email,language,topics\nada@mail.example,en,art\nBo@mail.example,,\n");

        assertThat(report.added()).isOne();
        assertThat(report.existing()).isOne();
        assertThat(list.subscription("ada@mail.example", daily).state()).isEqualTo(State.PENDING);
        assertThat(list.consents("ada@mail.example")).isEmpty();
        assertThat(requests())
                .containsExactly(
                        Map.of(
                                "origin",
                                "IMPORT",
                                "email",
                                "ada@mail.example",
                                "address",
                                "ada@mail.example",
                                "choices",
                                daily + ":art",
                                "wording",
                                "I want the Daily",
                                "detail",
                                "list.csv; agreed elsewhere at 2025-05-01T00:00:00Z"),
                        Map.of(
                                "origin",
                                "IMPORT",
                                "email",
                                "Bo@mail.example",
                                "address",
                                "bo@mail.example",
                                "choices",
                                daily + ":",
                                "wording",
                                "I want the Daily",
                                "detail",
                                "list.csv; agreed elsewhere at 2025-05-01T00:00:00Z"));
    }

    @Test
    void whoReadsAlreadyOrLeftIsAskedNothing() throws Exception {
        list.add("ada@mail.example", daily);
        list.add("left@mail.example", daily);
        list.end("left@mail.example", daily);

        ImportReport report = importing().pending().run("email\nada@mail.example\nleft@mail.example\n");

        assertThat(report.existing()).isOne();
        assertThat(report.heldBack()).isEqualTo(Map.of("ended", 1L));
        assertThat(requests()).isEmpty();
    }

    @Test
    void anActiveImportKeepsWordingAndDateAsImportedConsent() throws Exception {
        importing()
                .agreed("I want the Daily", Instant.parse("2025-05-01T00:00:00Z"))
                .run("email\nada@mail.example\n");

        assertThat(list.consents("ada@mail.example")).singleElement().satisfies(consent -> {
            assertThat(consent.origin()).isEqualTo(Consent.Origin.IMPORT);
            assertThat(consent.wording()).isEqualTo("I want the Daily");
            assertThat(consent.wordingVersion()).matches("[0-9a-f]{12}");
            assertThat(consent.occurredAt()).isEqualTo(Instant.parse("2025-05-01T00:00:00Z"));
            assertThat(consent.confirmedAt()).isNull();
        });
    }

    private List<Map<String, Object>> requests() {
        return list.application
                .jdbc()
                .sql("SELECT origin, email, address, choices, wording, detail FROM signup_request ORDER BY id")
                .query((row, number) -> Map.<String, Object>of(
                        "origin", row.getString("origin"),
                        "email", row.getString("email"),
                        "address", row.getString("address"),
                        "choices", row.getString("choices"),
                        "wording", row.getString("wording"),
                        "detail", row.getString("detail")))
                .list();
    }

    private Importing importing() {
        return new Importing(list, folder, daily);
    }
}

package com.scrabbl.subscriber.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.subscriber.Consent;
import com.scrabbl.subscriber.Consent.Event;
import com.scrabbl.subscriber.ListTester;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file as listmonk exports its subscribers. */
@OnEachDatabase
class ListmonkImportTests {

    private static final String EXPORT = """
            uuid,email,name,attributes,status,created_at,updated_at
            0a,ada@mail.example,Ada,"{""city"": ""London"", ""age"": 36, ""vip"": true, ""likes"": [""tea"", ""maths""], ""job"": {""title"": ""Dr""}, ""none"": null}",enabled,2023-01-02 15:04:05.123456 +0000 UTC,2023-02-02 15:04:05 +0000 UTC
            0b,off@mail.example,Off,{},disabled,2023-01-02 15:04:05.123456 +0000 UTC,2023-02-02 17:04:05 +0200 CEST
            0c,blocked@mail.example,Blo,{},blocklisted,2023-01-02 15:04:05.123456 +0000 UTC,2023-03-02 15:04:05 +0000 UTC
            0d,bad@mail.example,Bad,[1],enabled,2023-01-02 15:04:05 +0000 UTC,2023-03-02 15:04:05 +0000 UTC
            0e,odd@mail.example,Odd,{},unknown,2023-01-02 15:04:05 +0000 UTC,2023-03-02 15:04:05 +0000 UTC
            0f,time@mail.example,Tim,{},enabled,yesterday,2023-03-02 15:04:05 +0000 UTC
            """;

    @TempDir
    Path folder;

    private final ListTester list;
    private final long daily;

    ListmonkImportTests(Database database) {
        list = new ListTester(database);
        daily = list.newsletter("daily");
    }

    @Test
    void eachStatusBecomesWhatItMeans() throws Exception {
        ImportReport report = listmonk().run(EXPORT);

        assertThat(List.of(report.added(), report.ended(), report.suppressed(), report.rejected()))
                .containsExactly(1L, 1L, 1L, 3L);
        assertThat(report.rejectedByKind()).isEqualTo(Map.of("attributes", 1L, "status", 1L, "created_at", 1L));
        assertThat(list.subscription("ada@mail.example", daily).state()).isEqualTo(State.ACTIVE);
        assertThat(list.consents("ada@mail.example"))
                .extracting(Consent::occurredAt)
                .containsExactly(Instant.parse("2023-01-02T15:04:05.123456Z"));
        assertThat(list.subscription("off@mail.example", daily).state()).isEqualTo(State.ENDED);
        assertThat(list.consents("off@mail.example")).singleElement().satisfies(withdrawn -> {
            assertThat(withdrawn.event()).isEqualTo(Event.WITHDRAWN);
            assertThat(withdrawn.occurredAt()).isEqualTo(Instant.parse("2023-02-02T15:04:05Z"));
        });
        assertThat(list.active("blocked@mail.example")).singleElement().satisfies(suppression -> {
            assertThat(suppression.cause()).isEqualTo(Cause.MANUAL);
            assertThat(suppression.evidence()).isEqualTo("blocklisted in listmonk");
        });
    }

    @Test
    void attributesKeepTheirKinds() throws Exception {
        listmonk().run(EXPORT);

        assertThat(list.bean(Subscribers.class).attributes(list.subscriber("ada@mail.example")))
                .isEqualTo(Map.of(
                        "city",
                        "London",
                        "age",
                        new BigDecimal(36),
                        "vip",
                        true,
                        "likes",
                        List.of("tea", "maths"),
                        "job",
                        "{\"title\":\"Dr\"}"));
    }

    @Test
    void aSecondImportChangesNothing() throws Exception {
        listmonk().run(EXPORT);
        long consents = list.rows("consent");

        ImportReport again = listmonk().run(EXPORT);

        assertThat(again.existing()).isEqualTo(3);
        assertThat(list.rows("consent")).isEqualTo(consents);
    }

    private Importing listmonk() {
        return new Importing(list, folder, daily).from(ListSource.LISTMONK);
    }
}

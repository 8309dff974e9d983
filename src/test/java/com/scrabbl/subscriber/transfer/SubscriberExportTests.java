package com.scrabbl.subscriber.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.AttributeKind;
import com.scrabbl.subscriber.Erasure;
import com.scrabbl.subscriber.ListTester;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.subscriber.transfer.SubscriberExport.Exported;
import com.scrabbl.subscriber.transfer.SubscriberExport.Filter;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class SubscriberExportTests {

    private static final Filter ALL = new Filter(null, null, null, Map.of(), null);

    @TempDir
    Path folder;

    private final ListTester list;
    private final long daily;
    private final long weekly;

    SubscriberExportTests(Database database) {
        list = new ListTester(database);
        daily = list.newsletter("daily");
        weekly = list.newsletter("weekly");
    }

    @BeforeEach
    void someReaders() throws Exception {
        new Importing(list, folder, daily).run("""
                email,topics,age:number,likes:list,city
                ada@mail.example,art|sport,36,tea|maths,London
                bo@mail.example,,5.0,tea,Bonn
                cy@mail.example,art,,,
                """);
        list.add("ada@mail.example", weekly);
        list.end("cy@mail.example", daily);
    }

    @Test
    void aRowForEachSubscription() {
        assertThat(exported(ALL))
                .containsExactlyInAnyOrder(
                        "ada daily ACTIVE", "bo daily ACTIVE", "cy daily ENDED", "ada weekly ACTIVE");
        Exported ada = list.bean(SubscriberExport.class).after(ALL, null, 9).stream()
                .filter(row -> row.email().startsWith("ada"))
                .findFirst()
                .orElseThrow();
        assertThat(ada.topics().keys()).containsExactly("art", "sport");
        assertThat(ada.attributes())
                .containsEntry("age", new SubscriberExport.Value(AttributeKind.NUMBER, "36"))
                .containsEntry("likes", new SubscriberExport.Value(AttributeKind.LIST, "tea|maths"));
        assertThat(list.bean(SubscriberExport.class).attributes())
                .extracting(SubscriberExport.Attribute::column)
                .containsExactly("age:number", "city", "likes:list");
    }

    @Test
    void filtersNarrowIt() {
        assertThat(exported(new Filter(weekly, null, null, Map.of(), null))).containsExactly("ada weekly ACTIVE");
        assertThat(exported(new Filter(null, State.ENDED, null, Map.of(), null)))
                .containsExactly("cy daily ENDED");
        assertThat(exported(new Filter(daily, null, "Sport", Map.of(), null)))
                .containsExactlyInAnyOrder("ada daily ACTIVE", "bo daily ACTIVE");
        assertThat(exported(new Filter(daily, null, null, Map.of("City", "Bonn"), null)))
                .containsExactly("bo daily ACTIVE");
        assertThat(exported(new Filter(daily, null, null, Map.of("age", "5"), null)))
                .containsExactly("bo daily ACTIVE");
        assertThat(exported(new Filter(daily, null, null, Map.of("likes", "tea"), null)))
                .containsExactlyInAnyOrder("ada daily ACTIVE", "bo daily ACTIVE");
        assertThat(exported(new Filter(daily, null, null, Map.of("likes", "maths", "age", "36"), null)))
                .containsExactly("ada daily ACTIVE");
    }

    @Test
    void joinedAfterMeansTheLastConsent() {
        Instant before = list.now();
        list.application.clock().tick(Duration.ofDays(2));
        list.add("cy@mail.example", daily);

        assertThat(exported(new Filter(null, null, null, Map.of(), before))).containsExactly("cy daily ACTIVE");
        assertThat(exported(new Filter(null, null, null, Map.of(), before.minusSeconds(1))))
                .hasSize(4);
    }

    @Test
    void pagesFollowEachOtherAndErasedPeopleAreOnNone() {
        List<Exported> all = list.bean(SubscriberExport.class).after(ALL, null, 9);

        assertThat(all).extracting(Exported::subscriptionId).isSorted();
        assertThat(list.bean(SubscriberExport.class).after(ALL, all.get(0), 2)).isEqualTo(all.subList(1, 3));
        list.bean(Erasure.class).erase(EmailAddress.parse("ada@mail.example"));
        assertThat(exported(ALL)).containsExactlyInAnyOrder("bo daily ACTIVE", "cy daily ENDED");
    }

    private List<String> exported(Filter filter) {
        @Nullable Exported none = null;
        return list.bean(SubscriberExport.class).after(filter, none, 100).stream()
                .map(row -> "%s %s %s"
                        .formatted(row.email().substring(0, row.email().indexOf('@')), row.newsletter(), row.state()))
                .toList();
    }
}

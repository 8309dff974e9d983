package com.scrabbl.subscriber.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.subscriber.ListTester;
import com.scrabbl.subscriber.Profile;
import com.scrabbl.subscriber.Subscription.State;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class ImportUpdateTests {

    @TempDir
    Path folder;

    private final ListTester list;
    private final long daily;

    ImportUpdateTests(Database database) {
        list = new ListTester(database);
        daily = list.newsletter("daily");
    }

    @Test
    void knownReadersGetWhatTheListSaysAndKeepWhatItLeavesBlank() throws Exception {
        importing().run("""
                email,name,language,topics,city,age
                ada@mail.example,Ada,en,art,London,36
                bo@mail.example,Bo,de,,Bonn,
                """);

        ImportReport report = importing().updating().run("""
                email,name,time_zone,topics,city,age:number,new
                ada@mail.example,Ada Lovelace,Europe/London,sport,,37,yes
                bo@mail.example,Bo,,,Bonn,,
                cy@mail.example,Cy,,,,,
                """);

        assertThat(report.updated()).isOne();
        assertThat(report.existing()).isOne();
        assertThat(report.added()).isOne();
        assertThat(list.subscriber("ada@mail.example").profile())
                .isEqualTo(new Profile(
                        "Ada Lovelace", "en", "Europe/London", Map.of("city", "London", "age", "37", "new", "yes")));
        assertThat(list.subscription("ada@mail.example", daily).topics().keys()).containsExactly("sport");
        assertThat(list.subscriber("bo@mail.example").profile())
                .isEqualTo(new Profile("Bo", "de", null, Map.of("city", "Bonn")));
    }

    @Test
    void aSecondTimeThereIsNothingToUpdate() throws Exception {
        String text = "email,name,city\nada@mail.example,Ada,London\n";
        importing().run("email\nada@mail.example\n");

        assertThat(importing().updating().rehearse(text).updated()).isOne();
        assertThat(importing().updating().run(text).updated()).isOne();
        assertThat(importing().updating().run(text).existing()).isOne();
    }

    @Test
    void noStateIsChanged() throws Exception {
        list.add("left@mail.example", daily);
        list.end("left@mail.example", daily);

        ImportReport report = importing().updating().run("email,name\nleft@mail.example,Lea\n");

        assertThat(report.heldBack()).isEqualTo(Map.of("ended", 1L));
        assertThat(list.subscription("left@mail.example", daily).state()).isEqualTo(State.ENDED);
        assertThat(list.subscriber("left@mail.example").profile().name()).isNull();
    }

    @Test
    void whoIsKnownFromAnotherNewsletterIsUpdatedToo() throws Exception {
        list.add("ada@mail.example", list.newsletter("weekly"));

        assertThat(importing()
                        .updating()
                        .run("email,name\nada@mail.example,Ada\n")
                        .added())
                .isOne();
        assertThat(list.subscriber("ada@mail.example").profile().name()).isEqualTo("Ada");
    }

    private Importing importing() {
        return new Importing(list, folder, daily);
    }
}

package com.scrabbl.subscriber.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.scrabbl.subscriber.ListTester;
import com.scrabbl.subscriber.Subscriber;
import com.scrabbl.subscriber.Subscribers;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class ImportMappingTests {

    @TempDir
    Path folder;

    private final ListTester list;
    private final long daily;

    ImportMappingTests(Database database) {
        list = new ListTester(database);
        daily = list.newsletter("daily");
    }

    @Test
    void columnsAreRenamedIgnoredAndGivenAKind() throws Exception {
        here().mapping("E-Mail", "email")
                .mapping("full name", "Name")
                .mapping("years", "age:number")
                .mapping("internal", "")
                .run("""
                        e-mail,Full Name,Years,Internal,born:date,likes:list,name:text
                        ada@mail.example,Ada,36.0,secret,1815-12-10,"tea, maths",Lady
                        """);

        Subscriber ada = list.subscriber("ada@mail.example");
        assertThat(ada.profile().name()).isEqualTo("Ada");
        assertThat(list.bean(Subscribers.class).attributes(ada))
                .isEqualTo(Map.of(
                        "age",
                        new BigDecimal(36),
                        "born",
                        "1815-12-10",
                        "likes",
                        List.of("tea", "maths"),
                        "name",
                        "Lady"));
    }

    @Test
    void aValueOfAnotherKindRejectsItsLineAndNamesTheColumn() throws Exception {
        ImportReport report = here().run("""
                email,age:number,vip:boolean
                ada@mail.example,old,yes
                bo@mail.example,3,perhaps
                cy@mail.example,4,no
                """);

        assertThat(report.added()).isOne();
        assertThat(report.rejectedByKind()).isEqualTo(Map.of("age", 1L, "vip", 1L));
        assertThat(report.examples().get("age"))
                .extracting(ImportReport.Rejection::reason)
                .containsExactly("age \"old\" is no number such as 12 or -0.5");
    }

    @Test
    void twentyProblemsOfEachKindAreShown() throws Exception {
        StringBuilder text = new StringBuilder("email,age:number\n");
        for (int i = 0; i < 30; i++) {
            text.append("wrong").append(i).append(",1\nreader").append(i).append("@mail.example,old\n");
        }

        ImportReport report = here().rehearse(text.toString());

        assertThat(report.rejectedByKind()).isEqualTo(Map.of("email", 30L, "age", 30L));
        assertThat(report.examples().get("email")).hasSize(20);
        assertThat(report.examples().get("age")).hasSize(20);
    }

    @Test
    void aColumnThatIsNotThereIsNoMapping() {
        assertThatExceptionOfType(UnreadableListException.class)
                .isThrownBy(() -> here().mapping("mial", "email").run("mail\nada@mail.example\n"))
                .withMessageEndingWith("has no column \"mial\" in its header line; it has \"mail\"");
        assertThatExceptionOfType(UnreadableListException.class)
                .isThrownBy(() -> here().mapping("mail", "email").run("mail,email\na,b\n"))
                .withMessageEndingWith("has two columns named \"email\"");
    }

    private Importing here() {
        return new Importing(list, folder, daily);
    }
}

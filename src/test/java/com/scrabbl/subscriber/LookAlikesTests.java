package com.scrabbl.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.transfer.Importing;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Spellings that look alike are one reader, one suppression, one topic, or none. */
@OnEachDatabase
class LookAlikesTests {

    private static final String WIDE = "Ａｄａ＠ｍａｉｌ．ｅｘａｍｐｌｅ";

    @TempDir
    Path folder;

    private final Database database;
    private final ListTester list;
    private final long daily;

    LookAlikesTests(Database database) {
        this.database = database;
        list = new ListTester(database);
        daily = list.newsletter("daily");
    }

    @Test
    void aListTakesThemOnceAndRefusesWhatStandsForOtherLetters() throws Exception {
        new Importing(list, folder, daily)
                .agreed("I want the Daily", list.now())
                .run("""
                        email,topics
                        ada@mail.example,Ｆilm
                        %s,film
                        𝖆da@mail.example,
                        a\u034Fda@mail.example,
                        bo@ｍail.example,cafe\u0301
                        """.formatted(WIDE));

        assertThat(list.rows("subscriber")).isEqualTo(2);
        assertThat(list.subscription("ada@mail.example", daily).topics().keys()).containsExactly("film");
        assertThat(list.subscription("bo@mail.example", daily).topics().keys()).containsExactly("café");
    }

    @Test
    void aSuppressionHoldsForAllOfThemAndIsRemovedByAny() {
        Suppressions suppressions = list.bean(Suppressions.class);
        suppressions.add(AddressPattern.parse(WIDE), Cause.MANUAL, null, list.now(), null);
        suppressions.add(AddressPattern.parse("*@ＢÜCHER.example"), Cause.MANUAL, null, list.now(), null);

        assertThat(list.active("ada@mail.example")).hasSize(1);
        assertThat(list.active("bo@xn--bcher-kva.example")).hasSize(1);
        assertThat(suppressions.search(EmailAddress.sought("ａＤ"), null, "", "", list.now(), 9))
                .extracting(Suppression::address)
                .containsExactly("ada@mail.example");
        assertThat(suppressions.search(EmailAddress.sought("@bücher.example"), null, "", "", list.now(), 9))
                .hasSize(1);
        suppressions.remove(
                AddressPattern.parse("ａda@mail.example"), "back", list.now().plusSeconds(1));
        assertThat(suppressions.active(EmailAddress.parse(WIDE), list.now().plusSeconds(2)))
                .isEmpty();
    }

    @Test
    void anErasedPersonStaysErasedUnderEachSpelling() {
        list.add("ada@mail.example", daily);

        list.bean(Erasure.class).erase(EmailAddress.parse(WIDE));

        assertThat(list.active("ａda@mail.example"))
                .extracting(Suppression::cause)
                .containsExactly(Cause.ERASED);
        assertThatExceptionOfType(SuppressedAddressException.class).isThrownBy(() -> list.add(WIDE, daily));
    }

    @Test
    void aSearchFindsThem() {
        list.add("ada@bücher.example", daily);

        SubscriberSearch search = list.bean(SubscriberSearch.class);
        for (String typed : List.of("ａda", "ADA＠BÜCHER.example", "@bücher.example", "*@ｘn--bcher-kva.example")) {
            assertThat(search.first(typed, 9).found()).as(typed).hasSize(1);
        }
    }

    /** Of versions that took them. */
    @Test
    void whatIsStoredFollowsAndNobodyIsLost() {
        DataSource source = database.freshSource();
        Flyway before = flyway(source, "29");
        before.migrate();
        JdbcClient jdbc = JdbcClient.create(source);
        List.of("ａda@mail.example", "ｂo@mail.example", "bo@mail.example", "ｃy@mail.example", "cｙ@mail.example")
                .forEach(address -> jdbc.sql(
                                "INSERT INTO subscriber (email, address, created_at) VALUES (?, ?, CURRENT_TIMESTAMP)")
                        .params(address, address)
                        .update());
        jdbc.sql(
                        "INSERT INTO suppression (address, cause, since) VALUES ('ｂo@mail.example', 'manual', CURRENT_TIMESTAMP)")
                .update();

        flyway(source, "35").migrate();

        assertThat(jdbc.sql("SELECT email FROM subscriber WHERE email = address ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "ada@mail.example", "ｂo@mail.example", "bo@mail.example", "ｃy@mail.example", "cｙ@mail.example")
                .allSatisfy(email ->
                        assertThat(EmailAddress.ofStored(email).normal()).isEqualTo(email));
        assertThat(jdbc.sql("SELECT address FROM suppression")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("bo@mail.example", "ｂo@mail.example");
    }

    private Flyway flyway(DataSource source, String target) {
        return Flyway.configure()
                .configuration(list.bean(Flyway.class).getConfiguration())
                .dataSource(source)
                .target(target)
                .load();
    }

    @Test
    void invisibleAndBorrowedLettersAreRefusedAtTheDoor() {
        Map.of(
                        "a\uFE0Fda@mail.example", "invisible character (U+FE0F)",
                        "a\u115Fda@mail.example", "invisible character (U+115F)",
                        "ada@ma\uFE01il.example", "invisible character (U+FE01)",
                        "ﬁn@mail.example", "letters that stand for others",
                        "ｱda@mail.example", "letters that stand for others",
                        "ada@xn--999999999.example", "no international name")
                .forEach((typed, why) -> assertThatIllegalArgumentException()
                        .as(typed)
                        .isThrownBy(() -> EmailAddress.parse(typed))
                        .withMessageContaining(why));
        for (String good :
                List.of("ada@xn--strae-oqa.example", "ada@xn--bcher-kva.example", "ada@xn--fiqs8s.example")) {
            assertThat(EmailAddress.parse(good).normal()).isEqualTo(good);
        }
    }
}

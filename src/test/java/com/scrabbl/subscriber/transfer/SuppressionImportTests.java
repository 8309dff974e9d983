package com.scrabbl.subscriber.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.subscriber.ListTester;
import com.scrabbl.subscriber.Suppression;
import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.Suppressions;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class SuppressionImportTests {

    @TempDir
    Path folder;

    private final ListTester list;

    SuppressionImportTests(Database database) {
        list = new ListTester(database);
    }

    @Test
    void addressesAndDomainsAreTakenAndWrongLinesPutAside() throws Exception {
        SuppressionImport.Report report = imported("""
                address,cause,note,expires_at
                Ada@mail.example,complaint,report 7,
                *@spam.example,,'=trap,
                bo@mail.example,soft-bounces,,2027-01-01T00:00:00Z
                cy@mail.example,soft-bounces,,2020-01-01T00:00:00Z
                di@mail.example,erased,,
                ed@mail.example,bounce,,
                @,manual,,
                """);

        assertThat(report.added()).isEqualTo(3);
        assertThat(report.rejected()).isEqualTo(4);
        assertThat(report.examples())
                .extracting(ImportReport.Rejection::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).isEqualTo("expires_at 2020-01-01T00:00:00Z is over"),
                        reason -> assertThat(reason).isEqualTo("the cause erased is set by an erasure only"),
                        reason -> assertThat(reason).contains("causes are hard-bounce"),
                        reason -> assertThat(reason).isEqualTo("\"@\" is no domain as in *@example.org"));
        assertThat(list.active("ada@mail.example"))
                .containsExactly(new Suppression("ada@mail.example", Cause.COMPLAINT, "report 7", list.now(), null));
        assertThat(list.active("anybody@SPAM.example"))
                .containsExactly(new Suppression("@spam.example", Cause.HARD_BOUNCE, "=trap", list.now(), null));
        assertThat(list.active("bo@mail.example").get(0).expiresAt()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(folder.resolve("list.csv.rejected.csv"))
                .content()
                .contains("is over")
                .contains("cy@mail.example");
    }

    @Test
    void aFileWithoutHeaderBeginsWithAnAddress() throws Exception {
        assertThat(imported("ada@mail.example\n@spam.example\n").added()).isEqualTo(2);
        assertThat(imported("cy@mail.example,manual,by phone\n").added()).isOne();
        assertThatExceptionOfType(UnreadableListException.class)
                .isThrownBy(() -> imported("name,cause\nAda,manual\n"))
                .withMessageContaining("nor begins with an address");
    }

    @Test
    void whatHoldsStaysAndWhatWasRemovedOrEndsEarlierHoldsAgain() throws Exception {
        EmailAddress ada = EmailAddress.parse("ada@mail.example");
        Suppressions suppressions = list.bean(Suppressions.class);
        suppressions.add(ada, Cause.HARD_BOUNCE, "first", list.now(), null);
        assertThat(imported("ada@mail.example\n").existing()).isOne();
        assertThat(list.active("ada@mail.example").get(0).evidence()).isEqualTo("first");

        suppressions.remove(ada, "works", list.now());
        assertThat(imported("ada@mail.example\n").added()).isOne();

        suppressions.add(ada, Cause.HARD_BOUNCE, null, list.now(), list.now().plusSeconds(60));
        assertThat(imported("ada@mail.example\n").added()).isOne();
        assertThat(list.active("ada@mail.example").get(0).expiresAt()).isNull();
        assertThat(imported("ada@mail.example\n").existing()).isOne();
    }

    @Test
    void moreThanOneChunk() throws Exception {
        StringBuilder text = new StringBuilder("email\n");
        for (int i = 0; i < 2_500; i++) {
            text.append("reader").append(i).append("@mail.example\n");
        }

        assertThat(imported(text.toString()).added()).isEqualTo(2_500);
        assertThat(list.rows("suppression")).isEqualTo(2_500);
    }

    private SuppressionImport.Report imported(String text) throws IOException {
        return list.bean(SuppressionImport.class)
                .run(
                        SuppressionFile.open(Files.writeString(folder.resolve("list.csv"), text)),
                        Cause.HARD_BOUNCE,
                        line -> {});
    }
}

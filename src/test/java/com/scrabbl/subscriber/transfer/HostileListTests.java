package com.scrabbl.subscriber.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.subscriber.ListTester;
import com.scrabbl.subscriber.Profile;
import com.scrabbl.support.Database;
import com.scrabbl.support.OnEachDatabase;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file holds: each wrong line is told, the others are taken, and the wrong ones can be tried again. */
@OnEachDatabase
class HostileListTests {

    @TempDir
    Path folder;

    private final ListTester list;
    private final long daily;

    HostileListTests(Database database) {
        list = new ListTester(database);
        daily = list.newsletter("daily");
    }

    @Test
    void lineBreaksInEveryFieldForgeNothing() throws Exception {
        String broken = "\"Bcc: x@evil.example\r\n\r\n%s\"";
        ImportReport report = importing()
                .run("email,name,language,time_zone,topics,note\n"
                        + "\"ada@mail.example\r\nBcc: x@evil.example\",,,,,\n"
                        + "bo@mail.example," + broken.formatted("Bo") + ",,," + broken.formatted("art") + ","
                        + broken.formatted("n") + "\n"
                        + "cy@mail.example,,\"en\r\nX: y\",,,\n"
                        + "di@mail.example,,,\"Europe/Berlin\r\nX: y\",,\n"
                        + "ed@mail.example,,,,,\n");

        assertThat(report.rejectedByKind()).isEqualTo(Map.of("email", 1L, "language", 1L, "time_zone", 1L));
        assertThat(report.added()).isEqualTo(2);
        assertThat(list.subscriber("bo@mail.example").profile())
                .isEqualTo(new Profile("Bcc: x@evil.example Bo", null, null, Map.of("note", "Bcc: x@evil.example n")));
        assertThat(list.subscription("bo@mail.example", daily).topics().keys())
                .containsExactly("bcc: x@evil.example art");
    }

    @Test
    void cellsOfTwoMegabytesRejectTheirLines() throws Exception {
        String much = "x".repeat(2_000_000);

        ImportReport report = importing()
                .run("email,name\nada@mail.example," + much + "\nbo@mail.example,\"" + much + "\"\ncy@mail.example,Cy\n"
                        + much + "@mail.example,Di\n");

        assertThat(report.rejectedByKind()).isEqualTo(Map.of("line", 3L));
        assertThat(report.examples().get("line").get(0).reason()).isEqualTo("the line is longer than 65536 characters");
        assertThat(report.added()).isOne();
        assertThat(Files.size(folder.resolve("list.csv.rejected.csv"))).isLessThan(400_000);
    }

    @Test
    void linesInAnotherEncodingAreToldAndCanBeCorrectedAndTriedAgain() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write("email,name\nada@mail.example,Zoë\n".getBytes(StandardCharsets.UTF_8));
        file.write("bo@mail.example,Jörg\n".getBytes(StandardCharsets.ISO_8859_1));
        file.write("cy@mail.example,Cy\n".getBytes(StandardCharsets.UTF_8));

        ImportReport report = importing().run(file.toByteArray());

        assertThat(report.added()).isEqualTo(2);
        assertThat(report.examples().get("line"))
                .extracting(ImportReport.Rejection::line)
                .containsExactly(3L);
        assertThat(list.subscriber("ada@mail.example").profile().name()).isEqualTo("Zoë");
        Path rejected = folder.resolve("list.csv.rejected.csv");
        // The line stands whole in the first cell, since nothing of it can be trusted.
        List<String> lines = Files.readAllLines(rejected);
        assertThat(lines.get(1)).startsWith("\"bo@mail.example,J\uFFFDrg\",,3,");
        String corrected = lines.get(0) + "\nbo@mail.example,Jörg,3,\n";
        assertThat(importing().run(corrected).added()).isOne();
        assertThat(list.subscriber("bo@mail.example").profile().name()).isEqualTo("Jörg");
    }

    private Importing importing() {
        return new Importing(list, folder, daily);
    }
}

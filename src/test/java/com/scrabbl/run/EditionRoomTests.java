package com.scrabbl.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrabbl.disk.SettableDisk;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.OnEachDatabase;
import com.scrabbl.support.TestApplication;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** An edition whose rows will not fit on the disk is not begun, and says so. */
@OnEachDatabase
class EditionRoomTests {

    private final TestApplication application;
    private final SettableDisk disk = new SettableDisk(DataSize.ofMegabytes(32), DataSize.ofMegabytes(100));
    private final EditionRoom room;

    EditionRoomTests(Database database) {
        application = TestApplication.on(database);
        room = new EditionRoom(disk, application.jdbc());
    }

    @BeforeEach
    void newsletterWithTwoReaders(@TempDir Path folder) {
        new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared()
                .subscribed("anna@reader.example", "ben@reader.example");
    }

    @Test
    void whatFitsIsBegunAndWhatDoesNotSaysWhatIsMissing() {
        Run run = run();
        disk.free(DataSize.ofBytes(2 * EditionRoom.BYTES_PER_READER));
        room.require(run);

        disk.free(DataSize.ofBytes(2 * EditionRoom.BYTES_PER_READER - 1));
        assertThatThrownBy(() -> room.require(run))
                .isInstanceOf(NoRoomException.class)
                .hasMessageStartingWith(run.name() + " is not begun: 2 readers need about ")
                .hasMessageContaining("MB on the disk of /srv/harbour/data, where 0 MB are free.");
    }

    @Test
    void aDiskThatIsFullAlreadyIsReasonEnough() {
        disk.trouble("the disk of /srv/harbour/data is full");

        assertThat(room.missing(run())).isEqualTo("the disk of /srv/harbour/data is full");
    }

    @Test
    void rowsThatAreFrozenAlreadyAreNotCountedAgain() {
        application.run("send", "daily");
        long needed = 2 * (EditionRoom.BYTES_PER_READER - EditionRoom.BYTES_FROZEN);
        disk.free(DataSize.ofBytes(needed));
        assertThat(room.missing(latest())).isNull();

        disk.free(DataSize.ofBytes(needed - 1));
        assertThat(room.missing(latest())).startsWith("2 readers need about ");
    }

    private Run run() {
        long newsletter =
                application.bean(Newsletters.class).find("daily").orElseThrow().id();
        return application.bean(RunDriver.class).openNow(newsletter);
    }

    private Run latest() {
        long run = application
                .jdbc()
                .sql("SELECT MAX(id) FROM run")
                .query(Long.class)
                .single();
        return application.bean(Runs.class).byId(run).orElseThrow();
    }
}

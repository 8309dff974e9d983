package com.scrabbl.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of data is closed to the machine's other users, and says so when it was not. */
class DataFolderTests {

    @TempDir
    private Path home;

    @Test
    void newFolderIsForItsOwnerAlone() throws IOException {
        Path data = home.resolve("deep/data");

        new DataFolder(data).secure(Clock.systemUTC());

        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(permissions(data.getParent())).isEqualTo("rwx------");
        assertThat(new DataFolder(data).foundOpen()).isEmpty();
    }

    @Test
    void openFolderIsClosedAndToldUntilItsNoticeIsDeleted() throws IOException {
        Path data = Files.createDirectory(home.resolve("data"));
        Path list = Files.createDirectory(data.resolve("uploads")).resolve("list.csv");
        Files.writeString(list, "email\nada@example.org\n");
        open(data, "rwxr-xr-x");
        open(list.getParent(), "rwxrwxr-x");
        open(list, "rw-r--r--");
        DataFolder folder = new DataFolder(data);

        folder.secure(Clock.systemUTC());

        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(permissions(list.getParent())).isEqualTo("rwx------");
        assertThat(permissions(list)).isEqualTo("rw-------");
        assertThat(permissions(folder.notice())).isEqualTo("rw-------");
        assertThat(Files.readString(folder.notice())).contains(list.toString(), "users link NAME");
        assertThat(folder.foundOpen()).isPresent();
        Files.delete(folder.notice());
        folder.secure(Clock.systemUTC());
        assertThat(folder.foundOpen()).isEmpty();
    }

    @Test
    void whatALinkInItLeadsToIsLeftAlone() throws IOException {
        Path data = Files.createDirectory(home.resolve("data"));
        Path elsewhere = Files.writeString(home.resolve("elsewhere"), "theirs");
        open(elsewhere, "rw-r--r--");
        Files.createSymbolicLink(data.resolve("link"), elsewhere);

        new DataFolder(data).secure(Clock.systemUTC());

        assertThat(permissions(elsewhere)).isEqualTo("rw-r--r--");
    }

    @Test
    void folderOfAnotherUserIsRefused() throws IOException {
        Path data = Files.createDirectory(home.resolve("data"));
        try {
            Files.setAttribute(data, "unix:uid", 65_533);
        } catch (IOException e) {
            assumeTrue(false, "Only root can give a folder to another user.");
        }

        assertThatThrownBy(() -> new DataFolder(data).secure(Clock.systemUTC()))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("belongs to the user 65533")
                .hasMessageContaining("Run Scrabbl as that user");
    }

    @Test
    void fileInItsPlaceIsNamed() throws IOException {
        Path data = Files.writeString(home.resolve("data"), "a file");

        assertThatThrownBy(() -> new DataFolder(data).secure(Clock.systemUTC()))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("there is a file of that name");
    }

    private static void open(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

package com.scrabbl.disk;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

/** What is kept beside an H2 file, and what is said of its folder. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseDiskTests {

    @TempDir
    Path folder;

    private final HikariDataSource database = new HikariDataSource();

    @BeforeEach
    void open() throws SQLException {
        database.setJdbcUrl("jdbc:h2:file:" + folder.resolve("data/scrabbl"));
        database.setUsername("scrabbl");
        database.setPassword("");
        execute("CREATE TABLE told (word varchar)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void reserveIsReallyTakenAndForItsOwnerOnly() throws IOException {
        DatabaseDisk disk = disk(DataSize.ofMegabytes(3));
        disk.lookNow();

        Path reserve = folder.resolve("data/scrabbl.reserve");
        assertThat(disk.trouble()).isNull();
        assertThat(reserve).hasSize(DataSize.ofMegabytes(3).toBytes());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(reserve)))
                .isEqualTo("rw-------");
    }

    @Test
    void diskWithoutRoomForAllOfTheReserveHasASmallerOneAndIsNoReasonToStop(CapturedOutput output) {
        DatabaseDisk disk = disk(DataSize.ofTerabytes(4_000_000));
        disk.lookNow();
        disk.lookNow();

        assertThat(disk.trouble()).isNull();
        assertThat(folder.resolve("data/scrabbl.reserve"))
                .hasSize(DataSize.ofMegabytes(16).toBytes());
        assertThat(java.util.Objects.requireNonNull(disk.room()).isLow()).isTrue();
        assertThat(output.getAll()).containsOnlyOnce("and keeps 16 MB: make room");
    }

    @Test
    void whatADiskHasNoRoomForIsLessOrNothing() {
        Reserve reserve =
                new Reserve(folder.resolve("kept"), DataSize.ofMegabytes(32).toBytes());

        reserve.makeDo(DataSize.ofMegabytes(9).toBytes());
        assertThat(reserve.size()).isEqualTo(DataSize.ofMegabytes(4).toBytes());
        reserve.makeDo(DataSize.ofKilobytes(1_900).toBytes());
        assertThat(reserve.size()).isZero();
        assertThat(reserve.make()).isTrue();
        assertThat(folder.resolve("kept")).doesNotExist();
        reserve.wantAll();
        assertThat(reserve.size()).isEqualTo(reserve.wanted());
    }

    @Test
    void withoutAReserveNothingIsKept() {
        DatabaseDisk disk = disk(DataSize.ofBytes(0));
        disk.lookNow();

        assertThat(disk.trouble()).isNull();
        assertThat(folder.resolve("data/scrabbl.reserve")).doesNotExist();
    }

    @Test
    void databaseThatIsDeletedIsNotMadeAnew() throws IOException, SQLException {
        DatabaseDisk disk = disk(DataSize.ofMegabytes(1));
        disk.lookNow();
        Path file = folder.resolve("data/scrabbl.mv.db");
        Path kept = Files.move(file, folder.resolve("kept"));
        disk.lookNow();

        assertThat(disk.trouble()).contains(file.toString(), "is gone");
        execute("INSERT INTO told VALUES ('still open')");

        Files.move(kept, file);
        disk.lookNow();
        assertThat(disk.trouble()).isNull();
        execute("INSERT INTO told VALUES ('again')");
    }

    @Test
    void failuresAreToldWithoutStatementsAndClasses() {
        SQLException full = new SQLException("ERROR: could not extend file \"base/1/2\"", "53100");
        SQLException statement =
                new SQLException("Table \"T\" not found; SQL statement:\nSELECT secret FROM t [42102]");
        SQLException closed = new SQLException(
                "The database has been closed", new IllegalStateException(new IOException("No space left on device")));

        assertThat(DatabaseTrouble.sentence(new IllegalStateException("PreparedStatementCallback; SQL [x]", full)))
                .isEqualTo("the database's disk is full");
        assertThat(DatabaseTrouble.sentence(closed)).isEqualTo("the database's disk is full");
        assertThat(DatabaseTrouble.sentence(new IllegalStateException("SQL [SELECT secret]", statement)))
                .isEqualTo("Table \"T\" not found");
        assertThat(DatabaseTrouble.isOfTheDisk(statement)).isFalse();
        assertThat(DatabaseTrouble.isAway(statement)).isFalse();
        assertThat(DatabaseTrouble.isAway(new IllegalStateException(new SQLException("closed", "90098"))))
                .isTrue();
        assertThat(DatabaseTrouble.isAway(new SQLException("terminating connection", "57P01")))
                .isTrue();
    }

    private DatabaseDisk disk(DataSize reserve) {
        return new DatabaseDisk(database, folder.resolve("data/scrabbl.mv.db"), new DiskProperties(reserve));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package com.scrabbl.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.h2.tools.Restore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H2 in a file: who gets in, what they may do there, and what the files let others read. */
class H2DatabaseTests {

    private static final String SETTINGS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            + ";DEFAULT_NULL_ORDERING=HIGH;AUTO_SERVER=TRUE;WRITE_DELAY=0";

    @TempDir
    private Path home;

    private String url = "";

    @BeforeEach
    void setUp() {
        url = "jdbc:h2:file:" + home.resolve("data/scrabbl") + SETTINGS;
    }

    @Test
    void allFilesAreForTheOwnerAloneWhileItIsOpen() throws Exception {
        try (H2Database database = database("");
                Connection work = database.forWork().getConnection()) {
            owner(database, "CREATE TABLE article (id INT, title TEXT)");
            execute(work, "INSERT INTO article VALUES (1, 'Ferry')");
            database.checkpoint();

            try (Stream<Path> files = Files.list(home.resolve("data"))) {
                assertThat(files.toList())
                        .extracting(file -> file.getFileName() + " " + permissions(file))
                        .contains("scrabbl.mv.db rw-------", "scrabbl.lock.db rw-------", "scrabbl.password rw-------")
                        .allMatch(file -> file.endsWith(" rw-------"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE ALIAS run FOR 'java.lang.Runtime.exec'",
                "CREATE ALIAS run AS 'String run() { return \"\"; }'",
                "CREATE TRIGGER t BEFORE INSERT ON article CALL 'com.example.Trigger'",
                "CREATE LINKED TABLE t('', 'jdbc:h2:mem:x', 'sa', '', 'x')",
                "BACKUP TO 'stolen.zip'",
                "SCRIPT TO 'stolen.sql'",
                "RUNSCRIPT FROM 'evil.sql'",
                "CALL FILE_READ('/etc/passwd')",
                "CALL FILE_WRITE('x', 'planted')",
                "SELECT * FROM CSVREAD('/etc/passwd')",
                "CALL CSVWRITE('stolen.csv', 'SELECT 1')",
                "CREATE USER eve PASSWORD 'x' ADMIN",
                "ALTER USER scrabbl_application ADMIN TRUE",
                "DROP TABLE article",
                "SHUTDOWN"
            })
    void workReachesNeitherJavaNorFilesNorSettings(String statement) throws Exception {
        try (H2Database database = database("");
                Connection work = database.forWork().getConnection()) {
            owner(database, "CREATE TABLE article (id INT, title TEXT)");

            assertThatThrownBy(() -> execute(work, statement)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void emptyPasswordOfAnEarlierVersionLetsNobodyInAnyMore() throws Exception {
        try (Connection earlier = DriverManager.getConnection(url, "scrabbl", "")) {
            execute(earlier, "CREATE TABLE article (id INT)");
            execute(earlier, "INSERT INTO article VALUES (7)");
        }

        try (H2Database database = database("")) {
            assertThat(number(database, "SELECT id FROM article")).isEqualTo(7);

            assertThatThrownBy(() -> DriverManager.getConnection(url, "scrabbl", ""))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Wrong user name or password");
        }
    }

    @Test
    void configuredPasswordTakesThePlaceOfTheOneInTheFile() throws Exception {
        try (H2Database first = database("")) {
            owner(first, "CREATE TABLE article (id INT)");
        }

        try (H2Database database = database("three horses by the sea")) {
            assertThat(number(database, "SELECT COUNT(*) FROM article")).isZero();
        }
        try (H2Database again = database("three horses by the sea")) {
            assertThat(number(again, "SELECT COUNT(*) FROM article")).isZero();
        }
    }

    @Test
    void passwordOfAnotherDatabaseIsToldWithTheFile() throws Exception {
        try (H2Database first = database("")) {
            owner(first, "CREATE TABLE article (id INT)");
        }
        Files.writeString(home.resolve("data/scrabbl.password"), "of another one");

        try (H2Database database = database("")) {
            assertThatThrownBy(() -> database.forWork().getConnection())
                    .isInstanceOf(WrongDatabasePasswordException.class)
                    .hasMessageContaining("scrabbl.password")
                    .hasMessageContaining("Restore that file")
                    .hasMessageNotContaining("of another one");
        }
    }

    @Test
    void twoThatStartTogetherShareOnePassword() throws Exception {
        try (H2Database one = database("");
                H2Database two = database("")) {
            List<Integer> both = Stream.of(one, two)
                    .parallel()
                    .map(database -> number(database, "SELECT 1"))
                    .toList();

            assertThat(both).containsExactly(1, 1);
        }
    }

    @Test
    void reopenedDatabaseHasItsSettingsAgain() throws Exception {
        try (H2Database database = database("")) {
            owner(database, "CREATE TABLE article (id INT PRIMARY KEY)");
            owner(database, "SHUTDOWN IMMEDIATELY");

            try (Connection work = database.forWork().getConnection()) {
                // Only known in the mode of PostgreSQL.
                execute(work, "INSERT INTO article VALUES (1) ON CONFLICT DO NOTHING");
                execute(work, "INSERT INTO article VALUES (1) ON CONFLICT DO NOTHING");
            }
        }
    }

    @Test
    void databaseThatWasMovedAwayIsNotMadeAnew() throws Exception {
        try (H2Database database = database("")) {
            owner(database, "CREATE TABLE article (id INT)");
            owner(database, "SHUTDOWN");
            Files.move(home.resolve("data/scrabbl.mv.db"), home.resolve("elsewhere"));

            assertThatThrownBy(() -> database.forWork().getConnection())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("not found");
            assertThat(home.resolve("data/scrabbl.mv.db")).doesNotExist();
        }
    }

    @Test
    void backupHasWhatItTakesToOpenIt() throws Exception {
        Path zip = home.resolve("backup.zip");
        try (H2Database database = database("")) {
            owner(database, "CREATE TABLE article (id INT)");
            database.backUp(zip);
        }
        assertThat(permissions(zip)).isEqualTo("rw-------");

        Restore.execute(zip.toString(), home.resolve("restored").toString(), null);

        try (H2Database restored =
                new H2Database("jdbc:h2:file:" + home.resolve("restored/scrabbl") + SETTINGS, "scrabbl", "")) {
            assertThat(number(restored, "SELECT COUNT(*) FROM article")).isZero();
        }
    }

    private H2Database database(String password) throws IOException {
        Files.createDirectories(home.resolve("data"));
        return new H2Database(url, "scrabbl", password);
    }

    private static void owner(H2Database database, String sql) throws SQLException {
        try (Connection connection = database.forMigrations().getConnection()) {
            execute(connection, sql);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(H2Database database, String sql) {
        try (Connection connection = database.forWork().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
